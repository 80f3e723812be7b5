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

    /** Offsets, behind the settings and the position. */
    private const BROWSER_AT = 28;
    private const COOKIELESS_AT = 36;
    private const HOUR_AT = 37;
    private const SUM_AT = 45;

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
     * Whether these bytes are a seal of that page which was made under these settings, at this position, and in this hour.
     *
     * @param string $bound what it must belong to (ReadyPage::$bound); in Redis with the epoch of the log behind it
     * @param string $settings SETTINGS bytes
     * @param int $now Unix seconds
     */
    public static function holds(string $bytes, string $bound, string $settings, int $position, int $now): bool
    {
        return strlen($bytes) === PageHead::SEAL_LENGTH
            && substr($bytes, 0, self::SETTINGS) === $settings
            && (int) substr($bytes, self::SETTINGS, 16) === $position
            && (int) substr($bytes, self::HOUR_AT, 8) === intdiv($now, self::SECONDS)
            && substr($bytes, self::SUM_AT) === self::sum($bound . substr($bytes, 0, self::SUM_AT));
    }

    /** Whether a visitor may send cookies, as far as a seal that holds is concerned. */
    public static function allows_cookies(string $bytes): bool
    {
        return $bytes[self::COOKIELESS_AT] === '0';
    }

    /** `ttl.browser` in a seal that holds, seconds. */
    public static function browser(string $bytes): int
    {
        return (int) substr($bytes, self::BROWSER_AT, 8);
    }

    /** @param string $bound as for holds() */
    public function bytes(string $bound): string
    {
        // Digits, as many as holds() expects: read in a third of the time of unpack().
        $fields = $this->settings . sprintf('%016d%08d%d%08d', $this->position, min($this->browser, 99_999_999), $this->needsCookieless, $this->hour);

        return $fields . self::sum($bound . $fields);
    }

    private static function sum(string $bytes): string
    {
        return substr(PageHead::sum($bytes), 0, 4);
    }
}
