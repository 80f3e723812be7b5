<?php

/** What is written in a shortcode. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class Attributes
{
    public function __construct(private readonly mixed $given) {}

    /** @return array<string, string> */
    public function all(): array
    {
        $all = [];
        foreach (is_array($this->given) ? $this->given : [] as $name => $value) {
            $all[(string) $name] = is_scalar($value) ? (string) $value : '';
        }

        return $all;
    }

    public function text(string $name): string
    {
        return $this->all()[$name] ?? '';
    }

    public function number(string $name): int
    {
        return (int) $this->text($name);
    }
}
