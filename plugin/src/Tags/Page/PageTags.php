<?php

/** What the page of this request depends on, as its render shows it. Thin: the fill keeps the tags. */

declare(strict_types=1);

namespace DynamicCache\Tags\Page;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Tags\NetworkOption;
use DynamicCache\Tags\PostFacet;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class PageTags
{
    /** @var array<int, bool> id → whether anything of it may be shown */
    private array $posts = [];

    /** @var array<int, array<string, true>> id → facets that are tagged */
    private array $shown = [];

    /** @var array<int, bool> id → whether it is content; those that were in memory */
    private array $contents = [];

    /** @var array<string, true> rare facets that are in use by now, and options of networks */
    private array $noted = [];

    /** Sees the posts that code outside of core reads, so that core's own display is all there is besides. */
    private ?Reads $reads = null;

    private readonly Readers $readers;

    public readonly Columns $columns;

    private ?\WP_Post $foreign = null;

    /** Times of last saves are printed of every post of the page. */
    private bool $showsModified = false;

    public function __construct(private readonly Fill $fill)
    {
        $this->readers = new Readers();
        $this->columns = new Columns();
    }

    /** @param Reads|null $reads null: the object cache of this site cannot be heard */
    public function hear_by(?Reads $reads): void
    {
        $this->reads = $reads;
    }

    /** For another site of the network: what sees the reads is there once, and tells one of us at a time. */
    public function share_reads_of(self $home): void
    {
        $this->reads = $home->reads;
    }

    /** From now on the reads are of this site. */
    public function watch(): void
    {
        $this->reads?->watch($this);
    }

    /** The site is switched to in the middle of this post, which is another site's. */
    public function leave_alone(mixed $post): void
    {
        $this->foreign = $post instanceof \WP_Post ? $post : null;
    }

    /** The post of the loop, if it is one of this site. */
    public function post_of_loop(): ?\WP_Post
    {
        $post = get_post();

        return $post instanceof \WP_Post && $post !== $this->foreign ? $post : null;
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

    /**
     * Anything of the post may be shown.
     *
     * @param bool $isOfTheme a theme was handed it, and nobody else
     */
    public function post(int $id, bool $isOfTheme = false): void
    {
        if ($id > 0 && !$this->is_of_frame($id)) {
            $this->posts[$id] = true;
            $this->columns->post($id, $isOfTheme);
            $this->fill->tag(Tag::post($id));
        }
    }

    /** The same of every post that was seen so far. */
    public function posts(): void
    {
        array_map($this->post(...), array_keys($this->posts));
    }

    /** Core shows these aspects of the post, and hands the post itself to nobody. */
    public function shows(int $id, PostFacet ...$facets): void
    {
        if ($this->reads === null) {
            $this->post($id);

            return;
        }
        if ($id < 1 || $this->is_of_frame($id)) {
            return;
        }
        $this->posts[$id] ??= false;
        foreach ($facets as $facet) {
            if (!isset($this->shown[$id][$facet->value])) {
                $this->shown[$id][$facet->value] = true;
                $this->fill->tag($facet->of($id));
            }
        }
    }

    /** A query names it; what is shown of it is seen when the query has found it. */
    public function asked_by_id(int $id): void
    {
        get_post($id) instanceof \WP_Post ? $this->shows($id, PostFacet::Status) : $this->post($id);
    }

    /** Posts that a query has found. */
    public function found(\WP_Query $query, int ...$ids): void
    {
        $facets = $this->readers->of($query);
        $isOfTheme = $facets === null && $ids !== [] && $this->readers->is_of_theme($query);
        foreach ($ids as $id) {
            $facets === null ? $this->post($id, $isOfTheme) : $this->shows($id, PostFacet::Status, ...$facets);
        }
    }

    /** A change that is under way now may not know what this page shows. */
    public function refuse(): void
    {
        $this->fill->refuse(Reason::ChangedByOwnRender);
    }

    /** Whether core's own display can be told from what other code is handed. */
    public function hears(): bool
    {
        return $this->reads !== null;
    }

    /** Known without asking the database: what is not in memory was not shown either. */
    private function is_of_frame(int $id): bool
    {
        return $this->is_content($id) === false;
    }

    /** Null: it is not in memory. */
    public function is_content(int $id): ?bool
    {
        if (isset($this->contents[$id])) {
            return $this->contents[$id];
        }
        $row = $this->reads === null ? wp_cache_get($id, 'posts') : $this->reads->peek($id);
        $type = is_object($row) && isset($row->post_type) ? $row->post_type : null;

        return is_string($type) ? ($this->contents[$id] = PostKind::of($type) === PostKind::Content) : null;
    }

    /** Anything of the term may be shown. */
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
        if (!isset($this->noted[$facet])) {
            $this->noted[$facet] = true;
            if (!RareFacet::note($facet)) {
                $this->fill->refuse(Reason::ChangedByOwnRender);
            }
        }
        $this->fill->tag(...$tags);
    }

    /**
     * The same of what was read earlier and is known only now: the facet has to have been in use before.
     *
     * @param array<mixed> $options as they were before it was read (RareFacet::is_among())
     * @param string $source what put the tag there, see Fill::source()
     */
    public function rare_earlier(array $options, string $facet, string $source, string $tag): void
    {
        if (!RareFacet::is_among($options, $facet)) {
            RareFacet::note($facet);
            $this->fill->refuse(Reason::ChangedByOwnRender);
        }
        $this->fill->tag_from($source, $tag);
    }

    /** Of the network with that id: a note of it is rare too. */
    public function network_option(string $name, int $network): void
    {
        if (!isset($this->noted[NetworkOption::tag($name, $network)]) && NetworkOption::counts($name)) {
            $this->noted[NetworkOption::tag($name, $network)] = true;
            if (!NetworkOption::note($name, $network)) {
                $this->fill->refuse(Reason::ChangedByOwnRender);
            }
            $this->fill->tag(NetworkOption::tag($name, $network));
        }
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

    /** The time of the last save is printed, of every post of the page. */
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
        $this->columns->finish($this);
        foreach (array_keys($this->posts) as $id) {
            ['post_type' => $type, 'post_status' => $status] = $this->columns($id) + ['post_type' => null, 'post_status' => null];
            if (is_string($type) && is_string($status) && PostKind::of($type) === PostKind::Content && !PostKind::is_visible($type, $status)) {
                $this->rare(RareFacet::HIDDEN, Tag::facet(Tag::post($id), RareFacet::HIDDEN));
            }
            if ($this->showsModified) {
                $this->rare(RareFacet::MODIFIED, Tag::facet(Tag::post($id), RareFacet::MODIFIED));
            }
        }
    }

    /**
     * As it lies in memory, unheard: what is looked at here is shown to nobody.
     *
     * @return array<mixed>
     */
    private function columns(int $id): array
    {
        $row = $this->reads?->peek($id);
        $post = is_object($row) ? $row : get_post($id);

        return is_object($post) ? get_object_vars($post) : [];
    }
}
