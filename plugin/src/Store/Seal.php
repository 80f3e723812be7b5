<?php

/**
 * What was found when a page was last looked at by all the rules: the settings that allowed it, and how far the purge log
 * had been read. As long as both are the same, a plain request for the page needs no other look (Engine\Express). Bound to
 * one fill of one page by a checksum, and in a page file the only bytes that are written in place. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class Seal
{
    public const LENGTH = 32;

    /** A seal holds within one hour. The next one is also how the sweep learns that the page is still asked for. */
    private const SECONDS = 3600;

    /**
     * @param string $settings names one state of the settings file, 8 bytes
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

    /** @param string $head checksum of the page's head; in Redis with the epoch of the log behind it */
    public static function parse(string $bytes, string $head): ?self
    {
        if (strlen($bytes) !== self::LENGTH || substr($bytes, 24) !== self::sum(substr($bytes, 0, 24), $head)) {
            return null;
        }
        $fields = unpack('Pposition/Vbrowser/Vhour', $bytes, 8);

        return $fields !== false && is_int($fields['position']) && is_int($fields['browser']) && is_int($fields['hour'])
            ? new self(substr($bytes, 0, 8), $fields['position'], $fields['browser'], ($fields['hour'] & 1) === 1, $fields['hour'] >> 1)
            : null;
    }

    /** @param string $head checksum of the page's head; in Redis with the epoch of the log behind it */
    public function bytes(string $head): string
    {
        $fields = $this->settings . pack('PVV', $this->position, $this->browser, $this->hour << 1 | (int) $this->needsCookieless);

        return $fields . self::sum($fields, $head);
    }

    private static function sum(string $fields, string $head): string
    {
        return hash('xxh3', $head . $fields, true);
    }
}
