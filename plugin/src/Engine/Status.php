<?php

/** The two header lines by which every response says what the cache did and why. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Status
{
    /** Our member of `Cache-Status`, RFC 9211. */
    private const NAME = 'dynamic-cache-origin';

    /** @return list<string> */
    public static function hit(int $secondsLeft): array
    {
        return self::lines('hit', Reason::Fresh, "hit; ttl={$secondsLeft}");
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
        return self::lines('miss', $word, 'fwd=' . self::forward($why) . "; detail={$word->value}");
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
