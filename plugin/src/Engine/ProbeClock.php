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
        $micros = 0;
        foreach (['ru_utime', 'ru_stime'] as $name) {
            [$seconds, $rest] = [$usage["{$name}.tv_sec"] ?? 0, $usage["{$name}.tv_usec"] ?? 0];
            $micros += is_int($seconds) && is_int($rest) ? 1_000_000 * $seconds + $rest : 0;
        }

        return $micros;
    }
}
