<?php

/** `wp dynamic-cache purges`: who threw what away, when and why; the history of the screen. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Database;
use DynamicCache\Purge\CauseSentence;
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
        $limit = filter_var($options['limit'] ?? 20, FILTER_VALIDATE_INT, ['options' => ['min_range' => 1, 'max_range' => self::MOST]]);
        if ($limit === false) {
            /* translators: %d: a number */
            $this->terminal->refuse(sprintf(__('--limit must be a whole number from 1 to %d.', 'ai-wp-dynamic-cache'), self::MOST));
        }
        $database = Database::connection();
        $rows = $database->get_results((string) $database->prepare(
            'SELECT id, at, actor, cause, tags, urls, refreshed, edge_ms FROM %i ORDER BY id DESC LIMIT %d',
            Database::table('purges'),
            $limit,
        ), 'ARRAY_A');
        $this->terminal->rows(array_map(self::row(...), array_values(array_filter(is_array($rows) ? $rows : [], is_array(...)))), self::COLUMNS, Terminal::format($options));
    }

    /**
     * @param array<mixed> $row
     *
     * @return array<string, string|int|null>
     */
    private static function row(array $row): array
    {
        $text = static fn(string $name): string => is_scalar($row[$name] ?? null) ? (string) $row[$name] : '';
        $edge = (int) $text('edge_ms');

        return [
            'id' => (int) $text('id'),
            'at' => gmdate('c', (int) $text('at')),
            'actor' => $text('actor'),
            'sentence' => CauseSentence::of($text('cause'), $text('actor')),
            'tags' => self::names($text('tags')),
            'urls' => self::names($text('urls')),
            'refreshed' => (int) $text('refreshed') < 0 ? null : (int) $text('refreshed'),
            'edge' => match (true) {
                $edge === PurgeRecords::EDGE_WAITS => 'waiting',
                $edge >= 0 => "{$edge} ms",
                default => null,
            },
        ];
    }

    private static function names(string $json): string
    {
        $names = json_decode($json, true);

        return is_array($names) ? implode(' ', array_filter($names, is_string(...))) : '';
    }
}
