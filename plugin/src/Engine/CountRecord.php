<?php

/**
 * One counted request as one line of the count log. Words instead of numbers, so that the line means the same to another
 * version; a checksum, so that a line that was cut off or is not ours is never counted. Nothing in it names a person.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class CountRecord
{
    /** Found at the end of a line: a write that a full disk cut off leaves its rest in front of the next record. */
    private const FORM = '/(?<fields>(?<at>[0-9]{10}) (?<outcome>[a-z]+) (?<why>[a-z-]+) (?<refusal>[a-z-]+)'
        . ' (?<bytes>[0-9]{1,15}) (?<micros>-|[0-9]{1,15}) (?<key>-|[0-9a-f]{16})) (?<sum>[0-9a-f]{8})$/D';

    /**
     * @param int $at Unix seconds
     * @param Reason|null $refusal why a rendered page was not stored
     * @param int $bytes of the body as PHP sent it
     * @param int|null $micros how long the answer took, microseconds; null = not measured
     * @param string $key first 16 hex digits of the key, '' without one
     */
    public function __construct(
        public readonly int $at,
        public readonly CountOutcome $outcome,
        public readonly Reason $why,
        public readonly ?Reason $refusal = null,
        public readonly int $bytes = 0,
        public readonly ?int $micros = null,
        public readonly string $key = '',
    ) {}

    public function line(): string
    {
        return self::summed("{$this->at} {$this->outcome->value} {$this->why->value} " . ($this->refusal->value ?? '-')
            . " {$this->bytes} " . ($this->micros ?? '-') . ' ' . ($this->key === '' ? '-' : $this->key));
    }

    /** The line of a fresh hit, without any other class. */
    public static function line_of_hit(int $at, int $bytes, int $micros, string $key): string
    {
        return self::summed("{$at} hit fresh - {$bytes} " . ($micros < 0 ? '-' : $micros) . " {$key}");
    }

    private static function summed(string $fields): string
    {
        return $fields . ' ' . hash('crc32b', $fields) . "\n";
    }

    /** @param string $line without its line break */
    public static function parse(string $line): ?self
    {
        if (preg_match(self::FORM, $line, $found) !== 1 || hash('crc32b', $found['fields']) !== $found['sum']) {
            return null;
        }
        $outcome = CountOutcome::tryFrom($found['outcome']);
        $why = Reason::tryFrom($found['why']);
        if ($outcome === null || $why === null) {
            return null;
        }

        return new self(
            (int) $found['at'],
            $outcome,
            $why,
            Reason::tryFrom($found['refusal']),
            (int) $found['bytes'],
            $found['micros'] === '-' ? null : (int) $found['micros'],
            $found['key'] === '-' ? '' : $found['key'],
        );
    }
}
