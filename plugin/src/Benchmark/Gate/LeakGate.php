<?php

/**
 * Nobody gets a page that was made for somebody else. For each kind of visitor whose pages are their own (a canary who is
 * logged in, a cart, a commenter, each configured variant), both ways: they come first and a stranger after them; a
 * stranger comes first and they after. A case is one kind of visitor and one page.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

use DynamicCache\Benchmark\Canary;
use DynamicCache\Benchmark\CookieName;
use DynamicCache\Benchmark\Probed;
use DynamicCache\Benchmark\ProbeMark;
use DynamicCache\Benchmark\Probes;
use DynamicCache\Engine\Reason;
use DynamicCache\Settings\Rules;

final class LeakGate implements Gate
{
    private const PAGES = 3;
    private const FIRST_VISITS = 5;

    /** @param list<string> $urls */
    public function __construct(
        private readonly Probes $probes,
        private readonly Rules $rules,
        private readonly array $urls,
    ) {}

    public function cases(): array
    {
        $cases = [];
        foreach (array_slice($this->urls, 0, self::PAGES) as $at => $url) {
            // One page is enough for those of whom only cookies tell.
            foreach ($at === 0 ? ['logged-in', 'cart', 'commenter', ...array_keys($this->variants())] : ['logged-in'] as $kind) {
                $cases[] = "{$kind} {$url}";
            }
        }

        return $cases;
    }

    public function check(string $case): array
    {
        [$kind, $url] = explode(' ', $case, 2) + ['', ''];
        if ($kind !== 'logged-in') {
            return $this->both_ways($case, $url, $this->persona($kind));
        }
        $canary = Canary::create();
        try {
            return $this->both_ways($case, $url, new Persona($canary->cookie(), $canary->marker, 'user'));
        } finally {
            $canary->delete();
        }
    }

    private function persona(string $kind): Persona
    {
        $marker = 'marker' . bin2hex(random_bytes(8));

        return match ($kind) {
            'cart' => new Persona('woocommerce_items_in_cart=1; ' . ProbeMark::CART . "={$marker}; " . CookieName::shop_session() . "={$marker}", $marker, 'cart'),
            'commenter' => new Persona(CookieName::commenter() . "={$marker}", $marker, 'commenter'),
            default => $this->variants()[$kind] ?? throw new \LogicException("There is no visitor of the kind {$kind}."),
        };
    }

    /** @return array<string, Persona> one for each value that the settings allow, by dimension and value */
    private function variants(): array
    {
        $personas = [];
        foreach (['device' => $this->rules->device, 'language' => $this->rules->language, 'currency' => $this->rules->currency] as $name => $variant) {
            foreach ($variant->values ?? [] as $value) {
                $personas["{$name}:{$value}"] = new Persona("{$variant?->cookie}=" . rawurlencode($value), $value, $name);
            }
        }

        return $personas;
    }

    /** @return list<Evidence> */
    private function both_ways(string $case, string $url, Persona $persona): array
    {
        $own = ['Cookie' => $persona->cookie];
        [$first, $second] = ['leaka' . bin2hex(random_bytes(4)), 'leakb' . bin2hex(random_bytes(4))];

        return [
            ...$this->own_first($case, $persona, $url, $first),
            $this->stranger($case, $persona, $this->probes->get($url, $first)),
            $this->stranger($case, $persona, $this->probes->get($url, $second)),
            $this->own($case, $persona, $this->probes->get($url, $second, $own)),
            $this->stranger($case, $persona, $this->probes->get($url, $second)),
        ];
    }

    /**
     * Twice, and again while the render says that it changed the site itself, as those for somebody new may: such a page is
     * not stored, so that a stranger after it could not get it from the most broken cache.
     *
     * @return list<Evidence>
     */
    private function own_first(string $case, Persona $persona, string $url, string $variant): array
    {
        $evidence = [];
        do {
            $answer = $this->probes->get($url, $variant, ['Cookie' => $persona->cookie]);
            $evidence[] = $this->own($case, $persona, $answer);
            $isSettled = !str_ends_with($answer->reply->header('x-dynamic-cache'), Reason::ChangedByOwnRender->value);
        } while (count($evidence) < 2 || (!$isSettled && count($evidence) < self::FIRST_VISITS));

        return $evidence;
    }

    private function own(string $case, Persona $persona, Probed $answer): Evidence
    {
        $seen = ProbeMark::of($answer->reply->body)[$persona->member] ?? '';
        $expected = __('They get the page that is made for them.', 'ai-wp-dynamic-cache');
        $isRight = $seen === $persona->marker || self::is_no_page($answer);
        $got = $isRight
            ? __('Their own page.', 'ai-wp-dynamic-cache')
            /* translators: %s: a word */
            : sprintf(__('A page for another visitor: where “%s” should stand, there is something else.', 'ai-wp-dynamic-cache'), $persona->marker);

        return Evidence::of($case, $isRight, $expected, $got, $answer)->with_excerpt($isRight ? '' : "{$persona->member}={$seen}");
    }

    private function stranger(string $case, Persona $persona, Probed $answer): Evidence
    {
        $seen = ProbeMark::of($answer->reply->body)[$persona->member] ?? '';
        // The value of a variant is a common word; a marker is random, and may stand nowhere.
        $isElsewhere = strlen($persona->marker) > 16 && str_contains(self::text($answer), $persona->marker);
        $isLeak = $seen === $persona->marker || $isElsewhere;
        $expected = __('A stranger gets nothing that was made for them.', 'ai-wp-dynamic-cache');
        $got = $isLeak
            /* translators: %s: a word */
            ? sprintf(__('A stranger got the page with their word “%s”.', 'ai-wp-dynamic-cache'), $persona->marker)
            : __('The page of strangers.', 'ai-wp-dynamic-cache');

        return Evidence::of($case, !$isLeak, $expected, $got, $answer)->with_excerpt($isLeak ? self::around(self::text($answer), $persona->marker) : '');
    }

    /** Body and headers: a name in a header is read as well. */
    private static function text(Probed $answer): string
    {
        return implode("\n", array_map(static fn(array $lines): string => implode("\n", $lines), $answer->reply->headers)) . "\n" . $answer->reply->body;
    }

    private static function around(string $text, string $marker): string
    {
        $at = strpos($text, $marker);

        return $at === false ? '' : substr($text, max(0, $at - 80), strlen($marker) + 160);
    }

    /** What is sent elsewhere, or fails, shows nothing of anybody. */
    private static function is_no_page(Probed $answer): bool
    {
        return $answer->reply->status !== 200 && $answer->outcome() !== 'hit';
    }
}
