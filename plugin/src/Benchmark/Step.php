<?php

/** The smallest part of a run: a few requests, a few seconds. Taken twice, it only adds samples. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Benchmark\Gate\GateName;
use DynamicCache\Settings\Strategy;

final class Step
{
    /**
     * @param GateName|null $gate that is looked at; null = the page is measured
     * @param string $case of the gate, or `ROUND URL`
     */
    public function __construct(
        public readonly Strategy $strategy,
        public readonly ?GateName $gate,
        public readonly string $case,
    ) {}

    /** Null when it was written by a version that knew other steps. */
    public static function parse(string $text): ?self
    {
        [$strategy, $what, $case] = explode('|', $text, 3) + ['', '', ''];
        $strategy = Strategy::tryFrom($strategy);
        $gate = GateName::tryFrom($what);

        return $strategy === null || ($gate === null && $what !== 'page') ? null : new self($strategy, $gate, $case);
    }

    public function text(): string
    {
        return $this->strategy->value . '|' . ($this->gate->value ?? 'page') . '|' . $this->case;
    }

    /** What is being done, in an owner's words. */
    public function sentence(): string
    {
        return match ($this->gate) {
            /* translators: %s: an address */
            null => sprintf(__('Measuring %s', 'ai-wp-dynamic-cache'), explode(' ', $this->case, 2)[1] ?? $this->case),
            /* translators: %s: an address */
            GateName::Digest => sprintf(__('Comparing what is cached with a fresh render: %s', 'ai-wp-dynamic-cache'), $this->case),
            /* translators: %s: a kind of visitor and an address */
            GateName::Leak => sprintf(__('Looking for pages of other visitors: %s', 'ai-wp-dynamic-cache'), $this->case),
            GateName::Purge => __('Changing a post and waiting until every layer is fresh', 'ai-wp-dynamic-cache'),
            /* translators: %s: name of a case */
            GateName::Collision => sprintf(__('Comparing near-equal addresses: %s', 'ai-wp-dynamic-cache'), $this->case),
        };
    }
}
