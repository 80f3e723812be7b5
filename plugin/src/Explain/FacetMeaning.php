<?php

/** The one aspect of a thing that a page shows, in words. */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Tags\CommentFacet;
use DynamicCache\Tags\Content\ArchiveTaps;
use DynamicCache\Tags\Content\CountTaps;
use DynamicCache\Tags\Queries\UserConditions;
use DynamicCache\Tags\TaxonomyFacet;
use DynamicCache\Tags\TermFacet;

final class FacetMeaning
{
    public static function of(string $facet): string
    {
        if (str_starts_with($facet, 'network.')) {
            /* translators: %d: id of a network of sites */
            return sprintf(__('of the network %d', 'ai-wp-dynamic-cache'), (int) substr($facet, strlen('network.')));
        }

        if (str_starts_with($facet, CountTaps::BY)) {
            /* translators: %d: id of a user */
            return sprintf(__('those by user %d', 'ai-wp-dynamic-cache'), (int) substr($facet, strlen(CountTaps::BY)));
        }
        if (str_starts_with($facet, UserConditions::ROLE . '.')) {
            /* translators: %s: name of a role, such as editor */
            return sprintf(__('those with the role “%s”', 'ai-wp-dynamic-cache'), substr($facet, strlen(UserConditions::ROLE . '.')));
        }

        return self::of_things()[$facet] ?? self::of_lists()[$facet] ?? self::of_numbers()[$facet] ?? (is_numeric($facet)
            /* translators: %d: a number of comments */
            ? sprintf(_n('the newest %d', 'the newest %d', (int) $facet, 'ai-wp-dynamic-cache'), (int) $facet)
            : $facet);
    }

    /** @return array<string, string> */
    private static function of_things(): array
    {
        return [
            'title' => __('titles', 'ai-wp-dynamic-cache'),
            'text' => __('texts', 'ai-wp-dynamic-cache'),
            'content' => __('the text', 'ai-wp-dynamic-cache'),
            'excerpt' => __('the excerpt', 'ai-wp-dynamic-cache'),
            'link' => __('the address', 'ai-wp-dynamic-cache'),
            'plain' => __('whether it is there', 'ai-wp-dynamic-cache'),
            'above' => __('which one it lies below', 'ai-wp-dynamic-cache'),
            'slug' => __('the address', 'ai-wp-dynamic-cache'),
            'date' => __('the date', 'ai-wp-dynamic-cache'),
            'author' => __('who wrote it', 'ai-wp-dynamic-cache'),
            'status' => __('whether it can be seen', 'ai-wp-dynamic-cache'),
            'discussion' => __('whether comments are open', 'ai-wp-dynamic-cache'),
            'file' => __('the file', 'ai-wp-dynamic-cache'),
            'sticky' => __('whether it stays on top', 'ai-wp-dynamic-cache'),
            'name' => __('the name', 'ai-wp-dynamic-cache'),
            'display_name' => __('the name', 'ai-wp-dynamic-cache'),
            'user_nicename' => __('the address of their page', 'ai-wp-dynamic-cache'),
            'user_email' => __('the picture that belongs to the e-mail address', 'ai-wp-dynamic-cache'),
            'description' => __('the description', 'ai-wp-dynamic-cache'),
            'modified' => __('the time of the last change', 'ai-wp-dynamic-cache'),
            'hidden' => __('while it is not public', 'ai-wp-dynamic-cache'),
        ];
    }

    /** @return array<string, string> */
    private static function of_numbers(): array
    {
        return [
            CountTaps::NEWEST => __('the date of the newest', 'ai-wp-dynamic-cache'),
            CountTaps::WHO => __('who there is among them', 'ai-wp-dynamic-cache'),
            ArchiveTaps::GAP => __('the months without any that follow it', 'ai-wp-dynamic-cache'),
            ArchiveTaps::POSTS => __('the posts, one by one', 'ai-wp-dynamic-cache'),
            TaxonomyFacet::NUMBER => __('how many there are', 'ai-wp-dynamic-cache'),
            TaxonomyFacet::OCCUPIED => __('how many of them have posts', 'ai-wp-dynamic-cache'),
            TaxonomyFacet::BELOW => __('which lies below which', 'ai-wp-dynamic-cache'),
            TermFacet::Objects->value => __('what is assigned to it', 'ai-wp-dynamic-cache'),
            UserConditions::ROLE => __('the roles', 'ai-wp-dynamic-cache'),
            CommentFacet::LAST => __('when the latest was written', 'ai-wp-dynamic-cache'),
            CommentFacet::HIDDEN_COUNT => __('how many are not public', 'ai-wp-dynamic-cache'),
        ];
    }

    /** @return array<string, string> */
    private static function of_lists(): array
    {
        return [
            'all' => __('more changes at once than can be looked at one by one', 'ai-wp-dynamic-cache'),
            'any' => __('any change at all', 'ai-wp-dynamic-cache'),
            'made' => __('whether there is one of that name', 'ai-wp-dynamic-cache'),
            TaxonomyFacet::FILLED => __('those that have posts', 'ai-wp-dynamic-cache'),
            TaxonomyFacet::NESTED => __('those that have posts, and which lies below which', 'ai-wp-dynamic-cache'),
            TaxonomyFacet::LISTED => __('those that have posts, by their names', 'ai-wp-dynamic-cache'),
            'count' => __('how many', 'ai-wp-dynamic-cache'),
            'rows' => __('which ones there are', 'ai-wp-dynamic-cache'),
            'one' => __('that there is one alone', 'ai-wp-dynamic-cache'),
            'many' => __('that there are several', 'ai-wp-dynamic-cache'),
            'yearly' => __('the years', 'ai-wp-dynamic-cache'),
            'monthly' => __('the months', 'ai-wp-dynamic-cache'),
            'weekly' => __('the weeks', 'ai-wp-dynamic-cache'),
            'daily' => __('the days', 'ai-wp-dynamic-cache'),
        ];
    }
}
