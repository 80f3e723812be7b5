<?php

/** A purge that hit a page; `ExplainPurge` of contracts/src/page-actions.ts. */

declare(strict_types=1);

namespace DynamicCache\Explain;

final class PagePurge
{
    /**
     * @param int $at Unix seconds
     * @param list<string> $tags what the page has in common with it
     */
    public function __construct(
        public readonly int $id,
        public readonly int $at,
        public readonly string $sentence,
        public readonly array $tags,
    ) {}

    /** @return array{id: int, at: int, sentence: string, tags: list<string>} */
    public function to_array(): array
    {
        return ['id' => $this->id, 'at' => $this->at, 'sentence' => $this->sentence, 'tags' => $this->tags];
    }
}
