<?php

/** Shadow mode as its owner reads it: since when the cache only watches, what it saw, and what that recommends. */

declare(strict_types=1);

namespace DynamicCache\Proof;

use DynamicCache\Settings\SettingsRepository;

final class Shadow
{
    /** Unix seconds at which the latest shadow mode began. */
    public const SINCE = 'dynamic_cache_shadow_since';

    /** Fewer pages that are right say nothing. */
    private const ENOUGH = 20;

    /** @param array<string, int> $counts by outcome */
    private function __construct(public readonly bool $isOn, public readonly int $since, private readonly array $counts) {}

    public static function of_site(SettingsRepository $settings): self
    {
        $since = get_option(self::SINCE, 0);
        $since = is_numeric($since) ? (int) $since : 0;

        return new self($settings->all()->enabled && $settings->all()->proof->isShadow, $since, Proofs::counts($since, Mode::Shadow));
    }

    /** `serve`, `fix` or `wait`: what the comparison recommends. */
    public function advice(): string
    {
        return match (true) {
            $this->count(Outcome::Different) > 0 => 'fix',
            $this->count(Outcome::Same) < self::ENOUGH => 'wait',
            default => 'serve',
        };
    }

    public function sentence(): string
    {
        return match ($this->advice()) {
            /* translators: %d: number of pages */
            'fix' => sprintf(_n('Do not serve yet: %d page would have been wrong. Look at what differs, and exclude that page or repair the plugin that changes it.', 'Do not serve yet: %d pages would have been wrong. Look at what differs, and exclude those pages or repair the plugin that changes them.', $this->count(Outcome::Different), 'ai-wp-dynamic-cache'), $this->count(Outcome::Different)),
            /* translators: 1: number of pages, 2: number of pages */
            'wait' => sprintf(_n('Keep watching: %1$d of the %2$d page that it takes was compared, and none would have been wrong.', 'Keep watching: %1$d of the %2$d pages that it takes were compared, and none would have been wrong.', self::ENOUGH, 'ai-wp-dynamic-cache'), $this->count(Outcome::Same), self::ENOUGH),
            /* translators: %d: number of pages */
            default => sprintf(_n('The cache can serve: %d page was compared, and it would not have been wrong.', 'The cache can serve: %d pages were compared, and none would have been wrong.', $this->count(Outcome::Same), 'ai-wp-dynamic-cache'), $this->count(Outcome::Same)),
        };
    }

    /** @return array<string, mixed> `ProofShadow` of contracts/src/proof.ts */
    public function to_array(): array
    {
        return [
            'on' => $this->isOn,
            'since' => $this->since === 0 ? null : $this->since,
            'advice' => $this->advice(),
            'sentence' => $this->sentence(),
            'counts' => $this->counts,
        ];
    }

    private function count(Outcome $outcome): int
    {
        return $this->counts[$outcome->value] ?? 0;
    }
}
