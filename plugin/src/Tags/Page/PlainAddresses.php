<?php

/**
 * Addresses of a site without a permalink structure, as core makes them: the id of a thing, and nothing else of it.
 * Code that is handed the thing on the way may print what the address leaves out; then it counts as any other.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Page;

use DynamicCache\Tags\Callers\CoreCode;
use DynamicCache\Tags\TermFacet;

final class PlainAddresses
{
    /** Hooks that decide what an address is made of. */
    private const MAKING = ['home_url', 'pre_option', 'pre_option_permalink_structure', 'option_permalink_structure'];

    /** The same of a post, and those that hand posts to whoever listens while core lists them or links to them. */
    private const POSTS = [
        ...self::MAKING, 'pre_post_link', 'post_link', '_get_page_link', 'page_link', 'attachment_link', 'the_permalink', 'the_permalink_rss',
        'posts_results', 'the_posts', 'the_post', 'get_the_excerpt', 'the_title', 'get_pages', 'wp_list_pages', 'list_pages', 'page_css_class',
        'page_menu_link_attributes', 'wp_sitemaps_posts_entry',
    ];

    /** The same of a term. */
    private const TERMS = [
        ...self::MAKING, 'pre_term_link', 'tag_link', 'category_link', 'term_link', 'get_term', 'get_terms', 'get_the_terms', 'list_cats',
        'category_description', 'category_css_class', 'category_list_link_attributes',
    ];

    private const AUTHORS = [...self::MAKING, 'author_link'];

    /**
     * Whether what passes this filter shows a post's id alone.
     *
     * @param string $filter one of those that core's addresses of posts pass
     */
    public static function is_of_post(string $filter): bool
    {
        // Types of other code have their slugs in plain addresses too.
        $isPlain = match ($filter) {
            // On another site of the network core asks that site's option here, and has the rules of the one that answers.
            'post_link' => get_option('permalink_structure') === '',
            'page_link' => self::is_none(self::rules()?->get_page_permastruct()),
            'attachment_link' => self::rules()?->using_permalinks() === false,
            default => false,
        };

        return $isPlain && CoreCode::alone_listens(...self::POSTS);
    }

    /** Whether that holds for posts, pages and attachments alike. */
    public static function are_of_posts(): bool
    {
        return self::is_of_post('page_link') && self::is_of_post('attachment_link') && self::is_of_post('post_link');
    }

    /** Whether the address of a term says nothing of those above it. */
    public static function is_of_term(string $taxonomy): bool
    {
        return self::is_none(self::rules()?->get_extra_permastruct($taxonomy)) && CoreCode::alone_listens("get_{$taxonomy}", ...self::TERMS);
    }

    /** Whether the address of an author says nothing of their name. */
    public static function is_of_author(): bool
    {
        return self::is_none(self::rules()?->get_author_permastruct()) && CoreCode::alone_listens(...self::AUTHORS);
    }

    /**
     * What a link to a term shows.
     *
     * @return list<TermFacet>
     */
    public static function link_of_term(string $taxonomy): array
    {
        return match (true) {
            !self::is_of_term($taxonomy) => [TermFacet::Link],
            $taxonomy === 'category' => [TermFacet::Plain],
            default => [TermFacet::Plain, TermFacet::Slug],
        };
    }

    /** Null counts as some: nothing is known then. */
    private static function is_none(mixed $structure): bool
    {
        return $structure === false || $structure === '';
    }

    private static function rules(): ?\WP_Rewrite
    {
        $rules = $GLOBALS['wp_rewrite'] ?? null;

        return $rules instanceof \WP_Rewrite ? $rules : null;
    }
}
