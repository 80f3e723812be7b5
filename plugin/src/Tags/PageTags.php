<?php

/** What the page of this request depends on, as its render shows it. Thin: the fill keeps the tags. */

declare(strict_types=1);

namespace DynamicCache\Tags;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;

final class PageTags
{
    /** @var array<int, bool> id → whether anything of it may be shown */
    private array $posts = [];

    /** Sees the posts that code outside of core reads, so that core's own display is all there is besides. */
    private ?PostReads $reads = null;

    private readonly Readers $readers;

    /** Times of last saves are printed of every post of the page. */
    private bool $showsModified = false;

    public function __construct(private readonly Fill $fill)
    {
        $this->readers = new Readers();
    }

    public function boot(): void
    {
        $this->reads = PostReads::begin($this);
    }

    /** Before the results of a query are known: who asked. */
    public function asked(\WP_Query $query): void
    {
        $this->readers->observe($query);
    }

    public function add(string ...$tags): void
    {
        $this->fill->tag(...$tags);
    }

    /** What is under way now (TagSources), for tags that are added later. */
    public function source(): string
    {
        return $this->fill->source();
    }

    public function add_from(string $source, string ...$tags): void
    {
        $this->fill->tag_from($source, ...$tags);
    }

    /** Anything of the post may be shown. */
    public function post(int $id): void
    {
        if ($id > 0 && !$this->is_whole($id) && !self::is_of_frame($id)) {
            $this->posts[$id] = true;
            $this->fill->tag(Tag::post($id));
        }
    }

    public function is_whole(int $id): bool
    {
        return $this->posts[$id] ?? false;
    }

    /** Core shows these aspects of the post, and hands the post itself to nobody. */
    public function shows(int $id, PostFacet ...$facets): void
    {
        if ($this->reads === null) {
            $this->post($id);
        } elseif ($id > 0 && !self::is_of_frame($id)) {
            $this->posts[$id] ??= false;
            $this->fill->tag(...array_map(static fn(PostFacet $facet): string => $facet->of($id), $facets));
        }
    }

    /** A query names it; what is shown of it is seen when the query has found it. */
    public function asked_by_id(int $id): void
    {
        get_post($id) instanceof \WP_Post ? $this->shows($id, PostFacet::Status) : $this->post($id);
    }

    /** A post that a query has found. */
    public function found(\WP_Query $query, int $id): void
    {
        $facets = $this->readers->of($query);
        $facets === null ? $this->post($id) : $this->shows($id, PostFacet::Status, ...$facets);
    }

    /** What the request is about. */
    public function subject(\WP_Query $query): void
    {
        $object = $query->get_queried_object();
        $isByBlocks = $this->reads !== null && ($query->is_feed() ? Readers::is_plain_feed() : Readers::is_block_page($query));
        match (true) {
            $object instanceof \WP_Post => $isByBlocks ? $this->shows($object->ID, PostFacet::Title, PostFacet::Link, PostFacet::Status, PostFacet::Discussion) : $this->post($object->ID),
            $object instanceof \WP_Term => $this->add(...($isByBlocks ? TermTaps::named($object) : [Tag::term($object->term_id)])),
            $object instanceof \WP_User => $this->add(...($isByBlocks ? UserFacet::named($object->ID) : [Tag::user($object->ID)])),
            default => null,
        };
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
        $this->reads?->finish();
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
