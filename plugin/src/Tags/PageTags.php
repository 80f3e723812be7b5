<?php

/** What the page of this request depends on, as its render shows it. Thin: the fill keeps the tags. */

declare(strict_types=1);

namespace DynamicCache\Tags;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;

final class PageTags
{
    /** @var array<int, true> */
    private array $posts = [];

    /** Times of last saves are printed of every post of the page. */
    private bool $showsModified = false;

    public function __construct(private readonly Fill $fill) {}

    public function add(string ...$tags): void
    {
        $this->fill->tag(...$tags);
    }

    public function post(int $id): void
    {
        if ($id > 0 && !isset($this->posts[$id]) && !self::is_of_frame($id)) {
            $this->posts[$id] = true;
            $this->fill->tag(Tag::post($id));
        }
    }

    /** Known without asking the database: what is not in memory was not shown either. */
    private static function is_of_frame(int $id): bool
    {
        $row = wp_cache_get($id, 'posts');
        $type = is_object($row) ? (get_object_vars($row)['post_type'] ?? null) : null;

        return is_string($type) && PostKind::of($type) !== PostKind::Content;
    }

    public function term(int $id): void
    {
        if ($id > 0) {
            $this->fill->tag(Tag::term($id));
        }
    }

    public function user(int $id): void
    {
        if ($id > 0) {
            $this->fill->tag(Tag::user($id));
        }
    }

    /** A list of posts of a type, or something that is counted or ordered like one. */
    public function list(string $postType, ?string ...$tags): void
    {
        $this->fill->tag(Tag::facet(Tag::list($postType), 'all'), ...array_filter($tags, is_string(...)));
    }

    /** Tags of a facet that is only purged where a page is known to show it. */
    public function rare(string $facet, string ...$tags): void
    {
        if (!RareFacet::note($facet)) {
            $this->fill->refuse(Reason::ChangedByOwnRender);
        }
        $this->fill->tag(...$tags);
    }

    /** Whether a post of the page bears this very time: one that was published a moment ago is not "now". */
    public function shows_post_of(int $time): bool
    {
        foreach (array_keys($this->posts) as $id) {
            if (in_array($time, [get_post_timestamp($id), get_post_timestamp($id, 'modified')], true)) {
                return true;
            }
        }

        return false;
    }

    public function shows_modified(): void
    {
        $this->showsModified = true;
    }

    public function expire_at(int $time): void
    {
        $this->fill->expire_at($time);
    }

    /** Last of all: what holds for every post that was seen. */
    public function finish(): void
    {
        foreach (array_keys($this->posts) as $id) {
            $post = get_post($id);
            if ($post instanceof \WP_Post && PostKind::of($post->post_type) === PostKind::Content && !PostKind::is_visible($post->post_type, $post->post_status)) {
                $this->rare(RareFacet::HIDDEN, Tag::facet(Tag::post($id), RareFacet::HIDDEN));
            }
            if ($this->showsModified) {
                $this->rare(RareFacet::MODIFIED, Tag::facet(Tag::post($id), RareFacet::MODIFIED));
            }
        }
    }
}
