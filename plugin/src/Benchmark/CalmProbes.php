<?php

/**
 * Asks again while an edit is under way. Pages that it may change are neither served nor stored until it is settled, or for
 * as long as a process that died in the middle counts as alive: they prove nothing of a cache then, neither for nor against it.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Engine\Reason;
use DynamicCache\Findings\LoopbackReply;
use DynamicCache\Store\Suspicion;

final class CalmProbes implements Probes
{
    /** Seconds: a little longer than any edit is believed in. */
    private const PATIENCE = Suspicion::EXPIRES_AFTER + 5;

    /** Microseconds between two questions. */
    private const PAUSE = 500_000;

    public function __construct(private readonly Probes $probes) {}

    public function get(string $url, string $space, array $headers = []): Probed
    {
        return self::calm(fn(): Probed => $this->probes->get($url, $space, $headers));
    }

    public function render(string $url, string $space): Probed
    {
        return self::calm(fn(): Probed => $this->probes->render($url, $space));
    }

    public function visit(string $url): LoopbackReply
    {
        return $this->probes->visit($url);
    }

    public function layers(): array
    {
        return $this->probes->layers();
    }

    /** @param \Closure(): Probed $ask */
    private static function calm(\Closure $ask): Probed
    {
        $end = hrtime(true) / 1e9 + self::PATIENCE;
        $answer = $ask();
        while (self::is_under_suspicion($answer) && hrtime(true) / 1e9 < $end) {
            usleep(self::PAUSE);
            $answer = $ask();
        }

        return $answer;
    }

    /** The Worker says its own word, and passes the member of the origin on (RFC 9211). */
    private static function is_under_suspicion(Probed $answer): bool
    {
        $word = Reason::Suspect->value;

        return str_ends_with($answer->reply->header('x-dynamic-cache'), "reason={$word}") || preg_match("/; detail={$word}\\b/", $answer->reply->header('cache-status')) === 1;
    }
}
