<?php

/** What is known of a page besides the decision: its last render, what put its tags there, purges, the edge's copy. */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Engine\Reason;

final class Background
{
    /**
     * @param int|null $renderedAt Unix seconds of the last render; null = not known
     * @param Reason|null $refusal why that was not stored; null = it was
     * @param array<string, string> $sources tag → word of Tags\Render\TagSources
     * @param list<PagePurge> $purges newest first
     * @param EdgeCopy|null $edge null = not asked, or no edge is connected
     */
    public function __construct(
        public readonly ?int $renderedAt = null,
        public readonly ?Reason $refusal = null,
        public readonly array $sources = [],
        public readonly array $purges = [],
        public readonly ?EdgeCopy $edge = null,
    ) {}
}
