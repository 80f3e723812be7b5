<?php

/** Sees what is assigned to terms, before it is. Posts that are public are PostListener's besides. */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Feature;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\AssignmentChange;
use DynamicCache\Purge\Changes\FixedChange;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\TermFacet;

final class AssignmentListener implements Feature
{
    public function boot(): void
    {
        add_action('add_term_relationship', static fn(int $object, int $row, string $taxonomy) => self::expect($object, [$row], $taxonomy), 0, 3);
        add_action(
            'delete_term_relationships',
            /** @param mixed $rows */
            static fn(int $object, $rows, string $taxonomy) => self::expect($object, is_array($rows) ? $rows : [], $taxonomy),
            0,
            3,
        );
    }

    /** @param array<mixed> $rows */
    private static function expect(int $object, array $rows, string $taxonomy): void
    {
        foreach (PostKind::is_of_frame($taxonomy) ? [] : $rows as $row) {
            self::expect_terms($object, is_numeric($row) ? (int) $row : 0, $taxonomy);
            $term = is_numeric($row) ? get_term_by('term_taxonomy_id', (int) $row, $taxonomy) : false;
            if ($term instanceof \WP_Term) {
                PurgeQueue::of_site()->expect(
                    "object:{$object}:{$term->term_taxonomy_id}",
                    static fn(): Change => new AssignmentChange($object, $term->term_taxonomy_id, $term->term_id, AssignmentChange::is_assigned($object, $term->term_taxonomy_id)),
                    RareFacet::is_noted(RareFacet::OBJECTS) ? [TermFacet::Objects->of($term->term_id)] : [],
                );
            }
        }
    }

    /** Of users and whatever else has terms and is no post: their pages name the object. */
    private static function expect_terms(int $object, int $row, string $taxonomy): void
    {
        $known = get_taxonomy($taxonomy);
        if ($known === false || array_filter($known->object_type, post_type_exists(...)) !== []) {
            return;
        }
        $tags = [Tag::terms($object, Tag::name($taxonomy))];
        PurgeQueue::of_site()->expect("terms:{$object}:{$row}", static fn(): Change => new FixedChange($tags, "terms of {$object}"), $tags);
    }
}
