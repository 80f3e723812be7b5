<?php

/**
 * Options that are read. Reading is not showing, but of what only a plugin knows nothing else can be seen. Core counts how
 * often each hook has run (did_filter()), and get_option() runs one that bears the option's name: what was read is looked up
 * there when the page is done, and hundreds of reads cost nothing. A filter of ours have those alone that core shows where
 * it reads them, and those of which it matters who asks.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Options;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\OptionMeaning;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Queries\UserConditions;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\TaxonomyFacet;

final class OptionTaps
{
    private const HOOK = 'pre_option_';

    /** What put a tag on the page whose reader is not known any more. */
    private const SOURCE = 'pre_option';

    /** In so many frames lie get_option() and who calls it, with ours before. */
    private const NEAR = 8;

    /** More than those filters have: core cuts them to fewer at every call. */
    private const ARGUMENTS = 9;

    /** Functions of core that hand out options. */
    public const HANDING = ['get_option' => true, 'get_options' => true, 'form_option' => true, 'get_network_option' => true, 'get_site_option' => true];

    private const OF_DATES = ['date_format', 'time_format', 'start_of_week'];

    /** @var array<array-key, true> by name: they have a filter of their own, or nothing more is to be said of them */
    private array $known = [];

    /** @var array<array-key, true> by name: its tag is on the page */
    private array $told = [];

    /** @var array<mixed>|null by hook, how often it had run when this began to listen; null: it does not */
    private ?array $before = null;

    /** @var list<array{array<mixed>, array<mixed>}> the same at the beginning and the end of each time that it listened, and is not told of yet */
    private array $spans = [];

    /** @var array<array-key, true> by name: read, and something that a plugin keeps for a while (Transients) */
    private array $kept = [];

    /** @var array<array-key, mixed>|null those that every request loads, as they were before one was read */
    private ?array $options = null;

    /** @var list<string> names of those that had been read when WordPress was loaded */
    private array $early = [];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        foreach (array_diff(OptionMeaning::READ, self::OF_DATES) as $name) {
            $this->watch($name, static fn(): string => Tag::option($name));
        }
        foreach (self::OF_DATES as $name) {
            $this->watch($name, static fn(): ?string => self::date($name));
        }
        $this->watch('sticky_posts', self::sticky(...));
        $this->watch('posts_per_page', self::number(...));
        add_filter(self::HOOK . 'user_count', $this->users(...), PHP_INT_MAX);
        $mods = 'theme_mods_' . get_stylesheet();
        $this->watch($mods, fn(): ?string => $this->mods($mods));
        foreach (get_taxonomies() as $taxonomy) {
            $this->taxonomy($taxonomy);
        }
        // One that comes while the page is rendered is told at its end.
        add_action('registered_taxonomy', fn(mixed $taxonomy = '') => did_action('template_redirect') > 0 ? null : $this->taxonomy($taxonomy), PHP_INT_MAX);
        add_filter('script_loader_tag', $this->script(...), PHP_INT_MAX, 2);
        // Before that every plugin reads its options, on every page (EarlyOptions).
        add_action('wp_loaded', $this->listen(...), PHP_INT_MIN, 0);
        $this->listen();
    }

    /** From now on reads are of this site. */
    public function listen(): void
    {
        if (did_action('wp_loaded') > 0) {
            $this->before = self::counts();
            $this->early = doing_action('wp_loaded') ? EarlyOptions::among(self::names(array_keys($this->before)), array_keys($this->before)) : $this->early;
            $this->options ??= wp_load_alloptions();
        }
    }

    /** What is read from now on is another site's, or none of the page's any more. */
    public function pause(): void
    {
        // There are a thousand hooks; which of them have run is asked behind the answer.
        $this->spans = [...$this->spans, ...($this->before === null ? [] : [[$this->before, self::counts()]])];
        $this->before = null;
    }

    /** After pause(), before the answer is out: what is kept for a while ends, and the page with it. The site must be the current one. */
    public function expire(): void
    {
        $options = array_filter(array_map(Transients::of_hook(...), $this->read(Transients::READ)), is_string(...));
        $this->kept += array_fill_keys($options, true);
        foreach (array_keys($this->kept) as $option) {
            $end = Transients::end((string) $option, time());
            if ($end !== null) {
                $this->page->expire_at($end);
            }
        }
    }

    /** After expire(); the site must be the current one. */
    public function finish(): void
    {
        foreach (array_keys($this->kept) as $option) {
            $this->keep((string) $option);
        }
        if (!EarlyOptions::note($this->early, static fn(string $name): bool => Transients::of_option($name) !== null || self::is_of_plugin($name))) {
            $this->page->refuse();
        }
        $this->early = [];
        foreach (self::names($this->read('/^' . self::HOOK . '/')) as $name) {
            if (!isset($this->known[$name])) {
                $this->known[$name] = true;
                $this->tell($name);
            }
        }
        $this->spans = $this->kept = [];
    }

    private function keep(string $option): void
    {
        $options = $this->options ?? [];
        $this->page->rare_earlier($options, Transients::facet($option, false), self::SOURCE, Transients::tag($option));
        if (Transients::is_missing($option)) {
            $this->page->rare_earlier($options, Transients::facet($option, true), self::SOURCE, Transients::missing($option));
        }
    }

    /**
     * @param string $pattern of names of hooks: there are a thousand, and a visitor waits for some of these answers
     *
     * @return list<string> those that have run
     */
    private function read(string $pattern): array
    {
        $hooks = [];
        foreach ($this->spans as [$before, $after]) {
            foreach ((array) preg_grep($pattern, array_keys($after)) as $hook) {
                if (is_string($hook) && ($before[$hook] ?? 0) !== $after[$hook]) {
                    $hooks[$hook] = $hook;
                }
            }
        }

        return array_values($hooks);
    }

    private function tell(string $name): void
    {
        if (OptionMeaning::is_of_feeds($name)) {
            $this->page->add_from(self::SOURCE, Tag::feed());
        } elseif (str_starts_with($name, 'theme_mods_')) {
            $this->page->add_from(self::SOURCE, Tag::option(Tag::name($name)));
        } elseif (str_ends_with($name, '_children') && OptionMeaning::is_derived($name)) {
            $this->page->add_from(self::SOURCE, self::below($name));
        } elseif (self::is_of_plugin($name)) {
            $this->page->rare_earlier($this->options ?? [], RareFacet::option($name), self::SOURCE, Tag::option(Tag::name($name)));
        }
    }

    /** @param \Closure(): ?string $read the tag that ends it; null: nothing is said of this read */
    private function watch(string $name, \Closure $read): void
    {
        $this->known[$name] = true;
        add_filter(self::HOOK . $name, function (mixed $value = false) use ($name, $read): mixed {
            if (!isset($this->told[$name]) && ($tag = $read()) !== null) {
                $this->told[$name] = true;
                $this->page->add($tag);
            }

            return $value;
        }, PHP_INT_MAX, self::ARGUMENTS);
    }

    /** Core prepares a script with them on every page, and prints it on hardly any. */
    private static function date(string $name): ?string
    {
        return Caller::innermost(['wp_default_packages' => true]) === '' ? Tag::option($name) : null;
    }

    private function script(mixed $html = '', mixed $handle = ''): mixed
    {
        $this->page->add(...(in_array($handle, ['wp-date', 'moment'], true) ? array_map(Tag::option(...), self::OF_DATES) : []));

        return $html;
    }

    /** A list of them, or of all others, unless it is core that asks about one post. */
    private static function sticky(): ?string
    {
        $isOfCore = in_array(Caller::of('get_option', self::NEAR), ['WP_Query::get_posts', 'is_sticky'], true);

        return $isOfCore ? null : Tag::facet(Tag::list('any'), 'sticky');
    }

    /** Core keeps in an option which of its terms lie below which; get_term_children() passes nothing else. */
    private function taxonomy(mixed $taxonomy = ''): void
    {
        $name = is_string($taxonomy) && is_taxonomy_hierarchical($taxonomy) ? "{$taxonomy}_children" : '';
        if ($name !== '' && !isset($this->known[$name])) {
            $this->watch($name, static fn(): ?string => self::children($name));
        }
    }

    private static function children(string $name): ?string
    {
        return Caller::leaves_by(['get_term_children' => true, '_get_term_hierarchy' => true]) === '' ? null : self::below($name);
    }

    private static function below(string $name): string
    {
        return Tag::facet(Tag::taxonomy(Tag::name(substr($name, 0, -strlen('_children')))), TaxonomyFacet::BELOW);
    }

    /** All settings of a theme at once, or one that it has not got yet: no filter bears its name then. */
    private function mods(string $name): ?string
    {
        if (Caller::leaves_by(['get_theme_mods' => true, 'get_option' => true], ['get_theme_mod' => true]) !== '') {
            return Tag::option(Tag::name($name));
        }
        $mod = Caller::argument('get_theme_mod', 0);
        if (is_string($mod) && !in_array($mod, [ThemeMods::NOTED, ThemeMods::PLACES], true)) {
            $this->page->add(Tag::theme_mod(Tag::name($mod)));
        }

        return null;
    }

    /** Every query of core's reads it, and says so. */
    private static function number(): ?string
    {
        return Caller::leaves_by(self::HANDING, ['get_posts' => true]) === '' ? null : Tag::paged();
    }

    /** How many users there are, which core counts when one comes or goes. */
    private function users(mixed $number = false): mixed
    {
        if (Caller::leaves_by(self::HANDING + ['get_user_count' => true]) !== '') {
            $this->page->rare(RareFacet::table('users'), Tag::facet(Tag::table('users'), UserConditions::MADE));
        }

        return $number;
    }

    private static function is_of_plugin(string $name): bool
    {
        return !self::is_of_frame($name) && !OptionMeaning::is_known($name) && !str_starts_with($name, 'theme_mods_');
    }

    /**
     * @param array<array-key> $hooks
     *
     * @return list<string> of the options that they are of
     */
    private static function names(array $hooks): array
    {
        $hooks = array_filter($hooks, static fn(mixed $hook): bool => is_string($hook) && str_starts_with($hook, self::HOOK));

        return array_values(array_map(static fn(string $hook): string => substr($hook, strlen(self::HOOK)), $hooks));
    }

    /** Settings of the widgets that there are: their own taps tell which of them are shown. And what core asks for where a theme has none. */
    private static function is_of_frame(string $name): bool
    {
        return match (true) {
            str_starts_with($name, 'widget_') => isset(WidgetOptions::names()[$name]),
            str_starts_with($name, 'mods_') => in_array($name, ['mods_' . wp_get_theme()->get('Name'), 'mods_' . wp_get_theme(get_template())->get('Name')], true),
            default => $name === WidgetOptions::AREAS,
        };
    }

    /** @return array<mixed> by hook, how often it has run */
    private static function counts(): array
    {
        global $wp_filters;

        return is_array($wp_filters) ? $wp_filters : [];
    }
}
