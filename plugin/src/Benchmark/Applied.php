<?php

/**
 * A measured strategy in use: what it is, and what was before, so that one press takes it back. The owner who sets
 * something else afterwards has the last word.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Settings\Settings;
use DynamicCache\Settings\Strategy;

final class Applied
{
    private const OPTION = 'dynamic_cache_benchmark_applied';

    private function __construct(
        public readonly string $run,
        public readonly int $at,
        public readonly Strategy $strategy,
        public readonly int $ttl,
        public readonly Strategy $formerStrategy,
        public readonly int $formerTtl,
    ) {}

    /** Null while nothing was applied, or it was taken back. */
    public static function load(): ?self
    {
        $data = get_option(self::OPTION);
        $data = is_array($data) ? $data : [];
        $strategy = Strategy::tryFrom(is_string($data['strategy'] ?? null) ? $data['strategy'] : '');
        $former = Strategy::tryFrom(is_string($data['former_strategy'] ?? null) ? $data['former_strategy'] : '');
        [$run, $at, $ttl, $formerTtl] = [$data['run'] ?? null, $data['at'] ?? null, $data['ttl'] ?? null, $data['former_ttl'] ?? null];
        if ($strategy === null || $former === null || !is_string($run) || !is_int($at) || !is_int($ttl) || !is_int($formerTtl)) {
            return null;
        }

        return new self($run, $at, $strategy, $ttl, $former, $formerTtl);
    }

    /** @param Settings $before as they were until now */
    public static function save(string $run, int $at, Strategy $strategy, int $ttl, Settings $before): void
    {
        update_option(self::OPTION, [
            'run' => $run,
            'at' => $at,
            'strategy' => $strategy->value,
            'ttl' => $ttl,
            'former_strategy' => $before->strategy->value,
            'former_ttl' => $before->ttl->page,
        ], false);
    }

    public static function forget(): void
    {
        delete_option(self::OPTION);
    }

    /** Whether the settings still say what was applied: `measured`; else the owner has decided otherwise. */
    public function source(Settings $now): string
    {
        return $now->strategy === $this->strategy && $now->ttl->page === $this->ttl ? 'measured' : 'owner';
    }
}
