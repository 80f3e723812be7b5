<?php

/**
 * The paths of the site's own pages, spelled as the engine compares them: the newest of every kind, up to a number and a
 * time, so that a large site answers as quickly as a small one.
 */

declare(strict_types=1);

namespace DynamicCache\Findings\Preview;

use DynamicCache\Engine\CacheKey;

final class SitePaths
{
    private const POSTS = 2000;
    private const TERMS = 1000;
    private const AUTHORS = 100;
    private const SECONDS = 2.0;

    /** @var array<string, Candidate> by path */
    private array $found = [];

    /** @param \Closure(): float $clock seconds */
    public function __construct(private readonly \Closure $clock) {}

    public static function of_site(): self
    {
        return new self(static fn(): float => microtime(true));
    }

    /** @return list<Candidate> */
    public function candidates(): array
    {
        $this->found = [];
        $until = ($this->clock)() + self::SECONDS;
        foreach ($this->addresses() as [$url, $label]) {
            $this->add($url, $label);
            if (($this->clock)() >= $until) {
                break;
            }
        }

        return array_values($this->found);
    }

    /** @return iterable<array{string, string}> address and label */
    private function addresses(): iterable
    {
        yield [home_url('/'), __('Front page', 'ai-wp-dynamic-cache')];
        yield [get_feed_link(), __('Feed', 'ai-wp-dynamic-cache')];
        yield [get_feed_link('comments_rss2'), __('Feed of comments', 'ai-wp-dynamic-cache')];
        yield from self::archives();
        yield from self::terms();
        yield from self::posts();
        yield from self::authors();
        yield from self::months();
    }

    private function add(string $url, string $label): void
    {
        $raw = (string) preg_replace('~\Ahttps?://[^/?#]*~i', '', $url);
        $path = CacheKey::path('/' . ltrim(explode('?', $raw, 2)[0], '/'));
        if ($path !== null) {
            $plain = trim(wp_specialchars_decode(wp_strip_all_tags($label), ENT_QUOTES));
            $this->found[$path] ??= new Candidate($path, $plain === '' ? $path : $plain);
        }
    }

    /** @return iterable<array{string, string}> */
    private static function archives(): iterable
    {
        foreach (get_post_types(['public' => true], 'objects') as $type) {
            $url = get_post_type_archive_link($type->name);
            if ($url !== false) {
                yield [$url, $type->label];
            }
        }
    }

    /** @return iterable<array{string, string}> */
    private static function posts(): iterable
    {
        $found = get_posts([
            'post_type' => array_values(get_post_types(['public' => true])),
            'post_status' => ['publish', 'inherit'],
            'numberposts' => self::POSTS,
            'update_post_meta_cache' => false,
            'suppress_filters' => true,
        ]);
        foreach ($found as $post) {
            yield [get_permalink($post), $post->post_title];
        }
    }

    /** @return iterable<array{string, string}> */
    private static function terms(): iterable
    {
        $terms = get_terms([
            'taxonomy' => array_values(get_taxonomies(['public' => true])),
            'number' => self::TERMS,
            'hide_empty' => true,
            'update_term_meta_cache' => false,
        ]);
        foreach (is_array($terms) ? $terms : [] as $term) {
            $url = get_term_link($term);
            if (is_string($url)) {
                yield [$url, $term->name];
            }
        }
    }

    /** @return iterable<array{string, string}> */
    private static function authors(): iterable
    {
        $users = get_users(['has_published_posts' => true, 'number' => self::AUTHORS, 'fields' => 'all']);
        foreach ($users as $user) {
            if ($user instanceof \WP_User) {
                yield [get_author_posts_url($user->ID, $user->user_nicename), $user->display_name];
            }
        }
    }

    /** @return iterable<array{string, string}> */
    private static function months(): iterable
    {
        $list = wp_get_archives(['type' => 'monthly', 'format' => 'custom', 'echo' => false, 'limit' => 120]);
        preg_match_all('/<a href=[\'"]([^\'"]+)[\'"][^>]*>([^<]*)</', is_string($list) ? $list : '', $matches, PREG_SET_ORDER);
        foreach ($matches as $match) {
            yield [wp_specialchars_decode($match[1], ENT_QUOTES), $match[2]];
        }
    }
}
