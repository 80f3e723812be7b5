<?php

/**
 * What the last look (Findings) saw of the ways in by which pages may come, so that every place that shows the state can
 * say it without a request of its own. A way that nobody has looked at since it was switched on is in no doubt.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class WaysSeen
{
    public const OPTION = 'dynamic_cache_ways_in';

    public const DROPIN = 'drop-in';
    public const EARLY_START = 'early-start';
    public const DIRECT_MODE = 'direct-mode';

    /** Words for what keeps a way from working. */
    public const SILENT = 'silent';
    public const NO_RULES = 'no-rules';
    public const NO_LINKS = 'no-links';

    /** @param string|null $trouble a word of the above; null = it works */
    public static function remember(string $way, ?string $trouble, int $now): void
    {
        $seen = self::all();
        $seen[$way] = ['trouble' => $trouble, 'at' => $now];
        update_option(self::OPTION, $seen, false);
    }

    /** Null: it works, or nobody has looked. */
    public static function trouble(string $way): ?string
    {
        $trouble = self::all()[$way]['trouble'] ?? null;

        return is_string($trouble) ? $trouble : null;
    }

    /** Unix seconds of the last look; 0 = none. */
    public static function looked_at(string $way): int
    {
        $at = self::all()[$way]['at'] ?? 0;

        return is_int($at) ? $at : 0;
    }

    /** The owner has changed what ways there are. */
    public static function forget(): void
    {
        delete_option(self::OPTION);
    }

    /** @return array<array-key, array<array-key, mixed>> by way */
    private static function all(): array
    {
        $seen = get_option(self::OPTION);

        return is_array($seen) ? array_filter($seen, is_array(...)) : [];
    }
}
