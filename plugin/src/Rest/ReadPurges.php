<?php

/** `GET /purges?page=&per_page=`: who threw what away, and when; the newest first. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Database;
use DynamicCache\Purge\CauseSentence;
use DynamicCache\Purge\PurgeRecords;
use DynamicCache\Settings\FieldError;

final class ReadPurges implements Route
{
    private const DEFAULT_PER_PAGE = 20;
    private const MAX_PER_PAGE = 100;
    private const MAX_PAGE = 100_000;

    public function path(): string
    {
        return '/purges';
    }

    public function method(): string
    {
        return 'GET';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $page = self::number($request, 'page', 1, self::MAX_PAGE);
        $perPage = self::number($request, 'per_page', self::DEFAULT_PER_PAGE, self::MAX_PER_PAGE);
        $database = Database::connection();
        $table = Database::table('purges');
        $rows = $database->get_results((string) $database->prepare(
            'SELECT id, at, actor, cause, tags, urls, seq, epoch, edge_ms, refreshed, untouched FROM %i ORDER BY id DESC LIMIT %d OFFSET %d',
            $table,
            $perPage,
            ($page - 1) * $perPage,
        ), 'ARRAY_A');

        $total = $database->get_var((string) $database->prepare('SELECT COUNT(*) FROM %i', $table));

        return Answer::ok([
            'total' => (int) $total,
            'page' => $page,
            'per_page' => $perPage,
            'purges' => array_map(self::purge(...), is_array($rows) ? array_filter($rows, is_array(...)) : []),
        ]);
    }

    /**
     * @param \WP_REST_Request<array<string, mixed>> $request
     *
     * @throws Refusal
     */
    private static function number(\WP_REST_Request $request, string $name, int $default, int $max): int
    {
        $text = $request->get_query_params()[$name] ?? (string) $default;
        if (!is_string($text) || preg_match('/\A[1-9][0-9]{0,5}\z/', $text) !== 1 || (int) $text > $max) {
            throw new Refusal(400, 'invalid_query', [new FieldError($name, sprintf(
                /* translators: %d: a number */
                __('This must be a whole number from 1 to %d.', 'ai-wp-dynamic-cache'),
                $max,
            ))]);
        }

        return (int) $text;
    }

    /**
     * @param array<mixed> $row
     *
     * @return array<string, mixed>
     */
    private static function purge(array $row): array
    {
        $text = static fn(string $name): string => is_scalar($row[$name] ?? null) ? (string) $row[$name] : '';

        return [
            'id' => (int) $text('id'),
            'at' => (int) $text('at'),
            'actor' => $text('actor'),
            'cause' => $text('cause'),
            'sentence' => CauseSentence::of($text('cause'), $text('actor')),
            'tags' => self::names($text('tags')),
            'urls' => self::names($text('urls')),
            'seq' => (int) $text('seq'),
            'epoch' => $text('epoch'),
            'refreshed' => self::counted($text('refreshed')),
            'untouched' => self::counted($text('untouched')),
            'edge_ms' => (int) $text('edge_ms') >= 0 ? (int) $text('edge_ms') : null,
            'edge_waiting' => (int) $text('edge_ms') === PurgeRecords::EDGE_WAITS,
        ];
    }

    /** Null for purges that nobody counted the pages of. */
    private static function counted(string $number): ?int
    {
        return $number === '' || (int) $number < 0 ? null : (int) $number;
    }

    /** @return list<string> */
    private static function names(string $json): array
    {
        $names = json_decode($json, true);

        return is_array($names) ? array_values(array_filter($names, is_string(...))) : [];
    }
}
