<?php

/** Sees terms of every taxonomy change, before they do. */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Feature;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\TermChange;
use DynamicCache\Purge\Changes\TermState;
use DynamicCache\Purge\Posts\Descendants;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\Queries\ListTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\TaxonomyFacet;
use DynamicCache\Tags\TermFacet;

final class TermListener implements Feature
{
    public function boot(): void
    {
        add_action('edit_terms', $this->before_edit(...), 0, 2);
        add_action('edit_term_taxonomy', $this->before_recount(...), 0, 2);
        add_action('edit_term_taxonomies', $this->before_adoption(...), 0);
        add_action('pre_delete_term', $this->before_edit(...), 0, 2);
        add_filter('pre_insert_term', $this->before_insert(...), PHP_INT_MAX, 2);
        add_action('created_term', $this->after_insert(...), 0, 3);
    }

    public function before_edit(int $id, string $taxonomy): void
    {
        $children = array_map(TermFacet::Link->of(...), Descendants::of_term($id, $taxonomy));
        self::expect($id, $taxonomy, [...TermFacet::all($id), ...$children, ...self::suspects($taxonomy), ...($taxonomy === 'nav_menu' ? [Tag::menu($id)] : [])]);
    }

    /** Core fires it with the row's id around every recount. */
    public function before_recount(int $rowId, string $taxonomy): void
    {
        $term = get_term_by('term_taxonomy_id', $rowId, $taxonomy);
        if ($term instanceof \WP_Term) {
            self::expect($term->term_id, $taxonomy, PostKind::is_of_frame($taxonomy) ? [] : [...(RareFacet::is_noted(RareFacet::TERM_COUNT) ? [TermFacet::Count->of($term->term_id)] : []), ...TaxonomyFacet::all($taxonomy)]);
        }
    }

    /**
     * The children of a term that is being deleted get another parent by SQL.
     *
     * @param array<mixed> $rowIds
     */
    public function before_adoption(array $rowIds): void
    {
        foreach ($rowIds as $rowId) {
            $term = is_numeric($rowId) ? get_term_by('term_taxonomy_id', (int) $rowId) : false;
            if ($term instanceof \WP_Term) {
                $this->before_edit($term->term_id, $term->taxonomy);
            }
        }
    }

    /**
     * @param mixed $name
     *
     * @return mixed
     */
    public function before_insert($name, string $taxonomy)
    {
        PurgeQueue::of_site()->suspect(self::suspects($taxonomy));

        return $name;
    }

    public function after_insert(int $id, int $rowId, string $taxonomy): void
    {
        PurgeQueue::of_site()->expect(
            "term:{$id}:{$taxonomy}",
            static fn(): Change => new TermChange($id, $taxonomy, null),
            self::suspects($taxonomy),
        );
    }

    /** @param list<string> $suspects */
    private static function expect(int $id, string $taxonomy, array $suspects): void
    {
        PurgeQueue::of_site()->expect(
            "term:{$id}:{$taxonomy}",
            static fn(): Change => new TermChange($id, $taxonomy, TermState::of($id, $taxonomy)),
            $suspects,
        );
    }

    /** @return list<string> */
    private static function suspects(string $taxonomy): array
    {
        if (PostKind::is_of_frame($taxonomy)) {
            return $taxonomy === 'nav_menu' ? TaxonomyFacet::all($taxonomy) : [];
        }
        $known = get_taxonomy($taxonomy);
        $lists = array_map(
            static fn(string $type): string => Tag::facet(Tag::list($type), ListTags::ALL),
            array_values($known === false ? [] : $known->object_type),
        );

        return [...TaxonomyFacet::all($taxonomy), ...$lists, Tag::facet(Tag::list('any'), ListTags::ALL)];
    }
}
