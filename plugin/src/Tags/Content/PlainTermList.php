<?php

/** Core's list of terms on a site whose addresses are ids: the terms are there with their names, and their slugs nowhere. */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\Callers\CoreCode;
use DynamicCache\Tags\Page\PlainAddresses;
use DynamicCache\Tags\TaxonomyFacet;

final class PlainTermList
{
    /** Orders that read no slug. */
    private const ORDERS = ['', 'name', 'id', 'term_id', 'count'];

    /** Arguments that make a list depend on what lies below which term; none of them is set where they are empty. */
    private const OF_TREES = ['hierarchical', 'child_of', 'childless', 'exclude_tree', 'pad_counts'];

    /** Arguments by which a list looks at slugs, or prints what is none of names and addresses. */
    private const OTHERS = ['search', 'walker', 'feed', 'feed_image', 'get', 'meta_query', 'meta_key'];

    /**
     * Which aspect of all terms that have posts such a list shows.
     *
     * @param array<mixed> $vars of the query that is asked now
     *
     * @return string|null null: more than these tell
     */
    public static function facet(array $vars): ?string
    {
        if (Caller::innermost(['wp_list_categories' => true, 'wp_dropdown_categories' => true]) !== 'wp_list_categories' || !self::is_plain($vars)) {
            return null;
        }
        // All others are above none: that is 0 here.
        $isTree = ($vars['parent'] ?? '') !== '' || array_filter(self::OF_TREES, static fn(string $name): bool => self::is_set($vars, $name)) !== [];

        return $isTree ? TaxonomyFacet::NESTED : TaxonomyFacet::LISTED;
    }

    /** @param array<mixed> $vars */
    private static function is_plain(array $vars): bool
    {
        $order = $vars['orderby'] ?? '';

        // The address of any other term is its slug.
        return (array) ($vars['taxonomy'] ?? []) === ['category']
            && is_string($order) && in_array(strtolower($order), self::ORDERS, true)
            && array_filter(self::OTHERS, static fn(string $name): bool => self::is_set($vars, $name)) === []
            && PlainAddresses::is_of_term('category')
            && CoreCode::alone_listens('terms_clauses', 'get_terms_orderby', 'get_terms_args', 'wp_list_categories');
    }

    /** @param array<mixed> $vars */
    private static function is_set(array $vars, string $name): bool
    {
        return !in_array($vars[$name] ?? '', ['', '0', 0, false, null, []], true);
    }
}
