<?php

/**
 * What a cached page depends on, in surrogate-key form: contracts/src/tags.ts in PHP. The strings exist in these two
 * places only; contracts/fixtures/tags holds both to the same list. Built from ids and registered names alone.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class Tag
{
    /** Longest `X-Dynamic-Cache-Tags` value in bytes. */
    public const MAX_HEADER_BYTES = 16_384;

    public static function post(int $id): string
    {
        return "post:{$id}";
    }

    public static function term(int $id): string
    {
        return "term:{$id}";
    }

    public static function user(int $id): string
    {
        return "user:{$id}";
    }

    /** The terms of one taxonomy that a post carries. */
    public static function terms(int $post, string $taxonomy): string
    {
        return "terms:{$post}:{$taxonomy}";
    }

    /** @param string $type `post`, `term`, `user` or `comment` */
    public static function meta(string $type, int $id, string $key): string
    {
        return "meta:{$type}:{$id}:{$key}";
    }

    /**
     * The result of a query for posts of one type, narrowed by the first usable condition of the query.
     *
     * @param 'term'|'author'|'parent'|'date'|null $by
     * @param int|string $value an id, or a period (`2026`, `2026-11`)
     */
    public static function list(string $postType, ?string $by = null, int|string $value = 0): string
    {
        return $by === null ? "list:{$postType}" : "list:{$postType}:{$by}:{$value}";
    }

    /** The result of one query for posts, by the hash of the query. */
    public static function query(string $hash): string
    {
        return 'query:' . substr($hash, 0, 32);
    }

    /**
     * Whatever has, or will have, this slug.
     *
     * @param string $kind a post type or a taxonomy, as Tag::name() spells it
     * @param string $slug as Tag::name() spells it
     */
    public static function slug(string $kind, string $slug): string
    {
        return "slug:{$kind}:{$slug}";
    }

    /** A list of terms. */
    public static function taxonomy(string $taxonomy): string
    {
        return "tax:{$taxonomy}";
    }

    public static function adjacent(int $post): string
    {
        return "adjacent:{$post}";
    }

    public static function archives(string $postType): string
    {
        return "archives:{$postType}";
    }

    /**
     * A month of posts with its days.
     *
     * @param string $month `2026-11`
     */
    public static function calendar(string $postType, string $month): string
    {
        return "calendar:{$postType}:{$month}";
    }

    /** Who has written posts of a type, and how many. */
    public static function authors(string $postType): string
    {
        return "authors:{$postType}";
    }

    /** How many posts of a type there are. */
    public static function count(string $postType): string
    {
        return "count:{$postType}";
    }

    /** The comments of a post; of post 0: comments wherever they stand. */
    public static function comments(int $post): string
    {
        return "comments:{$post}";
    }

    public static function menu(int $id): string
    {
        return "menu:{$id}";
    }

    public static function template(string $theme, string $slug): string
    {
        return "template:{$theme}:{$slug}";
    }

    public static function part(string $theme, string $slug): string
    {
        return "part:{$theme}:{$slug}";
    }

    public static function styles(string $theme): string
    {
        return "styles:{$theme}";
    }

    /** The additional CSS of a theme. */
    public static function css(string $theme): string
    {
        return "css:{$theme}";
    }

    public static function widget(string $area): string
    {
        return "widget:{$area}";
    }

    public static function option(string $name): string
    {
        return "option:{$name}";
    }

    public static function theme_mod(string $name): string
    {
        return "mod:{$name}";
    }

    /** Rows of a table that are read by SQL of a plugin's own. */
    public static function table(string $name): string
    {
        return "sql:{$name}";
    }

    public static function persona(string $id): string
    {
        return "persona:{$id}";
    }

    /** The page itself, by its cache key. */
    public static function page(string $key): string
    {
        return 'page:' . substr($key, 0, 32);
    }

    /** Added by the edge: a URL in all its variants. */
    public static function url(string $hash): string
    {
        return 'url:' . substr($hash, 0, 32);
    }

    /** Added by the edge: every page below a path. */
    public static function path(string $hash): string
    {
        return 'path:' . substr($hash, 0, 32);
    }

    public static function home(): string
    {
        return 'home';
    }

    /** The number of posts on a page is that of the settings. */
    public static function paged(): string
    {
        return 'paged';
    }

    public static function feed(): string
    {
        return 'feed';
    }

    public static function search(): string
    {
        return 'search';
    }

    public static function sitemap(): string
    {
        return 'sitemap';
    }

    /** Every page of the site. */
    public static function site(): string
    {
        return 'site';
    }

    /** One aspect of what a tag names: `list:post~date`. */
    public static function facet(string $tag, string $aspect): string
    {
        return "{$tag}~{$aspect}";
    }

    /** Whether it is written like a tag; not whether anything has it. */
    public static function is_tag(string $text): bool
    {
        return preg_match('/^[A-Za-z0-9:_.~-]{1,128}$/D', $text) === 1;
    }

    /**
     * A name that others chose, such as a meta key, in the letters of a tag. One that does not fit becomes its hash, so
     * that two names never share a tag by being shortened.
     */
    public static function name(string $text): string
    {
        return preg_match('/^[A-Za-z0-9_.-]{1,80}$/D', $text) === 1 ? $text : 'h.' . substr(hash('sha256', $text), 0, 24);
    }

    /**
     * Value of `X-Dynamic-Cache-Tags`: sorted, unique, joined with commas. Too long becomes `site`, which purges too
     * much but never too little.
     *
     * @param list<string> $tags
     */
    public static function header(array $tags): string
    {
        $tags = array_values(array_unique($tags));
        sort($tags, SORT_STRING);
        $value = implode(',', $tags);

        return strlen($value) > self::MAX_HEADER_BYTES ? self::site() : $value;
    }
}
