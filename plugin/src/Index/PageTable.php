<?php

/**
 * Writes the table `pages`: one row for each page that was rendered for the cache. Nobody waits for it, and a database
 * that refuses costs a row of the list, nothing else.
 */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Database;
use DynamicCache\Store\Page;

final class PageTable
{
    /** Rows that one statement names. */
    private const PIECE = 200;

    /** Most renders are the first of their page. */
    private const STORED = 'INSERT IGNORE INTO %i (id, url, variant, persona, title, kind, post, seen_at, stored_at, expires_at, stale_until,'
        . ' bytes, gzip_bytes, revision, epoch, seq, tags_count, hashes, sources)'
        . ' VALUES (%s, %s, %s, %s, %s, %s, %d, %d, %d, %d, %d, %d, %d, %s, %s, %d, %d, %s, %s)';

    private const STORED_AGAIN = "UPDATE %i SET refusal = '', purged_by = 0, title = %s, kind = %s, post = %d, seen_at = %d, stored_at = %d,"
        . ' expires_at = %d, stale_until = %d, bytes = %d, gzip_bytes = %d, revision = %s, epoch = %s, seq = %d, tags_count = %d,'
        . ' hashes = %s, sources = %s WHERE id = %s';

    /** The page of before may still be stored: what is known of it stays. */
    private const REFUSED = 'INSERT INTO %i (id, url, variant, persona, title, kind, post, refusal, seen_at, hashes, sources)'
        . " VALUES (%s, %s, %s, %s, %s, %s, %d, %s, %d, '', '')"
        . ' ON DUPLICATE KEY UPDATE refusal = VALUES(refusal), seen_at = VALUES(seen_at)';

    private const GONE = 'UPDATE %i SET refusal = %s, seen_at = %d WHERE id = %s';

    /** Adds a render, or puts it in the place of the one before; hits stay. */
    public static function put(RenderedPage $rendered): void
    {
        $page = $rendered->filled->page;
        $refusal = $rendered->filled->refusal->value ?? '';
        if ($page !== null) {
            self::store($rendered, $page);
        } elseif ($rendered->is_worth_a_row()) {
            self::query(self::REFUSED, ...self::of_page($rendered), ...[$refusal, $rendered->now]);
        } else {
            self::query(self::GONE, $refusal, $rendered->now, $rendered->address->id());
        }
    }

    /** An insert that updates would be one statement for both, and twice the work for the first. */
    private static function store(RenderedPage $rendered, Page $page): void
    {
        $values = [...self::of_page($rendered), ...self::of_stored($rendered, $page)];
        if (self::query(self::STORED, ...$values) === 0) {
            self::query(self::STORED_AGAIN, ...array_slice($values, 4), ...[$rendered->address->id()]);
        }
    }

    /**
     * @param array<array-key, int> $hits first 16 hex digits of the key → visits
     * @param int $at Unix seconds up to which they were counted
     */
    public static function add_hits(array $hits, int $at): void
    {
        foreach (array_chunk($hits, self::PIECE, true) as $piece) {
            $values = [];
            foreach ($piece as $key => $number) {
                array_push($values, (string) $key, $number);
            }
            $bounds = [];
            foreach (array_keys($piece) as $key) {
                array_push($bounds, $key . str_repeat('0', 16), $key . str_repeat('f', 16));
            }
            self::query(
                'UPDATE %i SET last_hit = %d, hits = hits + CASE SUBSTR(id, 1, 16)' . str_repeat(' WHEN %s THEN %d', count($piece))
                    . ' ELSE 0 END WHERE ' . implode(' OR ', array_fill(0, count($piece), 'id BETWEEN %s AND %s')),
                $at,
                ...$values,
                ...$bounds,
            );
        }
    }

    /**
     * @param list<string> $ids
     * @param int $record the purge's row in the list of purges
     */
    public static function mark_purged(array $ids, int $record): void
    {
        self::set_of($ids, 'UPDATE %i SET purged_by = %d WHERE id IN ', $record);
    }

    /**
     * A soft purge: their time ends now, and they may be shown after it for as long as they always could.
     *
     * @param list<string> $ids of pages whose time is not over
     */
    public static function end_time(array $ids, int $now): void
    {
        self::set_of(
            $ids,
            'UPDATE %i SET stale_until = CASE WHEN stale_until > expires_at - %d THEN stale_until - (expires_at - %d) ELSE 0 END, expires_at = %d WHERE id IN ',
            $now,
            $now,
            $now,
        );
    }

    /**
     * Pages that the store no longer has; '' is no epoch of any log.
     *
     * @param list<string> $ids
     */
    public static function mark_gone(array $ids): void
    {
        self::set_of($ids, "UPDATE %i SET epoch = '' WHERE id IN ");
    }

    /**
     * Forgets what tells nothing any more, and what is too much.
     *
     * @param int $before Unix seconds; pages that nothing was heard of since
     */
    public static function trim(int $before, int $max): void
    {
        self::query('DELETE FROM %i WHERE seen_at < %d AND expires_at < %d AND last_hit < %d', $before, $before, $before);
        $database = Database::connection();
        $last = $database->get_var((string) $database->prepare('SELECT seen_at FROM %i ORDER BY seen_at DESC LIMIT 1 OFFSET %d', self::name(), $max));
        if ($last !== null) {
            self::query('DELETE FROM %i WHERE seen_at <= %d', (int) $last);
        }
    }

    public static function name(): string
    {
        return Database::table('pages');
    }

    /** @return list<string|int> */
    private static function of_page(RenderedPage $rendered): array
    {
        $address = $rendered->address;

        return [$address->id(), $address->url(), $address->variant(), $address->persona(), $rendered->title, $rendered->kind->value, $rendered->post];
    }

    /** @return list<string|int> */
    private static function of_stored(RenderedPage $rendered, Page $page): array
    {
        return [
            $rendered->now,
            $page->storedAt,
            $page->expiresAt,
            $page->staleUntil,
            $page->body->identityLength,
            $page->body->gzipLength,
            $page->revision,
            $rendered->filled->token->epoch,
            $rendered->filled->token->sequence,
            count($page->tags),
            TagHashes::encode($page->tags),
            TagSourcesText::encode($rendered->sources),
        ];
    }

    /**
     * @param list<string> $ids
     * @param literal-string $statement up to the list of ids
     */
    private static function set_of(array $ids, string $statement, int ...$values): void
    {
        foreach (array_chunk($ids, self::PIECE) as $piece) {
            self::query($statement . '(' . implode(', ', array_fill(0, count($piece), '%s')) . ')', ...$values, ...$piece);
        }
    }

    /**
     * @param literal-string $statement
     *
     * @return int|null rows that it changed; null: the database refused
     */
    private static function query(string $statement, string|int ...$values): ?int
    {
        $database = Database::connection();
        // A site whose tables were lost gets its pages all the same.
        $showed = $database->suppress_errors();
        $changed = $database->query((string) $database->prepare($statement, self::name(), ...$values));
        $database->suppress_errors($showed);

        return is_int($changed) ? $changed : null;
    }
}
