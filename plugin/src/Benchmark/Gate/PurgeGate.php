<?php

/**
 * After a change nobody gets the old page: a post is changed the way an editor does it, purged by the listeners of the
 * plugin, and asked for at every layer until the new text comes. The window of a layer is how long an old page may still
 * come after the purge has returned: none at the origin.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

use DynamicCache\Benchmark\Probed;
use DynamicCache\Benchmark\ProbePost;
use DynamicCache\Benchmark\Probes;
use DynamicCache\Benchmark\UnableToMeasure;
use DynamicCache\Purge\PurgeQueue;

final class PurgeGate implements Gate
{
    /** Seconds by layer in which an old page may still be served. */
    public const WINDOWS = ['origin' => 0.0, 'edge' => 5.0];

    private const TIMES = 3;

    /** Seconds after which nobody waits for the new page any more. */
    private const PATIENCE = 8.0;

    /** @param \Closure(): float $clock seconds that only go forward */
    public function __construct(private readonly Probes $probes, private readonly \Closure $clock) {}

    public function cases(): array
    {
        return array_map(static fn(int $time): string => "origin {$time}", range(1, self::TIMES));
    }

    public function check(string $case): array
    {
        return [$this->measure($case)[0]];
    }

    /**
     * @return array{Evidence, float} and the milliseconds from the change to the first fresh answer
     *
     * @throws UnableToMeasure
     */
    public function measure(string $case): array
    {
        [$old, $new] = ['old' . bin2hex(random_bytes(6)), 'new' . bin2hex(random_bytes(6))];
        $post = ProbePost::publish($old);
        try {
            PurgeQueue::of_site()->flush('');
            $this->warm($post->url(), $old);
            $began = ($this->clock)();
            $post->change($new);
            PurgeQueue::of_site()->flush('');

            return $this->wait($case, $post->url(), $new, $began);
        } finally {
            $post->delete();
            PurgeQueue::of_site()->flush('');
        }
    }

    /** @throws UnableToMeasure */
    private function warm(string $url, string $marker): void
    {
        $answer = $this->probes->get($url, 'purge');
        for ($try = 1; $try < 4 && $answer->outcome() !== 'hit'; $try++) {
            $answer = $this->probes->get($url, 'purge');
        }
        if ($answer->outcome() === 'hit' && str_contains($answer->reply->body, $marker)) {
            return;
        }
        throw UnableToMeasure::because("the probe post is not stored: HTTP {$answer->reply->status}, {$answer->reply->header('x-dynamic-cache')}");
    }

    /** @return array{Evidence, float} */
    private function wait(string $case, string $url, string $marker, float $began): array
    {
        $purged = ($this->clock)();
        $stale = [];
        do {
            $asked = ($this->clock)();
            $answer = $this->probes->get($url, 'purge');
            $isFresh = str_contains($answer->reply->body, $marker);
            if (!$isFresh) {
                $stale[] = $asked - $purged;
                usleep(50_000);
            }
        } while (!$isFresh && ($this->clock)() - $purged < self::PATIENCE);

        return [self::evidence($case, $answer, $stale, $isFresh), (($this->clock)() - $began) * 1000];
    }

    /** @param list<float> $stale when an old page was asked for and came, in seconds after the purge */
    private static function evidence(string $case, Probed $answer, array $stale, bool $isFresh): Evidence
    {
        $window = self::WINDOWS[explode(' ', $case)[0]] ?? 0.0;
        $late = array_filter($stale, static fn(float $at): bool => $at >= $window);
        /* translators: %s: a number */
        $expected = sprintf(__('No old page is served later than %s s after the purge has returned.', 'ai-wp-dynamic-cache'), (string) $window);
        $got = $stale === []
            ? __('The first answer after the purge was the new page.', 'ai-wp-dynamic-cache')
            /* translators: 1: a number, 2: a number */
            : sprintf(__('The old page came %1$d times, the last time for a request %2$s s after the purge.', 'ai-wp-dynamic-cache'), count($stale), (string) round(max($stale), 3));

        return Evidence::of($case, $isFresh && $late === [], $expected, $got, $answer);
    }
}
