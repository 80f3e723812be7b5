<?php

/** The list of purges that the owner can read: who threw what away, when and why. Kept for 90 days. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Database;

final class PurgeRecords
{
    private const KEPT_SECONDS = 90 * 86_400;
    private const PRUNE_EVERY = 100;

    /** @param int $now Unix seconds */
    public static function add(Purged $purged, string $cause, int $now): void
    {
        $database = Database::connection();
        // Every request of WordPress may end here, on a site whose tables were lost as well.
        $showed = $database->suppress_errors();
        $database->insert(Database::table('purges'), [
            'at' => $now,
            'actor' => mb_substr(self::actor(), 0, 190),
            'cause' => mb_substr($cause, 0, 190),
            'tags' => (string) wp_json_encode($purged->tags, JSON_UNESCAPED_SLASHES),
            'urls' => (string) wp_json_encode($purged->urls, JSON_UNESCAPED_SLASHES),
            'seq' => $purged->token->sequence ?? 0,
            'epoch' => $purged->token->epoch ?? '',
        ]);
        if ($database->insert_id % self::PRUNE_EVERY === 0) {
            self::prune($now);
        }
        $database->suppress_errors($showed);
    }

    public static function prune(int $now): void
    {
        $database = Database::connection();
        $database->query((string) $database->prepare(
            'DELETE FROM %i WHERE at < %d',
            Database::table('purges'),
            $now - self::KEPT_SECONDS,
        ));
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
