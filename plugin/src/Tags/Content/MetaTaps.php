<?php

/** Meta that is read. Reading is not showing, but of what only a plugin knows nothing else can be seen: its page depends on every key that it read. */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\Ids;
use DynamicCache\Tags\MetaKey;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\UserFacet;

final class MetaTaps
{
    /** Functions of core that hand out meta of whatever key, or what they make of it. */
    private const HANDING = [
        'get_metadata' => true, 'get_metadata_raw' => true, 'metadata_exists' => true, 'get_post_meta' => true, 'get_user_meta' => true, 'get_term_meta' => true, 'get_comment_meta' => true,
        'get_post_custom_values' => true, 'get_the_author_meta' => true, 'the_author_meta' => true, 'get_user_option' => true, 'get_user_locale' => true, 'get_the_modified_author' => true,
        'the_modified_author' => true, 'WP_Post::__get' => true, 'WP_User::__get' => true, 'WP_User::get' => true, 'WP_User::has_prop' => true,
    ];

    /** Read by core with every user. */
    private const ITSELF = ['get_caps_data' => true];

    /** @var array<string, true> `TYPE:ID:KEY`: nothing more is to be said of it */
    private array $seen = [];

    /** @var array<string, MetaKey> `TYPE:KEY` → what that key means */
    private array $kinds = [];

    private bool $isLooking = false;

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        foreach (['post', 'term', 'user', 'comment'] as $type) {
            add_filter("get_{$type}_metadata", function (mixed $value = null, mixed $id = 0, mixed $key = '') use ($type): mixed {
                $this->meta($type, Ids::of($id), is_string($key) ? $key : '');

                return $value;
            }, PHP_INT_MAX, 3);
            add_filter("get_{$type}_metadata_by_mid", fn(mixed $value = null, mixed $row = 0): mixed => $this->row($type, $value, Ids::of($row)), PHP_INT_MAX, 2);
        }
    }

    /**
     * Named by its row alone.
     *
     * @param 'post'|'term'|'user'|'comment' $type
     */
    private function row(string $type, mixed $value, int $row): mixed
    {
        if (!$this->isLooking) {
            $this->isLooking = true;
            $meta = get_metadata_by_mid($type, $row);
            $this->isLooking = false;
            $columns = $meta === false ? [] : get_object_vars($meta);
            $key = $columns['meta_key'] ?? '';
            $this->meta($type, Ids::of($columns["{$type}_id"] ?? 0), is_string($key) ? $key : '');
        }

        return $value;
    }

    /** @param 'post'|'term'|'user'|'comment' $type */
    private function meta(string $type, int $id, string $key): void
    {
        $subject = "{$type}:{$id}:{$key}";
        if ($id < 1 || isset($this->seen[$subject])) {
            return;
        }
        if ($type === 'post' && !($this->page->is_content($id) ?? PostKind::of((string) get_post_type($id)) === PostKind::Content)) {
            return;
        }
        $kind = $key === '' ? null : ($this->kinds["{$type}:{$key}"] ??= MetaKey::of($type, $key));
        if ($kind === MetaKey::Nothing) {
            $this->bookkeeping($type, $id, $key, $subject);

            return;
        }
        $this->seen[$subject] = true;
        $owner = $type === 'comment' ? Tag::meta($type, $id, 'meta') : "{$type}:{$id}";
        if ($key === '' && is_feed() && Caller::innermost(['rss_enclosure' => true, 'atom_enclosure' => true]) !== '') {
            // Reads all meta of a post to find that one key.
            $this->page->add(Tag::meta('post', $id, 'enclosure'));
        } elseif ($key === '') {
            $this->page->rare('meta', Tag::facet($owner, 'meta'), $owner);
        } else {
            match ($kind) {
                MetaKey::Shown => $this->page->add($type === 'user' ? UserFacet::of($id, $key) : Tag::meta($type, $id, Tag::name($key))),
                MetaKey::Foreign => $this->page->rare(RareFacet::meta($key), Tag::meta($type, $id, Tag::name($key))),
                default => null,
            };
        }
    }

    /**
     * Core reads its own for itself, and before others do.
     *
     * @param 'post'|'term'|'user'|'comment' $type
     */
    private function bookkeeping(string $type, int $id, string $key, string $subject): void
    {
        if (Caller::leaves_by(self::HANDING, self::ITSELF) !== '') {
            $this->seen[$subject] = true;
            MetaKey::is_of_roles($key) ? $this->page->user($id) : $this->page->rare(RareFacet::meta($key), Tag::meta($type, $id, Tag::name($key)));
        }
    }
}
