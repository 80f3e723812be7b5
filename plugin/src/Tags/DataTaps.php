<?php

/**
 * Meta and options that are read. Reading is not showing, but of what only a plugin knows nothing else can be seen:
 * its page depends on every key that it read.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class DataTaps
{
    /** In so many frames lie get_option() and who calls it. */
    private const NEAR = 10;

    private const OF_DATES = ['date_format', 'time_format', 'start_of_week'];

    /** @var array<string, bool> by name: nothing more is to be said of it; false: not before `wp_loaded` */
    private array $seen = [];

    /** @var array<string, MetaKey> `TYPE:KEY` → what that key means */
    private array $kinds = [];

    private bool $isLoaded = false;

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        $this->isLoaded = did_action('wp_loaded') > 0;
        add_action('wp_loaded', function (): void {
            $this->isLoaded = true;
            $this->seen = array_filter($this->seen);
        }, PHP_INT_MIN, 0);
        foreach (['post', 'term', 'user', 'comment'] as $type) {
            add_filter("get_{$type}_metadata", function (mixed $value = null, mixed $id = 0, mixed $key = '') use ($type): mixed {
                $this->meta($type, Ids::of($id), is_string($key) ? $key : '');

                return $value;
            }, PHP_INT_MAX, 3);
        }
        // With all three arguments: core cuts them to fewer at every call.
        add_filter('pre_option', $this->option(...), PHP_INT_MAX, 3);
        add_filter('script_loader_tag', function (mixed $html = '', mixed $handle = ''): mixed {
            $this->page->add(...(in_array($handle, ['wp-date', 'moment'], true) ? array_map(Tag::option(...), self::OF_DATES) : []));

            return $html;
        }, PHP_INT_MAX, 2);
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
        $this->seen[$subject] = true;
        $owner = $type === 'comment' ? Tag::meta($type, $id, 'meta') : "{$type}:{$id}";
        if ($key === '' && is_feed() && Caller::innermost(['rss_enclosure' => true, 'atom_enclosure' => true]) !== '') {
            // Reads all meta of a post to find that one key.
            $this->page->add(Tag::meta('post', $id, 'enclosure'));
        } elseif ($key === '') {
            $this->page->rare('meta', Tag::facet($owner, 'meta'), $owner);
        } else {
            match ($this->kinds["{$type}:{$key}"] ??= MetaKey::of($type, $key)) {
                MetaKey::Shown => $this->page->add($type === 'user' ? UserFacet::of($id, $key) : Tag::meta($type, $id, Tag::name($key))),
                MetaKey::Foreign => $this->page->rare(RareFacet::meta($key), Tag::meta($type, $id, Tag::name($key))),
                MetaKey::Nothing => null,
            };
        }
    }

    /** Hundreds of times in a render. */
    private function option(mixed $value = false, mixed $name = ''): mixed
    {
        if (is_string($name) && !isset($this->seen[$name])) {
            $this->read($name);
        }

        return $value;
    }

    /** Before `wp_loaded` every plugin reads its options, on every page. */
    private function read(string $name): void
    {
        if ($name === 'sticky_posts') {
            $this->sticky();
        } elseif (str_ends_with($name, '_children')) {
            $this->children($name);
        } elseif (str_starts_with($name, 'theme_mods_')) {
            $this->mods($name);
        } elseif (OptionMeaning::is_shown_where_read($name)) {
            // Core prepares a script with them on every page, and prints it on hardly any.
            if (!in_array($name, self::OF_DATES, true) || Caller::innermost(['wp_default_packages' => true]) === '') {
                $this->seen[$name] = true;
                $this->page->add(Tag::option($name));
            }
        } elseif ($this->isLoaded && !self::is_of_frame($name)) {
            $this->seen[$name] = true;
            if (!OptionMeaning::is_known($name)) {
                $this->page->rare(RareFacet::option($name), Tag::option(Tag::name($name)));
            }
        } else {
            $this->seen[$name] = $this->isLoaded;
        }
    }

    /** A list of them, or of all others, unless it is core that asks about one post. */
    private function sticky(): void
    {
        if (!in_array(Caller::now(self::NEAR)->chain()[1] ?? '', ['WP_Query::get_posts', 'is_sticky'], true)) {
            $this->page->add(Tag::facet(Tag::list('any'), 'sticky'));
        }
    }

    /** Core keeps there which terms lie below which; get_term_children() passes nothing else. */
    private function children(string $name): void
    {
        if (Caller::leaves_by(['get_term_children' => true, '_get_term_hierarchy' => true]) !== '') {
            $this->seen[$name] = true;
            $this->page->add(Tag::facet(Tag::taxonomy(Tag::name(substr($name, 0, -strlen('_children')))), TermTaps::BELOW));
        }
    }

    /** All settings of a theme at once, or one that it has not got yet: no filter bears its name then. */
    private function mods(string $name): void
    {
        $way = Caller::leaves_by(['get_theme_mods' => true, 'get_option' => true]);
        if ($way !== '') {
            $this->seen[$name] = true;
            $this->page->add(Tag::option(Tag::name($name)));
        } elseif (is_string($mod = Caller::argument('get_theme_mod', 0)) && !in_array($mod, [ThemeMods::NOTED, ThemeMods::PLACES], true)) {
            $this->page->add(Tag::theme_mod(Tag::name($mod)));
        }
    }

    /** Widgets and settings of the theme: their own taps tell which of them are shown. */
    private static function is_of_frame(string $name): bool
    {
        return $name === 'sidebars_widgets' || str_starts_with($name, 'widget_') || str_starts_with($name, 'mods_');
    }
}
