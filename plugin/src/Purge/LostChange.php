<?php

/**
 * A change that the store could not be told of, and could not note beside itself: its folder was read-only, closed or not
 * there. Nobody is served from such a folder, but when it is back it has the pages of before. So the database remembers it
 * (Upkeep\LostChanges purges).
 */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Database;
use DynamicCache\QuietDatabase;

final class LostChange
{
    private const OPTION = 'dynamic_cache_lost';

    private static int $notedAt = 0;

    /** The same under suspicion, of which a request has many: once a second, and the flush says it in any case. */
    public static function note_again(): void
    {
        if (time() !== self::$notedAt || !isset(wp_load_alloptions()[self::OPTION])) {
            self::note();
        }
    }

    /** Remembers that the current site changed unheard. Another value each time: that of before may be about to be settled. */
    public static function note(): void
    {
        self::$notedAt = time();
        QuietDatabase::ask(static function (): void {
            // Somebody may have settled the one that this request knows of, and core adds nothing that it takes for there.
            wp_cache_delete('alloptions', 'options');
            delete_option(self::OPTION);
            // Every request loads it, so that nobody asks the database whether there is one.
            add_option(self::OPTION, bin2hex(random_bytes(8)), '', true);
        });
    }

    /** The note that this request knows of, without asking the database; null: nothing was lost. */
    public static function known(): ?string
    {
        $note = wp_load_alloptions()[self::OPTION] ?? null;

        return is_string($note) ? $note : null;
    }

    /** Whether nobody else has settled it since this request began; a newer note is for the next one. */
    public static function is_still(string $note): bool
    {
        return QuietDatabase::ask(static function () use ($note): bool {
            $database = Database::connection();

            return $database->get_var((string) $database->prepare('SELECT option_value FROM %i WHERE option_name = %s', $database->options, self::OPTION)) === $note;
        });
    }

    /** What was lost since then has another value, and is for the next request. */
    public static function settle(string $note): void
    {
        QuietDatabase::ask(static function () use ($note): void {
            $database = Database::connection();
            $database->delete($database->options, ['option_name' => self::OPTION, 'option_value' => $note]);
            wp_cache_delete('alloptions', 'options');
        });
    }
}
