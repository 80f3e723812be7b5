<?php

/** One thing that was looked at, in a form that a person can read and repeat. */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

use DynamicCache\Benchmark\Probed;

final class Evidence
{
    private const LONGEST = 600;

    /**
     * @param string $case of the gate
     * @param list<string> $urls that were asked for
     * @param string $expected what has to be
     * @param string $got what is
     * @param string $excerpt of the difference, or empty
     * @param array<string, string> $headers of the answer that counts
     * @param float $ms that the looking took
     */
    private function __construct(
        public readonly string $case,
        public readonly bool $isPassed,
        public readonly array $urls,
        public readonly string $expected,
        public readonly string $got,
        public readonly string $excerpt,
        public readonly array $headers,
        public readonly float $ms,
    ) {}

    /** @param string $got what is, in a sentence */
    public static function of(string $case, bool $isPassed, string $expected, string $got, Probed ...$answers): self
    {
        $last = $answers === [] ? null : $answers[array_key_last($answers)];

        return new self(
            $case,
            $isPassed,
            array_values(array_unique(array_map(static fn(Probed $answer): string => $answer->url, $answers))),
            $expected,
            $got,
            '',
            $last?->shown_headers() ?? [],
            round(array_sum(array_map(static fn(Probed $answer): float => $answer->reply->ms, $answers)), 1),
        );
    }

    /** What could not be looked at is not passed. */
    public static function missing(string $case, string $why): self
    {
        return new self($case, false, [], __('The gate can be looked at.', 'ai-wp-dynamic-cache'), $why, '', [], 0.0);
    }

    public function with_excerpt(string $excerpt): self
    {
        return new self($this->case, $this->isPassed, $this->urls, $this->expected, $this->got, self::short($excerpt), $this->headers, $this->ms);
    }

    /** @return array{case: string, passed: bool, urls: list<string>, expected: string, got: string, excerpt: string, headers: array<string, string>, ms: float} */
    public function to_array(): array
    {
        return [
            'case' => $this->case,
            'passed' => $this->isPassed,
            'urls' => $this->urls,
            'expected' => $this->expected,
            'got' => $this->got,
            'excerpt' => $this->excerpt,
            'headers' => $this->headers,
            'ms' => $this->ms,
        ];
    }

    private static function short(string $text): string
    {
        return wp_check_invalid_utf8(substr($text, 0, self::LONGEST), true);
    }
}
