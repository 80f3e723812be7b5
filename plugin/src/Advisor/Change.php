<?php

/** What a suggestion would set: a number of the closed list, or one more path that is never stored. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

use DynamicCache\Settings\Settings;

final class Change
{
    public const EXCLUDE = 'exclude.paths';

    /** Bytes of a pattern (contracts/src/rules.ts) and patterns of one list. */
    private const LONGEST = 200;
    private const MOST = 200;

    private function __construct(
        public readonly string $setting,
        public readonly int|float|null $from,
        public readonly int|float|string $to,
    ) {}

    /** Null when the number is out of bounds, or set already. */
    public static function number(Tunable $tunable, int|float $from, int|float $to): ?self
    {
        return $tunable->allows($to) && (float) $from !== (float) $to ? new self($tunable->value, $from, $to) : null;
    }

    /**
     * One path as it is: a pattern that matches more than itself is for people.
     *
     * @param list<string> $excluded paths that are set already
     */
    public static function exclusion(string $path, array $excluded): ?self
    {
        $isPlain = preg_match('#\A/[\x21-\x7e]*\z#', $path) === 1 && strlen($path) <= self::LONGEST && !str_contains($path, '*');

        return $isPlain && $path !== '/' && !in_array($path, $excluded, true) && count($excluded) < self::MOST ? new self(self::EXCLUDE, null, $path) : null;
    }

    /** What a person asks for by name and value; null when no suggestion could be that. */
    public static function asked(string $setting, mixed $value, Settings $now): ?self
    {
        $tunable = Tunable::tryFrom($setting);
        if ($tunable !== null) {
            return is_int($value) || is_float($value) ? self::number($tunable, $tunable->current($now), $value) : null;
        }

        return $setting === self::EXCLUDE && is_string($value) ? self::exclusion($value, $now->rules->exclude->paths) : null;
    }

    /** @param array<mixed> $stored of to_array(); null when it is none */
    public static function from(array $stored): ?self
    {
        [$setting, $from, $to] = [$stored['setting'] ?? null, $stored['from'] ?? null, $stored['to'] ?? null];
        if ($setting === self::EXCLUDE) {
            return is_string($to) ? new self(self::EXCLUDE, null, $to) : null;
        }
        $isNumber = (is_int($from) || is_float($from)) && (is_int($to) || is_float($to));

        return is_string($setting) && Tunable::tryFrom($setting) !== null && $isNumber ? new self($setting, $from, $to) : null;
    }

    /** Whether the settings say what it has set. */
    public function is_in(Settings $settings): bool
    {
        $tunable = Tunable::tryFrom($this->setting);

        return $tunable === null
            ? in_array($this->to, $settings->rules->exclude->paths, true)
            : (float) $tunable->current($settings) === (float) $this->to;
    }

    /** @return array{setting: string, from: int|float|null, to: int|float|string} */
    public function to_array(): array
    {
        return ['setting' => $this->setting, 'from' => $this->from, 'to' => $this->to];
    }
}
