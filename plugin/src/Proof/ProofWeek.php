<?php

/** The last seven days of the continuous proof, as figures and as a sentence. */

declare(strict_types=1);

namespace DynamicCache\Proof;

final class ProofWeek
{
    private const DAYS = 7;

    /** @param array<string, int> $counts by outcome */
    private function __construct(private readonly array $counts) {}

    /** @param int $now Unix seconds */
    public static function until(int $now): self
    {
        return new self(Proofs::counts($now - self::DAYS * 86_400));
    }

    /** Pages that were compared: what could not be says nothing. */
    public function checked(): int
    {
        return $this->of(Outcome::Same) + $this->of(Outcome::Different) + $this->of(Outcome::Volatile);
    }

    public function differences(): int
    {
        return $this->of(Outcome::Different);
    }

    /** Pages that could not be rendered afresh. */
    public function unable(): int
    {
        return $this->of(Outcome::Unable);
    }

    public function sentence(): string
    {
        $pages = sprintf(
            /* translators: %s: number of pages */
            _n('%s page checked this week', '%s pages checked this week', $this->checked(), 'ai-wp-dynamic-cache'),
            number_format_i18n($this->checked()),
        );
        $differences = sprintf(
            /* translators: %s: number of differences */
            _n('%s difference', '%s differences', $this->differences(), 'ai-wp-dynamic-cache'),
            number_format_i18n($this->differences()),
        );

        /* translators: 1: "412 pages checked this week", 2: "0 differences" */
        return sprintf(__('%1$s, %2$s.', 'ai-wp-dynamic-cache'), $pages, $differences);
    }

    /** @return array<string, mixed> `ProofWeek` of contracts/src/proof.ts */
    public function to_array(): array
    {
        return ['checked' => $this->checked(), 'differences' => $this->differences(), 'sentence' => $this->sentence(), 'counts' => $this->counts];
    }

    private function of(Outcome $outcome): int
    {
        return $this->counts[$outcome->value] ?? 0;
    }
}
