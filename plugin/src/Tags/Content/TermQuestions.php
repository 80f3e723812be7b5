<?php

/**
 * Functions of core that read terms to answer a question about them: code outside of core gets no term, but what it
 * prints depends on some aspect of those that were compared.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\TermFacet;

final class TermQuestions
{
    /** What has_term() and the like come down to: ids, or also names and slugs, of the terms of a post. */
    private const COMPARING = 'is_object_in_term';

    /** Which terms are above others: said by the address too, which is another one below another term. */
    private const ABOVE = ['get_ancestors' => true, 'cat_is_ancestor_of' => true, 'term_is_ancestor_of' => true];

    /** Names of the terms above one, without links. */
    private const NAMES_ABOVE = ['get_category_parents' => true, 'get_term_parents_list' => true, 'get_the_category_list' => true, 'the_category' => true];

    /** @return list<TermFacet>|null null: the term was read for something else */
    public static function facets(Caller $caller): ?array
    {
        return match (true) {
            $caller->passes_one_of([self::COMPARING => true]) => self::compares_names() ? [TermFacet::Name, TermFacet::Slug] : [],
            isset(self::ABOVE[$caller->entry()]) => [TermFacet::Link],
            isset(self::NAMES_ABOVE[$caller->entry()]) => [TermFacet::Name, TermFacet::Slug],
            default => null,
        };
    }

    /**
     * Whether it is asked how many there are, of all of them.
     *
     * @param array<mixed> $vars
     */
    public static function is_number(array $vars): bool
    {
        $narrowing = ['search', 'name__like', 'description__like', 'child_of', 'parent', 'childless', 'meta_key', 'meta_value', 'meta_query', 'exclude', 'exclude_tree'];

        return ($vars['fields'] ?? 'all') === 'count'
            && array_filter($narrowing, static fn(string $name): bool => !in_array($vars[$name] ?? '', ['', [], null, false, 0], true)) === [];
    }

    /** Whole numbers are ids to core; everything else may be a name. */
    private static function compares_names(): bool
    {
        $asked = Caller::argument(self::COMPARING, 2);

        return array_filter(is_array($asked) ? $asked : [$asked], static fn(mixed $term): bool => $term !== null && $term !== '' && !is_int($term)) !== [];
    }
}
