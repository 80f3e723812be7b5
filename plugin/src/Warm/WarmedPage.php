<?php

/** How it went with one page at every layer. */

declare(strict_types=1);

namespace DynamicCache\Warm;

final class WarmedPage
{
    /** @param WarmedLayer|null $edge null when no edge is connected */
    public function __construct(
        public readonly string $url,
        public readonly WarmedLayer $origin,
        public readonly ?WarmedLayer $edge,
    ) {}

    /** Whether it is stored now at every layer that is on. */
    public function is_warm(): bool
    {
        return $this->origin->isKept && ($this->edge === null || $this->edge->isKept);
    }

    /** @return array{url: string, warm: bool, origin: array{status: int|null, outcome: string|null, reason: string|null, ms: float, error: string|null}, edge: array{status: int|null, outcome: string|null, reason: string|null, ms: float, error: string|null}|null} */
    public function to_array(): array
    {
        return [
            'url' => $this->url,
            'warm' => $this->is_warm(),
            'origin' => $this->origin->to_array(),
            'edge' => $this->edge?->to_array(),
        ];
    }
}
