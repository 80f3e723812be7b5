<?php

/**
 * Cookies by the name that PHP gives them. Stricter than PHP: also split at a comma, because two `Cookie` lines can
 * arrive joined with one, and names are decoded. The first cookie of a name wins, as in PHP.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Cookies
{
    private const BLANK = " \t\n\v\f\r";

    /** @param array<array-key, string> $values by name */
    private function __construct(private readonly array $values) {}

    /** Reads a `Cookie` header. */
    public static function parse(string $header): self
    {
        $values = [];
        foreach (explode(';', strtr($header, ',', ';')) as $part) {
            $pair = explode('=', $part, 2);
            $name = PhpName::of(urldecode(trim($pair[0], self::BLANK)));
            if ($name !== '') {
                $values[$name] ??= trim($pair[1] ?? '', self::BLANK);
            }
        }

        return new self($values);
    }

    public function value(string $name): ?string
    {
        return $this->values[$name] ?? null;
    }

    /** @return list<string> */
    public function names(): array
    {
        return array_map(strval(...), array_keys($this->values));
    }
}
