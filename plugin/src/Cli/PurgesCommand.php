<?php

/** `wp dynamic-cache purges`: who threw what away, when and why; the history of the screen. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Purge\PastPurge;
use DynamicCache\Purge\PurgeRecords;

final class PurgesCommand
{
    private const MOST = 500;
    private const COLUMNS = ['id', 'at', 'actor', 'sentence', 'tags', 'urls', 'refreshed', 'edge'];

    public function __construct(private readonly Terminal $terminal) {}

    /**
     * Lists the last purges, the newest first.
     *
     * ## OPTIONS
     *
     * [--limit=<number>]
     * : How many, at most 500.
     * ---
     * default: 20
     * ---
     *
     * [--format=<format>]
     * : How to print it.
     * ---
     * default: table
     * options:
     *   - table
     *   - json
     *   - yaml
     * ---
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache purges --limit=5
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function purges(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $limit = NumberOption::whole($this->terminal, $options, 'limit', 20, 1, self::MOST);
        $this->terminal->rows(array_map(self::row(...), PurgeRecords::newest($limit)), self::COLUMNS, Terminal::format($options));
    }

    /** @return array<string, string|int|null> */
    private static function row(PastPurge $purge): array
    {
        return [
            'id' => $purge->id,
            'at' => gmdate('c', $purge->at),
            'actor' => $purge->actor,
            'sentence' => $purge->sentence(),
            'tags' => implode(' ', $purge->tags),
            'urls' => implode(' ', $purge->urls),
            'refreshed' => $purge->refreshed,
            'edge' => match (true) {
                $purge->isEdgeWaiting => 'waiting',
                $purge->edgeMillis !== null => "{$purge->edgeMillis} ms",
                default => null,
            },
        ];
    }
}
