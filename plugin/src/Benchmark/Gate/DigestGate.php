<?php

/**
 * What the cache serves is what WordPress renders: the page out of the cache, once in the run's own space and once as any
 * visitor gets it, against a fresh render for a stranger. A case is a page.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

use DynamicCache\Benchmark\Probed;
use DynamicCache\Benchmark\ProbeMark;
use DynamicCache\Benchmark\Probes;

final class DigestGate implements Gate
{
    /** The first render of a page may change the site itself, and is not stored for that. */
    private const TRIES = 3;

    /** @param list<string> $urls */
    public function __construct(
        private readonly Probes $probes,
        private readonly Volatile $volatile,
        private readonly array $urls,
    ) {}

    public function cases(): array
    {
        return $this->urls;
    }

    public function check(string $case): array
    {
        $stored = $this->stored($case);
        $fresh = $this->probes->render($case, 'digestfresh' . bin2hex(random_bytes(2)));
        if ($stored->outcome() !== 'hit') {
            $said = __('The page is not stored, so that nothing old or foreign can be served.', 'ai-wp-dynamic-cache');

            return [Evidence::of($case, true, __('The same bytes, or nothing stored.', 'ai-wp-dynamic-cache'), $said, $stored)];
        }

        return [$this->compare($case, $stored, $fresh), ...$this->compare_visit($case, $fresh)];
    }

    private function stored(string $url): Probed
    {
        $answer = $this->probes->get($url, 'digest');
        for ($try = 1; $try < self::TRIES && $answer->outcome() !== 'hit'; $try++) {
            $answer = $this->probes->get($url, 'digest');
        }

        return $answer;
    }

    private function compare(string $case, Probed $stored, Probed $fresh): Evidence
    {
        $difference = $this->volatile->difference($fresh->reply->body, $stored->reply->body, time());
        $expected = __('The page out of the cache has the bytes of a fresh render; nonces, times and declared volatile parts apart.', 'ai-wp-dynamic-cache');

        return $difference === null
            ? Evidence::of($case, true, $expected, self::digests($fresh, $stored), $fresh, $stored)
            : Evidence::of($case, false, $expected, self::digests($fresh, $stored), $fresh, $stored)->with_excerpt($difference);
    }

    /**
     * The visitors' own copy. Nothing is said of one that the cache did not have, or has only past its time.
     *
     * @return list<Evidence>
     */
    private function compare_visit(string $case, Probed $fresh): array
    {
        $visit = $this->probes->visit($case);
        if (!str_starts_with($visit->header('x-dynamic-cache'), 'hit')) {
            return [];
        }
        $difference = $this->volatile->difference(ProbeMark::without($fresh->reply->body), $visit->body, time());
        $expected = __('What visitors get out of the cache has the bytes of a fresh render.', 'ai-wp-dynamic-cache');
        /* translators: %s: a header of the answer */
        $got = sprintf(__('A visitor was answered with “%s”.', 'ai-wp-dynamic-cache'), $visit->header('x-dynamic-cache'));
        $evidence = Evidence::of($case, $difference === null, $expected, $got, $fresh);

        return [$difference === null ? $evidence : $evidence->with_excerpt($difference)];
    }

    private static function digests(Probed $fresh, Probed $stored): string
    {
        $digest = static fn(Probed $answer): string => substr(hash('sha256', $answer->reply->body), 0, 16);

        /* translators: 1, 2: digests, 3, 4: numbers of bytes */
        return sprintf(__('Fresh %1$s (%3$d bytes), cached %2$s (%4$d bytes).', 'ai-wp-dynamic-cache'), $digest($fresh), $digest($stored), strlen($fresh->reply->body), strlen($stored->reply->body));
    }
}
