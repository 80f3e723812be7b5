<?php

/** The posts before and after one, which core finds by SQL of its own. */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class NeighbourTaps
{
    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        foreach (['get_previous_post_where', 'get_next_post_where'] as $filter) {
            add_filter($filter, $this->neighbour(...), PHP_INT_MAX, 5);
        }
    }

    private function neighbour(mixed $where = '', mixed $inTerm = false, mixed $excluded = '', mixed $taxonomy = '', mixed $post = null): mixed
    {
        if (!$post instanceof \WP_Post) {
            return $where;
        }
        $type = $post->post_type;
        $isOfTerms = (bool) $inTerm && is_string($taxonomy) && Tag::is_tag("tax:{$taxonomy}");
        $this->page->list($type, $isOfTerms ? null : Tag::adjacent($post->ID));
        if ($isOfTerms) {
            $this->page->rare(RareFacet::adjacent($taxonomy), Tag::facet(Tag::adjacent($post->ID), $taxonomy), Tag::terms($post->ID, $taxonomy));
        }
        $isNarrowed = ($excluded !== '' && $excluded !== []) || ((bool) $inTerm && !$isOfTerms) || self::is_changed_by_others();
        if ($isNarrowed) {
            // The nearest post that counts may be any of the type.
            $this->page->add(Tag::list($type));
        }

        return $where;
    }

    /** Whether somebody besides us has a say in who the neighbours are. */
    private static function is_changed_by_others(): bool
    {
        global $wp_filter;
        foreach (['previous', 'next'] as $side) {
            $hook = is_array($wp_filter) ? ($wp_filter["get_{$side}_post_where"] ?? null) : null;
            $isOwnAlone = $hook instanceof \WP_Hook && array_keys($hook->callbacks) === [PHP_INT_MAX] && count($hook->callbacks[PHP_INT_MAX]) === 1;
            if (!$isOwnAlone || has_filter("get_{$side}_post_join") || has_filter("get_{$side}_post_sort")) {
                return true;
            }
        }

        return false;
    }
}
