<?php

/** Comments that are shown or counted, and the form for them. */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\CommentFacet;
use DynamicCache\Tags\Ids;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Queries\MetaConditions;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\UserFacet;

final class CommentTaps
{
    /** Statuses of which none is shown. */
    private const UNSHOWN = ['hold', '0', 0, 'spam', 'trash', 'post-trashed'];

    /** Conditions of a query that say what its answer is, and nothing about which comments. */
    private const FORM = ['number', 'status', 'post_status', 'post_id', 'post__in', 'orderby', 'order', 'offset', 'update_comment_meta_cache', 'update_comment_post_cache', 'no_found_rows', 'cache_domain', 'hierarchical', 'count', 'fields', 'paged', 'type__not_in'];

    /** @var array<int, true> posts whose comments are tagged */
    private array $listed = [];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('get_comment', $this->comment(...), PHP_INT_MAX);
        add_filter('comments_pre_query', $this->comments(...), PHP_INT_MAX, 2);
        add_filter('get_comments_number', $this->comments_of_post(...), PHP_INT_MAX, 2);
        add_filter('get_comment_author', $this->author(...), PHP_INT_MAX, 3);
        add_filter('comments_open', $this->form(...), PHP_INT_MAX, 2);
    }

    /** One that code outside of core names by its id; of those that a list has found, the list tells. */
    private function comment(mixed $comment = null): mixed
    {
        $post = $comment instanceof \WP_Comment ? (int) $comment->comment_post_ID : -1;
        if ($post >= 0 && !isset($this->listed[$post])) {
            if (str_starts_with(Caller::now()->entry(), 'get_comment') && Ids::of(Caller::argument('get_comment', 0)) > 0) {
                $this->listed[$post] = true;
                $post === 0 ? $this->unseen() : $this->page->add(Tag::comments($post));
            }
        }

        return $comment;
    }

    /** Where a comment has no name, core takes that of the user. */
    private function author(mixed $name = '', mixed $id = 0, mixed $comment = null): mixed
    {
        if ($comment instanceof \WP_Comment && $comment->comment_author === '' && (int) $comment->user_id > 0) {
            $this->page->add(UserFacet::of((int) $comment->user_id, 'display_name'));
        }

        return $name;
    }

    private function comments(mixed $result = null, mixed $query = null): mixed
    {
        $vars = $query instanceof \WP_Comment_Query ? $query->query_vars : [];
        if ($query instanceof \WP_Comment_Query) {
            MetaConditions::tag($this->page, $query, 'commentmeta');
        }
        $posts = [...Ids::all($vars['post_id'] ?? null), ...Ids::all($vars['post__in'] ?? null)];
        $isNumber = (bool) ($vars['count'] ?? false) && self::is_narrowed_by_form_alone($vars);
        $this->outside($vars, $posts);
        $statuses = is_array($vars['status'] ?? '') ? $vars['status'] : [$vars['status'] ?? ''];
        if (array_diff(array_map(strval(...), array_filter($statuses, is_scalar(...))), ['approve', '1']) !== []) {
            $facet = $isNumber ? CommentFacet::HIDDEN_COUNT : CommentFacet::HIDDEN;
            $this->page->rare(RareFacet::HIDDEN_COMMENTS, ...array_map(static fn(int $post): string => Tag::facet(Tag::comments($post), $facet), $posts === [] ? [0] : $posts));
        }
        if ($statuses !== [] && array_filter($statuses, static fn(mixed $status): bool => !in_array($status, self::UNSHOWN, true)) === []) {
            return $result;
        }
        if ($isNumber) {
            $this->page->add(...array_map(static fn(int $post): string => CommentFacet::of($post, CommentFacet::COUNT), $posts === [] ? [0] : $posts));

            return $result;
        }
        $newest = $posts === [] ? self::newest($vars) : 0;
        if ($newest > 0) {
            $this->page->rare(RareFacet::comments($newest), Tag::facet(Tag::comments(0), (string) $newest));
        } else {
            $this->listed += array_fill_keys($posts, true);
            $this->page->add(...array_map(Tag::comments(...), $posts === [] ? [0] : $posts));
        }

        return $result;
    }

    /**
     * What core's own lists leave out.
     *
     * @param array<mixed> $vars
     * @param list<int> $posts
     */
    private function outside(array $vars, array $posts): void
    {
        if ($posts === [] && !in_array($vars['post_status'] ?? '', ['publish', ['publish']], true)) {
            $this->unseen();
        }
        $types = array_merge(...array_map(static fn(string $name): array => (array) ($vars[$name] ?? []), ['type', 'type__in']));
        if (in_array('note', $types, true) || in_array('all', $types, true)) {
            $this->page->rare(RareFacet::NOTES, ...array_map(static fn(int $post): string => CommentFacet::of($post, CommentFacet::NOTES), $posts === [] ? [0] : $posts));
        }
    }

    private function unseen(): void
    {
        $this->page->rare(RareFacet::UNSEEN_COMMENTS, CommentFacet::of(0, CommentFacet::UNSEEN));
    }

    /**
     * How many of the newest comments are asked for; 0: it is another question.
     *
     * @param array<mixed> $vars
     */
    private static function newest(array $vars): int
    {
        $isPlain = self::is_narrowed_by_form_alone($vars)
            && in_array($vars['status'] ?? '', ['approve', '1', 1], true)
            && in_array($vars['orderby'] ?? '', ['', 'comment_date_gmt', 'comment_date'], true)
            && strtoupper(is_string($vars['order'] ?? null) ? $vars['order'] : '') === 'DESC'
            && in_array($vars['offset'] ?? 0, [0, '', '0'], true)
            && in_array($vars['count'] ?? false, [false, 0], true)
            && in_array($vars['paged'] ?? 1, [0, 1, '', '1'], true)
            && in_array($vars['type__not_in'] ?? '', ['', [], 'note', ['note']], true);

        return $isPlain && is_numeric($vars['number'] ?? null) ? min(100, (int) $vars['number']) : 0;
    }

    /** @param array<mixed> $vars */
    private static function is_narrowed_by_form_alone(array $vars): bool
    {
        $others = array_diff_key($vars, array_fill_keys(self::FORM, 0));

        return array_filter($others, static fn(mixed $value): bool => !in_array($value, ['', null, false, [], 0], true)) === [];
    }

    private function comments_of_post(mixed $number = 0, mixed $post = 0): mixed
    {
        $this->page->add(Tag::facet(Tag::comments(Ids::of($post)), CommentFacet::COUNT));

        return $number;
    }

    /** Comments that close by themselves: no hook fires when they do. */
    private function form(mixed $isOpen = false, mixed $post = 0): mixed
    {
        $post = Ids::of($post) > 0 ? get_post(Ids::of($post)) : null;
        if ($isOpen === true && $post instanceof \WP_Post && (bool) get_option('close_comments_for_old_posts')) {
            $days = get_option('close_comments_days_old');
            $published = strtotime($post->post_date_gmt . ' UTC');
            if (is_numeric($days) && $published !== false) {
                $this->page->expire_at($published + (int) $days * 86_400);
            }
        }

        return $isOpen;
    }
}
