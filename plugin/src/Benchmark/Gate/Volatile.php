<?php

/**
 * What may differ between two renders of one page: nonces, times and durations, and what the site's own code declares
 * through the filter `dynamic_cache_volatile`. Everything else has to be the same byte for byte.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

use DynamicCache\Findings\Pages\PageMask;

final class Volatile
{
    /** @param list<string> $patterns regular expressions of what is covered */
    private function __construct(private readonly array $patterns) {}

    public static function of_site(): self
    {
        /**
         * Parts of pages that differ from render to render and may be served to everybody as they are.
         *
         * @param list<string> $patterns regular expressions with their delimiters
         */
        $patterns = apply_filters('dynamic_cache_volatile', []);

        return new self(array_values(array_filter(is_array($patterns) ? $patterns : [], self::is_pattern(...))));
    }

    /** The first difference that is not covered, as two lines; null when there is none. */
    public function difference(string $first, string $second, int $now): ?string
    {
        return PageMask::difference($this->covered($first), $this->covered($second), $now);
    }

    /** A body with everything that may differ covered. */
    public function masked(string $body, int $now): string
    {
        return PageMask::cover($this->covered($body), $now);
    }

    private function covered(string $body): string
    {
        foreach ($this->patterns as $pattern) {
            $body = preg_replace($pattern, '*', $body) ?? $body;
        }

        return $body;
    }

    /** @phpstan-assert-if-true string $pattern */
    private static function is_pattern(mixed $pattern): bool
    {
        return is_string($pattern) && @preg_match($pattern, '') !== false;
    }
}
