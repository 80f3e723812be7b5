<?php

/**
 * Meta and options that are read. Reading is not showing, but of what only a plugin knows nothing else can be seen:
 * its page depends on every key that it read.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class DataTaps
{
    /** @var array<string, true> */
    private array $seen = [];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        foreach (['post', 'term', 'user', 'comment'] as $type) {
            add_filter("get_{$type}_metadata", function (mixed $value = null, mixed $id = 0, mixed $key = '') use ($type): mixed {
                $this->meta($type, Ids::of($id), is_string($key) ? $key : '');

                return $value;
            }, PHP_INT_MAX, 3);
        }
        add_filter('pre_option', $this->option(...), PHP_INT_MAX, 2);
    }

    /** @param 'post'|'term'|'user'|'comment' $type */
    private function meta(string $type, int $id, string $key): void
    {
        $subject = "{$type}:{$id}:{$key}";
        $isOfPlainPost = $type !== 'post' || PostKind::of((string) get_post_type($id)) === PostKind::Content;
        if ($id < 1 || isset($this->seen[$subject]) || !$isOfPlainPost) {
            return;
        }
        $this->seen[$subject] = true;
        $owner = $type === 'comment' ? Tag::meta($type, $id, 'meta') : "{$type}:{$id}";
        if ($key === '' && is_feed()) {
            // rss_enclosure() reads all meta of a post to find that one key.
            $this->page->add($owner);
        } elseif ($key === '') {
            $this->page->rare('meta', Tag::facet($owner, 'meta'), $owner);
        } elseif (MetaKey::of($type, $key) === MetaKey::Shown) {
            $this->page->add($owner);
        } elseif (MetaKey::of($type, $key) === MetaKey::Foreign) {
            $this->page->rare(RareFacet::meta($key), Tag::meta($type, $id, Tag::name($key)));
        }
    }

    /** Before `wp_loaded` every plugin reads its options, on every page. */
    private function option(mixed $value = false, mixed $name = ''): mixed
    {
        if (is_string($name) && !isset($this->seen[$name]) && did_action('wp_loaded') > 0) {
            $this->seen[$name] = true;
            if (OptionMeaning::tags($name, null, null) === null) {
                $this->page->rare(RareFacet::option($name), Tag::option(Tag::name($name)));
            }
        }

        return $value;
    }
}
