<?php

/** How to reach the Worker and what is asked of it. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class EdgeSettings
{
    /**
     * @param string $url scheme and authority of the Worker, no path; empty when there is none
     * @param int $viewMax oldest view of the purge ledger, in seconds, with which the edge still answers
     */
    public function __construct(
        public readonly bool $enabled,
        public readonly string $url,
        public readonly string $zoneId,
        public readonly Secret $zoneToken,
        public readonly int $viewMax,
        public readonly bool $strict,
        public readonly Secret $basicAuth,
    ) {}

    public static function from(Document $edge, Secret $zoneToken, Secret $basicAuth): self
    {
        return new self(
            $edge->bool('enabled'),
            $edge->text('url'),
            $edge->text('zone_id'),
            $zoneToken,
            $edge->int('view_max'),
            $edge->bool('strict'),
            $basicAuth,
        );
    }
}
