<?php

/** What a post is at one moment: everything that decides where it is shown and how. */

declare(strict_types=1);

namespace DynamicCache\Purge\Posts;

use DynamicCache\Tags\PostKind;

final class PostState
{
    /**
     * @param array<string, string> $text what is shown of it: title, content, excerpt
     * @param array<string, string|int> $place what lists look at
     * @param array<string, list<int>> $terms by taxonomy, sorted
     * @param list<int> $termsAbove its terms and all their ancestors
     * @param int $comments how many approved ones; alone it is no difference
     * @param list<int> $termRows rows of term_taxonomy for its terms
     */
    public function __construct(
        public readonly string $type,
        public readonly string $status,
        public readonly array $text,
        public readonly array $place,
        public readonly array $terms,
        public readonly array $termsAbove,
        public readonly string $modified,
        public readonly int $comments,
        public readonly array $termRows,
    ) {}

    /** The post as it is now, or null. */
    public static function of(int $id): ?self
    {
        $post = get_post($id);

        return $post instanceof \WP_Post ? self::of_post($post, $post->post_status) : null;
    }

    /** The same post in another status. */
    public static function of_post(\WP_Post $post, string $status): self
    {
        [$terms, $above, $rows] = self::terms_of($post);

        return new self(
            $post->post_type,
            $status,
            [
                'title' => $post->post_title,
                'content' => $post->post_content,
                'excerpt' => $post->post_excerpt,
                'file' => $post->guid . "\n" . $post->post_mime_type,
                'discussion' => $post->comment_status . "\n" . $post->ping_status,
            ],
            [
                'slug' => $post->post_name,
                'parent' => $post->post_parent,
                'author' => (int) $post->post_author,
                'date' => $post->post_date,
                'order' => $post->menu_order,
                'password' => $post->post_password,
            ],
            $terms,
            $above,
            $post->post_modified,
            (int) $post->comment_count,
            $rows,
        );
    }

    /** Whether anybody could see it. */
    public function is_visible(): bool
    {
        return PostKind::is_visible($this->type, $this->status);
    }

    /** Whether nothing was written in between, not even the time of a save. */
    public function is_same_as(self $other): bool
    {
        return $this->looks_like($other) && $this->modified === $other->modified;
    }

    /** Whether it looks the same wherever it is shown. */
    public function looks_like(self $other): bool
    {
        return $this->text === $other->text && !$this->stands_elsewhere($other);
    }

    /** Whether lists may look different than with the other state. */
    public function stands_elsewhere(self $other): bool
    {
        return $this->type !== $other->type
            || $this->status !== $other->status
            || $this->place !== $other->place
            || $this->terms !== $other->terms;
    }

    /** @return array{array<string, list<int>>, list<int>, list<int>} */
    private static function terms_of(\WP_Post $post): array
    {
        $terms = [];
        $above = [];
        $rows = [];
        $taxonomies = get_object_taxonomies($post->post_type);
        $found = $taxonomies === [] ? [] : wp_get_object_terms($post->ID, $taxonomies, ['update_term_meta_cache' => false]);
        foreach (is_array($found) ? $found : [] as $term) {
            $terms[$term->taxonomy][] = $term->term_id;
            $rows[] = $term->term_taxonomy_id;
            $above[$term->term_id] = true;
            foreach (get_ancestors($term->term_id, $term->taxonomy, 'taxonomy') as $ancestor) {
                $above[$ancestor] = true;
            }
        }
        ksort($terms);

        return [array_map(self::sorted(...), $terms), array_keys($above), $rows];
    }

    /**
     * @param list<int> $ids
     *
     * @return list<int>
     */
    private static function sorted(array $ids): array
    {
        sort($ids);

        return $ids;
    }
}
