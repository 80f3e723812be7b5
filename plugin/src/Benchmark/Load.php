<?php

/** How busy the host is. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class Load
{
    /**
     * @param \Closure(): (float|null) $average of the last minute; null where the system does not tell
     * @param int $processors 1 or more
     */
    public function __construct(private readonly \Closure $average, private readonly int $processors) {}

    public static function of_host(): self
    {
        return new self(static function (): ?float {
            $averages = function_exists('sys_getloadavg') ? sys_getloadavg() : false;

            return $averages === false ? null : $averages[0];
        }, Hardware::of_host()->processors);
    }

    /** Per processor; null where the system does not tell, so that nothing is held back for it. */
    public function per_processor(): ?float
    {
        $average = ($this->average)();

        return $average === null ? null : $average / max(1, $this->processors);
    }

    public function is_above(float $limit): bool
    {
        return ($this->per_processor() ?? 0.0) > $limit;
    }
}
