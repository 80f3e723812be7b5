<?php

/** What shows addresses, or shows things beside them, on a site whose addresses are ids. A new one is a line. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

final class PlainQuestions
{
    /** @return array<string, \Closure(QuestionedSite): mixed> */
    public static function all(): array
    {
        return self::about_posts() + self::about_pages() + self::about_terms() + self::about_people() + self::of_listeners();
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function about_posts(): array
    {
        return [
            'get_permalink' => static fn(QuestionedSite $site): mixed => get_permalink($site->id('oder')),
            'get_permalink, a draft' => static fn(QuestionedSite $site): mixed => get_permalink($site->id('sketch')),
            'get_permalink, a picture' => static fn(QuestionedSite $site): mixed => get_permalink($site->id('boat')),
            'get_post_field, slug' => static fn(QuestionedSite $site): mixed => get_post_field('post_name', $site->id('oder')),
            'get_page_by_path, a post' => static fn(): mixed => get_page_by_path('oder', 'OBJECT', 'post')->ID ?? null,
            'wp_get_archives, posts by title' => static fn(): mixed => wp_get_archives(['type' => 'alpha', 'echo' => false]),
        ];
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function about_pages(): array
    {
        return [
            'get_permalink, a page' => static fn(QuestionedSite $site): mixed => get_permalink($site->id('top')),
            'get_permalink, a page below' => static fn(QuestionedSite $site): mixed => get_permalink($site->id('below')),
            'get_page_uri' => static fn(QuestionedSite $site): mixed => get_page_uri($site->id('below')),
            'get_post_ancestors' => static fn(QuestionedSite $site): mixed => get_post_ancestors($site->id('below')),
            'wp_get_post_parent_id' => static fn(QuestionedSite $site): mixed => wp_get_post_parent_id($site->id('below')),
            'wp_list_pages' => static fn(): mixed => wp_list_pages(['echo' => false]),
            'wp_list_pages, not the top one' => static fn(QuestionedSite $site): mixed => wp_list_pages(['echo' => false, 'exclude' => (string) $site->id('top')]),
            'wp_list_pages, by slug' => static fn(): mixed => wp_list_pages(['echo' => false, 'sort_column' => 'post_name']),
            'wp_list_pages, by another walker' => static fn(): mixed => wp_list_pages(['echo' => false, 'walker' => new NamingWalker()]),
            'wp_page_menu' => static fn(): mixed => wp_page_menu(['echo' => false]),
            'wp_page_menu, by another walker' => static fn(): mixed => wp_page_menu(['echo' => false, 'walker' => new NamingWalker()]),
            'wp_dropdown_pages' => static fn(): mixed => wp_dropdown_pages(['echo' => false]),
            'wp_dropdown_pages, slugs' => static fn(): mixed => wp_dropdown_pages(['echo' => false, 'value_field' => 'post_name']),
            'page list block' => static fn(): string => do_blocks('<!-- wp:page-list /-->'),
        ];
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function about_terms(): array
    {
        return [
            'get_term_link' => static fn(QuestionedSite $site): mixed => get_term_link($site->id('rivers'), 'category'),
            'get_term_link, below one' => static fn(QuestionedSite $site): mixed => get_term_link($site->id('streams'), 'category'),
            'get_term_link, a tag' => static fn(QuestionedSite $site): mixed => get_term_link($site->id('wet'), 'post_tag'),
            'get_the_term_list' => static fn(QuestionedSite $site): mixed => get_the_term_list($site->id('oder'), 'category'),
            'get_the_term_list, tags' => static fn(QuestionedSite $site): mixed => get_the_term_list($site->id('oder'), 'post_tag'),
            'get_the_category_list' => static fn(QuestionedSite $site): mixed => get_the_category_list(', ', 'multiple', $site->id('saale')),
            'wp_list_categories' => static fn(): mixed => wp_list_categories(['echo' => false]),
            'wp_list_categories, flat' => static fn(): mixed => wp_list_categories(['echo' => false, 'hierarchical' => false]),
            'wp_list_categories, flat, with numbers' => static fn(): mixed => wp_list_categories(['echo' => false, 'hierarchical' => false, 'show_count' => true]),
            'wp_list_categories, top ones' => static fn(): mixed => wp_list_categories(['echo' => false, 'hierarchical' => false, 'parent' => 0]),
            'wp_list_categories, below one' => static fn(QuestionedSite $site): mixed => wp_list_categories(['echo' => false, 'child_of' => $site->id('rivers')]),
            'wp_list_categories, by slug' => static fn(): mixed => wp_list_categories(['echo' => false, 'hierarchical' => false, 'orderby' => 'slug']),
            'wp_list_categories, of a word' => static fn(): mixed => wp_list_categories(['echo' => false, 'hierarchical' => false, 'search' => 'iver']),
            'wp_list_categories, with descriptions' => static fn(): mixed => wp_list_categories(['echo' => false, 'use_desc_for_title' => true]),
            'wp_list_categories, tags' => static fn(): mixed => wp_list_categories(['echo' => false, 'taxonomy' => 'post_tag']),
            'categories block' => static fn(): string => do_blocks('<!-- wp:categories /-->'),
            'categories block, top ones' => static fn(): string => do_blocks('<!-- wp:categories {"showOnlyTopLevel":true} /-->'),
            'categories block, a tree' => static fn(): string => do_blocks('<!-- wp:categories {"showHierarchy":true} /-->'),
            'categories block, a menu of slugs' => static fn(): string => (string) preg_replace('/wp-block-categories-\d+/', '', do_blocks('<!-- wp:categories {"displayAsDropdown":true} /-->')),
        ];
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function about_people(): array
    {
        return [
            'get_author_posts_url' => static fn(QuestionedSite $site): mixed => get_author_posts_url($site->id('ada')),
            'wp_list_authors' => static fn(): mixed => wp_list_authors(['echo' => false]),
            'wp_list_authors, everybody' => static fn(): mixed => wp_list_authors(['echo' => false, 'hide_empty' => false]),
            'wp_list_authors, by slug' => static fn(): mixed => wp_list_authors(['echo' => false, 'orderby' => 'user_nicename']),
            'wp_list_authors, feeds' => static fn(): mixed => wp_list_authors(['echo' => false, 'feed' => 'feed']),
        ];
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> code that is handed a thing beside its address, and prints its slug */
    private static function of_listeners(): array
    {
        $slug = static fn(mixed $link, mixed $post): string => is_string($link) && $post instanceof \WP_Post ? "{$link}#{$post->post_name}" : '';
        $class = static fn(mixed $classes, mixed $of): array => [...(array) $classes, $of instanceof \WP_Post ? $of->post_name : ($of instanceof \WP_Term ? $of->slug : '')];

        return [
            'post_link, slugs' => self::heard('post_link', $slug, static fn(QuestionedSite $site): mixed => get_permalink($site->id('oder'))),
            'post_link, slugs, the second time' => static fn(QuestionedSite $site): mixed => [get_permalink($site->id('oder')), self::heard('post_link', $slug, static fn(QuestionedSite $site): mixed => get_permalink($site->id('oder')))($site)],
            'pre_post_link, slugs' => self::heard('pre_post_link', static fn(mixed $structure, mixed $post): string => $post instanceof \WP_Post && $post->post_name === 'oder' ? '/first/%post_id%/' : '', static fn(QuestionedSite $site): mixed => get_permalink($site->id('oder'))),
            'term_link, slugs' => self::heard('term_link', static fn(mixed $link, mixed $term): string => is_string($link) && $term instanceof \WP_Term ? "{$link}#{$term->slug}" : '', static fn(QuestionedSite $site): mixed => get_term_link($site->id('rivers'), 'category')),
            'author_link, slugs' => self::heard('author_link', static fn(mixed $link, mixed $user, mixed $name): string => is_string($link) && is_string($name) ? "{$link}#{$name}" : '', static fn(): mixed => wp_list_authors(['echo' => false]), 3),
            'page_css_class, slugs' => self::heard('page_css_class', $class, static fn(): mixed => wp_list_pages(['echo' => false])),
            'category_css_class, slugs' => self::heard('category_css_class', $class, static fn(): mixed => wp_list_categories(['echo' => false, 'hierarchical' => false])),
        ];
    }

    /**
     * @param \Closure(QuestionedSite): mixed $ask
     *
     * @return \Closure(QuestionedSite): mixed
     */
    private static function heard(string $hook, \Closure $listener, \Closure $ask, int $arguments = 2): \Closure
    {
        return static function (QuestionedSite $site) use ($hook, $listener, $ask, $arguments): mixed {
            add_filter($hook, $listener, 10, $arguments);
            try {
                return $ask($site);
            } finally {
                remove_filter($hook, $listener);
            }
        };
    }
}
