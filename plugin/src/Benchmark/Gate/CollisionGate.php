<?php

/**
 * Two different pages never share a key, and what is one page has one key: for each pair of the corpus the keys are
 * compared as the engine says them, and what comes out of a common space with what a space of its own gives. A case is a
 * pair.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

use DynamicCache\Benchmark\Probed;
use DynamicCache\Benchmark\ProbeMark;
use DynamicCache\Benchmark\Probes;

final class CollisionGate implements Gate
{
    public function __construct(
        private readonly Probes $probes,
        private readonly Volatile $volatile,
        private readonly Corpus $corpus,
    ) {}

    public function cases(): array
    {
        return array_keys($this->corpus->pairs());
    }

    public function check(string $case): array
    {
        [$one, $other, $isSame] = $this->corpus->pairs()[$case];
        $common = 'common' . bin2hex(random_bytes(4));
        $first = $this->ask($one, $common);
        $second = $this->ask($other, $common);
        $alone = $this->ask($other, 'alone' . bin2hex(random_bytes(4)));

        return [$this->keys($case, $first, $second, $isSame), $this->bytes($case, $second, $alone)];
    }

    private function ask(NearRequest $request, string $space): Probed
    {
        return $this->probes->get($request->url, $space, $request->headers);
    }

    /** A request that passes the cache by has no key to share. */
    private function keys(string $case, Probed $first, Probed $second, bool $isSame): Evidence
    {
        $hasBoth = $first->key !== '' && $second->key !== '';
        $isOne = $first->key === $second->key;
        $expected = $isSame
            ? __('Two spellings of one page have one key.', 'ai-wp-dynamic-cache')
            : __('Two pages have two keys.', 'ai-wp-dynamic-cache');
        $got = $hasBoth
            /* translators: 1, 2: beginnings of keys */
            ? sprintf(__('Keys %1$s… and %2$s….', 'ai-wp-dynamic-cache'), substr($first->key, 0, 16), substr($second->key, 0, 16))
            : __('At least one of them passes the cache by.', 'ai-wp-dynamic-cache');

        return Evidence::of($case, !$hasBoth || $isOne === $isSame, $expected, $got, $first, $second);
    }

    /** What came after the other page was stored, against what comes when nothing was. */
    private function bytes(string $case, Probed $common, Probed $alone): Evidence
    {
        $expected = __('The answer is the same whether or not the other page was asked for before.', 'ai-wp-dynamic-cache');
        $difference = $common->reply->status === $alone->reply->status
            ? $this->volatile->difference($alone->reply->body, $common->reply->body, time())
            : "- HTTP {$alone->reply->status}\n+ HTTP {$common->reply->status}";
        $got = $difference === null
            ? __('The same bytes.', 'ai-wp-dynamic-cache')
            /* translators: 1, 2: addresses */
            : sprintf(__('Asked for “%1$s”, the answer was rendered for “%2$s”.', 'ai-wp-dynamic-cache'), self::rendered_for($alone), self::rendered_for($common));

        return Evidence::of($case, $difference === null, $expected, $got, $common, $alone)->with_excerpt($difference ?? '');
    }

    private static function rendered_for(Probed $answer): string
    {
        return ProbeMark::of($answer->reply->body)['for'] ?? $answer->url;
    }
}
