<?php

/** How long something took, and how much of that the processor worked for it. Microseconds, of this process alone. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class ProbeClock
{
    private function __construct(private readonly int $wall, private readonly int $cpu) {}

    public static function start(): self
    {
        return new self(self::wall(), self::cpu());
    }

    /** @return array{int, int} microseconds that went by, and of them those of the processor, in the system's calls too */
    public function elapsed(): array
    {
        return [self::wall() - $this->wall, self::cpu() - $this->cpu];
    }

    private static function wall(): int
    {
        return intdiv((int) hrtime(true), 1000);
    }

    /** Zero where the system does not tell. */
    private static function cpu(): int
    {
        $usage = function_exists('getrusage') ? getrusage() : false;

        return $usage === false ? 0 : 1_000_000 * ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
    }
}
