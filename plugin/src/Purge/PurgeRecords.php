<?php

/**
 * The list of purges that the owner can read: who threw what away, when and why, and when the edge knew. Kept for 90
 * days.
 */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Database;

final class PurgeRecords
{
    private const KEPT_SECONDS = 90 * 86_400;
    private const PRUNE_EVERY = 100;

    /** Values of the column `edge_ms` besides milliseconds. */
    public const NO_EDGE = -2;
    public const EDGE_WAITS = -1;

    /**
     * @param float $now Unix seconds
     *
     * @return int the row; 0 when it could not be written
     */
    public static function add(Purged $purged, string $cause, float $now): int
    {
        $database = Database::connection();
        // Every request of WordPress may end here, on a site whose tables were lost as well.
        $showed = $database->suppress_errors();
        $isAdded = $database->insert(Database::table('purges'), [
            'at' => (int) $now,
            'ms' => (int) (fmod($now, 1) * 1000),
            'actor' => mb_substr(self::actor(), 0, 190),
            'cause' => mb_substr($cause, 0, 190),
            'tags' => (string) wp_json_encode($purged->tags, JSON_UNESCAPED_SLASHES),
            'urls' => (string) wp_json_encode($purged->urls, JSON_UNESCAPED_SLASHES),
            'seq' => $purged->token->sequence ?? 0,
            'epoch' => $purged->token->epoch ?? '',
        ]);
        $id = $isAdded === 1 ? $database->insert_id : 0;
        if ($id % self::PRUNE_EVERY === 0) {
            self::prune((int) $now);
        }
        $database->suppress_errors($showed);

        return $id;
    }

    /** How many known pages a purge put out of use, and how many stayed good. */
    public static function counted(int $id, int $refreshed, int $untouched): void
    {
        self::update('UPDATE %i SET refreshed = %d, untouched = %d WHERE id = %d', $refreshed, $untouched, $id);
    }

    /** The edge is being told of a purge. */
    public static function edge_waits(int $id): void
    {
        self::update('UPDATE %i SET edge_ms = %d WHERE id = %d', self::EDGE_WAITS, $id);
    }

    /**
     * The edge has confirmed a purge, and with it all that came before: it is told in their order.
     *
     * @param float $now Unix seconds
     */
    public static function edge_knows(int $id, float $now): void
    {
        self::update(
            'UPDATE %i SET edge_ms = CASE WHEN %d > at * 1000 + ms THEN %d - at * 1000 - ms ELSE 0 END WHERE edge_ms = %d AND id <= %d',
            (int) ($now * 1000),
            (int) ($now * 1000),
            self::EDGE_WAITS,
            $id,
        );
    }

    /** The edge is another one, or none: nothing that waits will be confirmed. */
    public static function edge_forgets(): void
    {
        self::update('UPDATE %i SET edge_ms = %d WHERE edge_ms = %d', self::NO_EDGE, self::EDGE_WAITS);
    }

    /** @return list<PastPurge> the newest first */
    public static function newest(int $limit, int $offset = 0): array
    {
        $database = Database::connection();
        $rows = $database->get_results((string) $database->prepare(
            'SELECT id, at, actor, cause, tags, urls, seq, epoch, edge_ms, refreshed, untouched FROM %i ORDER BY id DESC LIMIT %d OFFSET %d',
            Database::table('purges'),
            $limit,
            $offset,
        ), 'ARRAY_A');

        return array_map(PastPurge::of_row(...), array_values(array_filter(is_array($rows) ? $rows : [], is_array(...))));
    }

    /** How many purges are on the list. */
    public static function count(): int
    {
        $database = Database::connection();

        return (int) $database->get_var((string) $database->prepare('SELECT COUNT(*) FROM %i', Database::table('purges')));
    }

    /** The latest row; 0 while there is none. */
    public static function last(): int
    {
        $database = Database::connection();
        $showed = $database->suppress_errors();
        $last = $database->get_var((string) $database->prepare('SELECT MAX(id) FROM %i', Database::table('purges')));
        $database->suppress_errors($showed);

        return (int) $last;
    }

    /**
     * Takes out those that are older than the list is long.
     *
     * @param int $now Unix seconds
     */
    public static function prune(int $now): void
    {
        $database = Database::connection();
        $database->query((string) $database->prepare(
            'DELETE FROM %i WHERE at < %d',
            Database::table('purges'),
            $now - self::KEPT_SECONDS,
        ));
    }

    /** @param literal-string $statement */
    private static function update(string $statement, int ...$values): void
    {
        $database = Database::connection();
        $showed = $database->suppress_errors();
        $database->query((string) $database->prepare($statement, Database::table('purges'), ...$values));
        $database->suppress_errors($showed);
    }

    private static function actor(): string
    {
        if (defined('WP_CLI') && constant('WP_CLI') === true) {
            return 'cli';
        }
        if (wp_doing_cron()) {
            return 'cron';
        }
        $user = wp_get_current_user();

        return $user->exists() ? $user->user_login : '';
    }
}
