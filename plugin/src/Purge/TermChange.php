<?php

/** A term that was touched. A recount fires the same hooks as a rename: only what differs counts. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class TermChange implements Change
{
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
            return $isOther ? [Tag::site()] : [];
        }
        if (!$isOther) {
            return $before?->count === $after?->count ? [] : [Tag::taxonomy($this->taxonomy), ...$this->table($inUse)];
        }
        $tags = [Tag::term($this->id), Tag::taxonomy($this->taxonomy)];
        if ($before !== null && ($before->parent !== $after?->parent || $before->shown['slug'] !== $after->shown['slug'])) {
            array_push($tags, ...array_map(Tag::term(...), Descendants::of_term($this->id, $this->taxonomy)));
        }
        if ($before !== null && $before->parent !== $after?->parent) {
            array_push($tags, ...$this->lists([$this->id, ...$before->above, ...($after->above ?? [])]));
        }

        return [...$tags, ...$this->table($inUse)];
    }

    /**
     * @param array<string, true> $inUse
     *
     * @return list<string>
     */
    private function table(array $inUse): array
    {
        return isset($inUse[RareFacet::table('terms')]) ? [Tag::table('terms')] : [];
    }

    public function from_now(): Change
    {
        return new self($this->id, $this->taxonomy, TermState::of($this->id, $this->taxonomy));
    }

    public function cause(): string
    {
        return "term {$this->id}";
    }

    /**
     * Lists by a term hold the posts of all terms below it.
     *
     * @param list<int> $terms
     *
     * @return list<string>
     */
    private function lists(array $terms): array
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
