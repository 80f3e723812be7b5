<?php

/**
 * Writes the table `pages`: one row for each page that was rendered for the cache, which comes by the journal (PageJournal).
 * Nobody waits for it, and a database that refuses costs a row of the list, nothing else.
 */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Database;

final class PageTable
{
    /** Rows that one statement names. */
    private const PIECE = 200;

    private const COLUMNS = ['id', 'url', 'variant', 'persona', 'title', 'kind', 'post', 'seen_at', 'stored_at', 'expires_at', 'stale_until',
        'bytes', 'gzip_bytes', 'revision', 'epoch', 'seq', 'tags_count', 'hashes', 'sources'];

    private const ROW = '(%s, %s, %s, %s, %s, %s, %d, %d, %d, %d, %d, %d, %d, %s, %s, %d, %d, %s, %s)';

    /** Rows of stored pages that go in by one statement; each may hold some ten thousand bytes. */
    private const STORED_AT_ONCE = 25;

    /** The page of before may still be stored: what is known of it stays. */
    private const REFUSED = 'INSERT INTO %i (id, url, variant, persona, title, kind, post, refusal, seen_at, hashes, sources)'
        . " VALUES (%s, %s, %s, %s, %s, %s, %d, %s, %d, '', '')"
        . ' ON DUPLICATE KEY UPDATE refusal = VALUES(refusal), seen_at = VALUES(seen_at)';

    private const GONE = 'UPDATE %i SET refusal = %s, seen_at = %d WHERE id = %s';

    /**
     * Adds renders, or puts each in the place of the one before of its page; hits stay.
     *
     * @param list<RenderedRow> $rows in the order in which they were rendered
     */
    public static function put(array $rows): void
    {
        $stored = [];
        foreach ($rows as $row) {
            if ($row->what === RenderedAs::Stored) {
                // A later row of the same page replaces it, at its own place in the order.
                unset($stored[$row->id()]);
                $stored[$row->id()] = $row->values;
                continue;
            }
            self::store($stored);
            $stored = [];
            self::query($row->what === RenderedAs::Refused ? self::REFUSED : self::GONE, ...$row->values);
        }
        self::store($stored);
    }

    /** @param array<array-key, list<string|int>> $rows values in the order of the columns */
    private static function store(array $rows): void
    {
        $names = implode(', ', self::COLUMNS);
        $again = implode(', ', array_map(static fn(string $name): string => "{$name} = VALUES({$name})", array_slice(self::COLUMNS, 4)));
        foreach (array_chunk($rows, self::STORED_AT_ONCE) as $piece) {
            $places = implode(', ', array_fill(0, count($piece), self::ROW));
            self::query("INSERT INTO %i ({$names}) VALUES {$places} ON DUPLICATE KEY UPDATE refusal = '', purged_by = 0, {$again}", ...array_merge(...$piece));
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

    /** The same for whoever reads it: everything that was rendered by now is in it. */
    public static function settled(): string
    {
        PageJournal::of_site()->settle();

        return self::name();
    }

    public static function name(): string
    {
        return Database::table('pages');
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
