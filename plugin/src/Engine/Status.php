<?php

/** The two header lines by which every response says what the cache did and why. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Status
{
    /** Our member of `Cache-Status`, RFC 9211. */
    private const NAME = 'dynamic-cache-origin';

    /**
     * A page of the store.
     *
     * @param Reason $reason `fresh`, `collapsed` (rendered for somebody else, while this visitor waited) or `grace`
     * @param int $secondsLeft of its lifetime; negative when that is over
     *
     * @return list<string>
     */
    public static function served(Reason $reason, int $secondsLeft): array
    {
        return match ($reason) {
            Reason::Collapsed => self::lines('hit', $reason, "fwd=uri-miss; collapsed; ttl={$secondsLeft}; detail={$reason->value}"),
            Reason::Grace => self::lines('stale', $reason, "hit; ttl={$secondsLeft}; detail={$reason->value}"),
            default => self::lines('hit', $reason, "hit; ttl={$secondsLeft}"),
        };
    }

    /**
     * An old page in place of an error (RFC 5861, stale-if-error).
     *
     * @param int $status of what WordPress answered
     * @param Reason $why that could not be shown
     * @param int $secondsLeft negative
     *
     * @return list<string>
     */
    public static function instead(int $status, Reason $why, int $secondsLeft): array
    {
        return self::lines('stale', Reason::Grace, "fwd=stale; fwd-status={$status}; ttl={$secondsLeft}; detail={$why->value}");
    }

    /**
     * @param Reason $why there was no page
     *
     * @return list<string>
     */
    public static function stored(Reason $why, int $secondsLeft): array
    {
        return self::lines('miss', $why, 'fwd=' . self::forward($why) . "; stored; ttl={$secondsLeft}");
    }

    /**
     * @param Reason $why there was no page
     * @param Reason $word what the response says: why it is not stored, where that is known
     *
     * @return list<string>
     */
    public static function missed(Reason $why, Reason $word): array
    {
        // RFC 9211 §2.6: it was tried to answer this one with another's render, and there was none in time.
        $collapsed = $word === Reason::Busy ? '; collapsed=?0' : '';

        return self::lines('miss', $word, 'fwd=' . self::forward($why) . "{$collapsed}; detail={$word->value}");
    }

    /** @return list<string> */
    public static function bypassed(Reason $why): array
    {
        $forward = $why === Reason::Method ? 'method' : 'bypass';

        return self::lines('bypass', $why, "fwd={$forward}; detail={$why->value}");
    }

    private static function forward(Reason $why): string
    {
        return match ($why) {
            Reason::Cold, Reason::Corrupt, Reason::Schema => 'uri-miss',
            Reason::Expired => 'stale',
            default => 'miss',
        };
    }

    /** @return list<string> */
    private static function lines(string $outcome, Reason $reason, string $detail): array
    {
        return ["X-Dynamic-Cache: {$outcome}; reason={$reason->value}", 'Cache-Status: ' . self::NAME . "; {$detail}"];
    }
}
