<?php

/**
 * What was found when a page was last looked at by all the rules: the settings that allowed it, and how far the purge log
 * had been read. As long as both are the same, a plain request for the page needs no other look (Engine\Express). Bound by a
 * checksum to the bytes that decide what is sent, so that their own checksums need no look either: whoever seals a page has
 * looked. In a page file these are the only bytes that are written in place. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class Seal
{
    /** Bytes by which a store names one state of the settings file. */
    public const SETTINGS = 12;

    /** A seal holds within one hour. The next one is also how the sweep learns that the page is still asked for. */
    private const SECONDS = 3600;

    /**
     * @param string $settings names one state of the settings file, SETTINGS bytes
     * @param int $position of the purge log; nothing up to there speaks against the page
     * @param int $browser `ttl.browser`, seconds
     * @param bool $needsCookieless a visitor's cookies could decide what they get
     * @param int $hour since 1970
     */
    public function __construct(
        public readonly string $settings,
        public readonly int $position,
        public readonly int $browser,
        public readonly bool $needsCookieless,
        public readonly int $hour,
    ) {}

    public static function hour(int $now): int
    {
        return intdiv($now, self::SECONDS);
    }

    /**
     * Null when it is none, or not that of these bytes.
     *
     * @param string $bound what it must belong to (ReadyPage::$bound); in Redis with the epoch of the log behind it
     */
    public static function parse(string $bytes, string $bound): ?self
    {
        if (strlen($bytes) !== PageHead::SEAL_LENGTH || substr($bytes, -4) !== self::sum($bound . substr($bytes, 0, PageHead::SEAL_LENGTH - 4))) {
            return null;
        }

        return new self(
            substr($bytes, 0, self::SETTINGS),
            (int) substr($bytes, self::SETTINGS, 16),
            (int) substr($bytes, self::SETTINGS + 16, 8),
            $bytes[self::SETTINGS + 24] === '1',
            (int) substr($bytes, self::SETTINGS + 25, 8),
        );
    }

    /** @param string $bound as for parse() */
    public function bytes(string $bound): string
    {
        // Digits, as many as parse() expects: read in a third of the time of unpack().
        $fields = $this->settings . sprintf('%016d%08d%d%08d', $this->position, min($this->browser, 99_999_999), $this->needsCookieless, $this->hour);

        return $fields . self::sum($bound . $fields);
    }

    private static function sum(string $bytes): string
    {
        return substr(PageHead::sum($bytes), 0, 4);
    }
}
