<?php

/**
 * Sees posts of every type change. Hooks before the write where core has one: `save_post` and its like also fire when
 * nothing has changed, and too early for what a REST save still writes.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Engine\Fill;
use DynamicCache\Feature;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\PostChange;
use DynamicCache\Purge\Changes\SiteChange;
use DynamicCache\Purge\Posts\Descendants;
use DynamicCache\Purge\Posts\PostState;
use DynamicCache\Purge\Posts\PostSuspects;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\Callers\CoreCode;
use DynamicCache\Tags\PostKind;

final class PostListener implements Feature
{
    /** More posts than this of a deleted user count as everything. */
    private const MAX_REASSIGNED = 500;

    /** So deep lies what made core forget a post. */
    private const FRAMES = 12;

    public function boot(): void
    {
        add_action('pre_post_update', $this->before_update(...), 0, 2);
        // Last, because others may still change the status.
        add_filter('wp_insert_post_data', $this->before_insert(...), PHP_INT_MAX, 4);
        add_filter('wp_insert_attachment_data', $this->before_insert(...), PHP_INT_MAX, 4);
        add_action('transition_post_status', $this->after_transition(...), 0, 3);
        add_action('add_attachment', $this->after_attachment(...), 0);
        add_action('clean_post_cache', $this->after_clean(...), 0, 2);
        add_action('publish_future_post', $this->before_place(...), 0);
        add_action('before_delete_post', $this->before_delete(...), 0);
        add_action('delete_attachment', $this->before_delete(...), 0);
        add_action('add_term_relationship', $this->before_terms(...), 0, 3);
        add_action('delete_term_relationships', $this->before_terms(...), 0, 3);
        add_action('delete_user', $this->before_reassign(...), 0, 2);
    }

    /** @param array<string, mixed> $data the row to be written */
    public function before_update(int $id, array $data): void
    {
        $post = get_post($id);
        if (!$post instanceof \WP_Post || PostKind::of($post->post_type) === PostKind::Internal) {
            return;
        }
        $status = is_string($data['post_status'] ?? null) ? $data['post_status'] : $post->post_status;
        $type = is_string($data['post_type'] ?? null) ? $data['post_type'] : $post->post_type;
        $suspects = match (true) {
            !PostKind::is_visible($post->post_type, $post->post_status) && !PostKind::is_visible($type, $status) => [],
            $type !== $post->post_type => [...PostSuspects::of_place($id, $post->post_type), ...PostSuspects::of_place(0, $type)],
            self::differs($post, $data, ['post_status', 'post_name', 'post_parent', 'post_author', 'post_date', 'menu_order', 'post_password']) => PostSuspects::of_place($id, $post->post_type),
            self::differs($post, $data, ['post_title', 'post_content', 'post_excerpt', 'guid', 'post_mime_type', 'comment_status', 'ping_status']) => PostSuspects::of_text($id, $post->post_type),
            default => PostSuspects::of_save($id, $post->post_type),
        };
        self::expect($post, $suspects);
    }

    /**
     * @param array<string, mixed> $data
     * @param mixed $postarr
     * @param mixed $unsanitized
     *
     * @return array<string, mixed>
     */
    public function before_insert(array $data, $postarr, $unsanitized, bool $isUpdate): array
    {
        $type = $data['post_type'] ?? null;
        $status = $data['post_status'] ?? null;
        if (!$isUpdate && is_string($type) && is_string($status) && PostKind::is_visible($type, $status)) {
            PurgeQueue::of_site()->suspect(PostSuspects::of_place(0, $type));
        }

        return $data;
    }

    /** The only hook of wp_publish_post(), and the first that knows the id of a new post. */
    public function after_transition(string $new, string $old, \WP_Post $post): void
    {
        if ($new === $old || PostKind::of($post->post_type) === PostKind::Internal) {
            return;
        }
        $isSeen = PostKind::is_visible($post->post_type, $new) || PostKind::is_visible($post->post_type, $old);
        $suspects = $isSeen ? PostSuspects::of_place($post->ID, $post->post_type) : [];
        if ($old === 'new') {
            PurgeQueue::of_site()->expect_new("post:{$post->ID}", new PostChange($post->ID, null), $suspects);

            return;
        }
        PurgeQueue::of_site()->expect("post:{$post->ID}", static fn(): Change => new PostChange($post->ID, PostState::of_post($post, $old)), $suspects);
    }

    public function after_attachment(int $id): void
    {
        PurgeQueue::of_site()->expect_new("post:{$id}", new PostChange($id, null), PostSuspects::of_place($id, 'attachment'));
    }

    /**
     * The only hook of set_post_type() and of plugins that write by SQL and say so. Core hands out the post as this
     * request has known it: the state before, if it knew it. Nothing is under suspicion until the flush sees a difference;
     * where it sees none, and it was not core that said so for a reason of its own, the request did not know the post.
     */
    public function after_clean(int $id, \WP_Post $post): void
    {
        if (PostKind::of($post->post_type) !== PostKind::Internal) {
            PurgeQueue::of_site()->expect("post:{$id}", static fn(): Change => new PostChange($id, PostState::of_post($post, $post->post_status), self::guess($id, $post)), []);
        }
    }

    /** @return list<string> what goes where the state before is not known */
    private static function guess(int $id, \WP_Post $post): array
    {
        foreach (debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS, self::FRAMES) as $frame) {
            if ($frame['function'] === 'set_post_type') {
                // It was in lists of a type that nobody knows any more.
                return SiteChange::TAGS;
            }
            if ($frame['function'] === 'clean_post_cache' && !CoreCode::holds($frame['file'] ?? '')) {
                return Fill::current() === null && is_post_type_viewable($post->post_type) ? PostSuspects::of_place($id, $post->post_type) : [];
            }
        }

        return [];
    }

    public function before_place(int $id): void
    {
        $post = get_post($id);
        if ($post instanceof \WP_Post && PostKind::of($post->post_type) !== PostKind::Internal) {
            self::expect($post, self::place_suspects($post));
        }
    }

    /** Core moves the children up by SQL, without a hook of theirs. */
    public function before_delete(int $id): void
    {
        $this->before_place($id);
        foreach (Descendants::children([$id]) as $child) {
            $this->before_place($child);
        }
    }

    /** @param mixed $terms */
    public function before_terms(int $object, $terms, string $taxonomy): void
    {
        $post = get_post($object);
        if ($post instanceof \WP_Post && is_object_in_taxonomy($post->post_type, $taxonomy)) {
            $this->before_place($object);
        }
    }

    /** Core gives the posts of a deleted user to another one by SQL. */
    public function before_reassign(int $user, ?int $heir): void
    {
        if ($heir === null) {
            return;
        }
        $posts = get_posts([
            'author' => $user,
            'post_type' => array_values(get_post_types()),
            'post_status' => array_values(get_post_stati(['public' => true])),
            'numberposts' => self::MAX_REASSIGNED + 1,
            'fields' => 'ids',
        ]);
        if (count($posts) > self::MAX_REASSIGNED) {
            PurgeQueue::of_site()->expect('site', static fn(): Change => new SiteChange("user {$user} deleted"), SiteChange::TAGS);

            return;
        }
        foreach ($posts as $post) {
            $this->before_place($post);
        }
    }

    /** @return list<string> */
    private static function place_suspects(\WP_Post $post): array
    {
        $isSeen = PostKind::is_visible($post->post_type, $post->post_status) || $post->post_status === 'future';

        return $isSeen ? PostSuspects::of_place($post->ID, $post->post_type) : [];
    }

    /** @param list<string> $suspects */
    private static function expect(\WP_Post $post, array $suspects): void
    {
        PurgeQueue::of_site()->expect(
            "post:{$post->ID}",
            static fn(): Change => new PostChange($post->ID, PostState::of($post->ID)),
            $suspects,
        );
    }

    /**
     * @param array<string, mixed> $data
     * @param list<string> $fields
     */
    private static function differs(\WP_Post $post, array $data, array $fields): bool
    {
        $row = get_object_vars($post);
        foreach ($fields as $field) {
            $old = $row[$field] ?? '';
            $new = $data[$field] ?? $old;
            if (!is_scalar($new) || !is_scalar($old) || (string) $new !== (string) $old) {
                return true;
            }
        }

        return false;
    }
}
