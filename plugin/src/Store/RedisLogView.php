<?php

/**
 * The end of a site's purge log in Redis, as one read gave it: its elements in their order, `EPOCH SEQUENCE LINE`. The
 * second half of an epoch names the Redis process in which it began. Found in another one, the log came there from a
 * snapshot or from a primary that is gone, and the last purges may be missing: it counts as none. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class RedisLogView
{
    /**
     * @param non-empty-list<array{int, string}> $elements sequence and line, in their order
     * @param string $last the last element as it lies there
     * @param int $bytes of all of them
     */
    private function __construct(
        public readonly string $epoch,
        private readonly array $elements,
        public readonly string $last,
        public readonly int $bytes,
    ) {}

    /**
     * Null when there is no log that could be trusted.
     *
     * @param mixed $elements reply to LRANGE
     * @param mixed $info reply to INFO server
     */
    public static function parse(mixed $elements, mixed $info): ?self
    {
        $texts = is_array($elements) ? array_values(array_filter($elements, is_string(...))) : [];
        $process = self::process($info);
        $parsed = array_map(self::element(...), $texts);
        $ends = $parsed === [] ? null : $parsed[count($parsed) - 1];
        if ($process === null || $ends === null || substr($ends[0], 16) !== $process) {
            return null;
        }
        $known = [];
        foreach ($parsed as $element) {
            if ($element === null || $element[0] !== $ends[0]) {
                return null;
            }
            $known[] = [$element[1], $element[2]];
        }

        return new self($ends[0], $known, $texts[count($texts) - 1], array_sum(array_map(strlen(...), $texts)));
    }

    /** 16 hex digits that name the Redis process that gave this answer; null when it does not say. */
    public static function process(mixed $info): ?string
    {
        return is_string($info) && preg_match('/^run_id:([0-9a-f]{40})\r?$/m', $info, $match) === 1 ? hash('xxh3', $match[1]) : null;
    }

    /** The position behind the last record. */
    public function end(): int
    {
        return $this->elements[count($this->elements) - 1][0];
    }

    /** Whether everything that was said since a position is in here. */
    public function covers(int $since): bool
    {
        return $this->elements[0][0] <= $since;
    }

    /** The position from before which nothing is known any more. */
    public function base(): int
    {
        return $this->elements[0][0];
    }

    /** What was said since a position. */
    public function history(int $since = -1): PurgeHistory
    {
        return new PurgeHistory($this->records($since));
    }

    /** @return list<LogRecord> those since a position */
    public function records(int $since = -1): array
    {
        $records = [];
        foreach ($this->elements as [$sequence, $line]) {
            if ($line !== '' && $sequence > $since) {
                $records[] = LogLine::read($line, $sequence);
            }
        }

        return $records;
    }

    /** The form in which an element lies in Redis. */
    public static function text(string $epoch, int $sequence, string $line): string
    {
        return "{$epoch} {$sequence} {$line}";
    }

    /** @return array{string, int, string}|null */
    private static function element(string $text): ?array
    {
        $parts = explode(' ', $text, 3);

        return count($parts) === 3 && strlen($parts[0]) === 32 && ctype_digit($parts[1]) ? [$parts[0], (int) $parts[1], $parts[2]] : null;
    }
}
