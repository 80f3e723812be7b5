<?php

/** How much a run may take of its host. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class Budget
{
    public const SECONDS = 600;
    public const LOAD = 1.5;

    /**
     * @param int $seconds of work altogether; pauses do not count
     * @param float $load per processor, above which nothing is begun
     */
    public function __construct(public readonly int $seconds = self::SECONDS, public readonly float $load = self::LOAD) {}

    /** @param array<mixed> $data of to_array() */
    public static function from(array $data): self
    {
        $seconds = $data['seconds'] ?? null;
        $load = $data['load'] ?? null;

        return new self(is_int($seconds) ? $seconds : self::SECONDS, is_int($load) || is_float($load) ? (float) $load : self::LOAD);
    }

    /** @return array{seconds: int, load: float} */
    public function to_array(): array
    {
        return ['seconds' => $this->seconds, 'load' => $this->load];
    }
}
