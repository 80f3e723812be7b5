<?php

/** A term that was touched. A recount fires the same hooks as a rename: only what differs counts. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Purge\Posts\Descendants;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\Queries\TermConditions;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\TaxonomyFacet;
use DynamicCache\Tags\TermFacet;

final class TermChange implements Change
{
    private const FACETS = ['name' => TermFacet::Name, 'slug' => TermFacet::Slug, 'description' => TermFacet::Description];

    public function __construct(
        private readonly int $id,
        private readonly string $taxonomy,
        private readonly ?TermState $before,
    ) {}

    public function tags(array $inUse): array
    {
        $before = $this->before;
        $after = TermState::of($this->id, $this->taxonomy);
        $isOther = $before?->shown !== $after?->shown || $before?->parent !== $after?->parent;
        if (PostKind::is_of_frame($this->taxonomy)) {
            return match (true) {
                $this->taxonomy !== 'nav_menu' => [],
                $isOther => [Tag::menu($this->id), Tag::taxonomy('nav_menu'), ...array_map(static fn(string $facet): string => Tag::facet(Tag::taxonomy('nav_menu'), $facet), ['made', 'count', TaxonomyFacet::FILLED])],
                default => $before?->count === $after?->count ? [] : [Tag::facet(Tag::taxonomy('nav_menu'), 'count')],
            };
        }
        $tags = [...$this->in_lists($after), ...($isOther && $before !== null ? $this->itself($before, $after) : [])];
        if ($before !== null && $before->parent !== $after?->parent) {
            array_push($tags, Tag::facet(Tag::taxonomy(Tag::name($this->taxonomy)), TermConditions::TREE), ...$this->posts_below([$this->id, ...$before->above, ...($after->above ?? [])]));
        }
        if (isset($inUse[RareFacet::TERM_COUNT]) && $before !== null && $after !== null && $before->count !== $after->count) {
            $tags[] = TermFacet::Count->of($this->id);
        }
        if (($before->shown['slug'] ?? '') !== ($after->shown['slug'] ?? '')) {
            $slugs = array_filter([(string) ($before->shown['slug'] ?? ''), (string) ($after->shown['slug'] ?? '')], static fn(string $slug): bool => $slug !== '');
            array_push($tags, ...array_values(array_map(fn(string $slug): string => Tag::slug(Tag::name($this->taxonomy), Tag::name($slug)), $slugs)));
        }

        return $tags === [] ? [] : [...$tags, ...(isset($inUse[RareFacet::table('terms')]) ? [Tag::table('terms')] : [])];
    }

    public function from_now(): Change
    {
        return new self($this->id, $this->taxonomy, TermState::of($this->id, $this->taxonomy));
    }

    public function cause(): string
    {
        return "term {$this->id}";
    }

    /** @return list<string> */
    private function itself(TermState $before, ?TermState $after): array
    {
        if ($after === null) {
            return TermFacet::all($this->id);
        }
        $tags = [Tag::term($this->id)];
        foreach (self::FACETS as $field => $facet) {
            if ($before->shown[$field] !== $after->shown[$field]) {
                $tags[] = $facet->of($this->id);
            }
        }
        if ($before->parent !== $after->parent || $before->shown['slug'] !== $after->shown['slug']) {
            array_push($tags, TermFacet::Link->of($this->id), ...array_map(TermFacet::Link->of(...), Descendants::of_term($this->id, $this->taxonomy)));
        }

        return array_values(array_unique($tags));
    }

    /**
     * What lists of terms show otherwise. One without posts is in none of those that hide such terms, unless it has
     * others below it.
     *
     * @return list<string>
     */
    private function in_lists(?TermState $after): array
    {
        $before = $this->before;
        $tag = Tag::taxonomy(Tag::name($this->taxonomy));
        $facets = [];
        $isFilled = array_map(fn(?TermState $state): bool => $state !== null && ($state->count > 0 || Descendants::of_term($this->id, $this->taxonomy) !== []), [$before, $after]);
        $isNamedAnew = $before === null || $after === null || $before->parent !== $after->parent
            || array_diff_key($before->shown, ['description' => 0]) !== array_diff_key($after->shown, ['description' => 0]);
        if ($isNamedAnew) {
            array_push($facets, '', 'made');
        }
        if ($before !== null && $after !== null && $before->shown['description'] !== $after->shown['description']) {
            $facets[] = 'description';
        }
        array_push($facets, ...self::filled($before, $after, $isNamedAnew, $isFilled));
        if (($before === null) !== ($after === null)) {
            $facets[] = TaxonomyFacet::NUMBER;
        }
        if ($isFilled[0] !== $isFilled[1] || (($before->count ?? 0) > 0) !== (($after->count ?? 0) > 0)) {
            $facets[] = TaxonomyFacet::OCCUPIED;
        }
        if (($before->parent ?? 0) !== ($after->parent ?? 0)) {
            $facets[] = TaxonomyFacet::BELOW;
        }
        if (($before->count ?? 0) !== ($after->count ?? 0)) {
            $facets[] = 'count';
        }

        $slugs = array_filter([$before->shown['slug'] ?? null, $after->shown['slug'] ?? null], is_string(...));

        return [
            ...array_map(static fn(string $facet): string => $facet === '' ? $tag : Tag::facet($tag, $facet), $facets),
            ...($isNamedAnew && count(array_unique($slugs)) + ($before === null || $after === null ? 1 : 0) > 1
                ? array_map(fn(string $slug): string => Tag::slug(Tag::name($this->taxonomy), Tag::name($slug)), array_values(array_unique($slugs)))
                : []),
        ];
    }

    /**
     * What lists of the terms that have posts show otherwise.
     *
     * @param array<bool> $isFilled whether it is among them, before and after
     *
     * @return list<string>
     */
    private static function filled(?TermState $before, ?TermState $after, bool $isNamedAnew, array $isFilled): array
    {
        if (!in_array(true, $isFilled, true)) {
            return [];
        }
        // One with others below it may have been on trees without posts of its own, and on no flat list.
        $isOther = $isFilled[0] !== $isFilled[1] || (($before->count ?? 0) > 0) !== (($after->count ?? 0) > 0) || ($before->shown['name'] ?? '') !== ($after->shown['name'] ?? '');

        return match (true) {
            $isOther => [TaxonomyFacet::FILLED, TaxonomyFacet::NESTED, TaxonomyFacet::LISTED],
            ($before->parent ?? 0) !== ($after->parent ?? 0) => [TaxonomyFacet::FILLED, TaxonomyFacet::NESTED],
            $isNamedAnew => [TaxonomyFacet::FILLED],
            default => [],
        };
    }

    /**
     * Lists by a term hold the posts of all terms below it.
     *
     * @param list<int> $terms
     *
     * @return list<string>
     */
    private function posts_below(array $terms): array
    {
        $taxonomy = get_taxonomy($this->taxonomy);
        $types = $taxonomy === false ? [] : $taxonomy->object_type;
        $tags = [];
        foreach (array_unique($terms) as $term) {
            foreach ([...$types, 'any'] as $type) {
                $tags[] = Tag::list($type, 'term', $term);
            }
        }

        return $tags;
    }
}
