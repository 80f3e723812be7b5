<?php

/** Random values from a seed, so that a failure can be had again. Prefers what parsers disagree about. */

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use Random\Engine\Mt19937;
use Random\Randomizer;

final class Chance
{
    private readonly Randomizer $random;

    public function __construct(int $seed)
    {
        $this->random = new Randomizer(new Mt19937($seed));
    }

    /** The seed of this run: FUZZ_SEED, or another one each time. */
    public static function seed(): int
    {
        $seed = getenv('FUZZ_SEED');

        return is_string($seed) && ctype_digit($seed) ? (int) $seed : random_int(1, 1_000_000_000);
    }

    /** How often: the long run (HOSTILE_RUNS) does everything so many times more often. */
    public static function times(int $few): int
    {
        $runs = getenv('HOSTILE_RUNS');

        return $few * (is_string($runs) && ctype_digit($runs) ? max(1, (int) $runs) : 1);
    }

    public function below(int $limit): int
    {
        return $this->random->getInt(0, $limit - 1);
    }

    public function is(int $percent): bool
    {
        return $this->below(100) < $percent;
    }

    /**
     * @template T
     *
     * @param non-empty-list<T> $from
     *
     * @return T
     */
    public function one(array $from): mixed
    {
        return $from[$this->below(count($from))];
    }

    public function bytes(int $length): string
    {
        return $length < 1 ? '' : $this->random->getBytes($length);
    }

    /**
     * Joined pieces, at most so many.
     *
     * @param non-empty-list<string> $pieces
     */
    public function text(array $pieces, int $most): string
    {
        $text = '';
        for ($count = $this->below($most + 1); $count > 0; $count--) {
            $text .= $this->one($pieces);
        }

        return $text;
    }

    /**
     * In another order.
     *
     * @template T
     *
     * @param list<T> $list
     *
     * @return list<T>
     */
    public function shuffled(array $list): array
    {
        return $this->random->shuffleArray($list);
    }

    /** Another spelling of an escaped text: unreserved bytes escaped or not, hexadecimal digits in either case. */
    public function respelled(string $escaped): string
    {
        return (string) preg_replace_callback('/%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~]/', function (array $match): string {
            $byte = $match[0];
            if (strlen($byte) === 1) {
                $byte = $this->is(20) ? '%' . bin2hex($byte) : $byte;
            }

            return strlen($byte) !== 3 ? $byte : '%' . ($this->is(50) ? strtoupper(substr($byte, 1)) : strtolower(substr($byte, 1)));
        }, $escaped);
    }

    /** A byte changed, cut off, put in, or nothing at all. */
    public function damaged(string $bytes): string
    {
        $at = $this->below(strlen($bytes));

        return match ($this->below(5)) {
            0 => substr($bytes, 0, $at),
            1 => substr_replace($bytes, $this->bytes(1 + $this->below(3)), $at, 0),
            2 => substr_replace($bytes, '', $at, 1 + $this->below(20)),
            3 => $bytes,
            default => substr_replace($bytes, chr(ord($bytes[$at]) ^ (1 << $this->below(8))), $at, 1),
        };
    }
}
