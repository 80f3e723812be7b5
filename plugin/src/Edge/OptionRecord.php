<?php

/** An option that holds named values, read as what it should be: whatever is missing or of another type is empty. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class OptionRecord
{
    /** @param array<array-key, mixed> $values */
    private function __construct(private readonly array $values) {}

    public static function load(string $option): self
    {
        $values = get_option($option);

        return new self(is_array($values) ? $values : []);
    }

    public function text(string $name): string
    {
        $value = $this->values[$name] ?? null;

        return is_string($value) ? $value : '';
    }

    public function int(string $name): int
    {
        $value = $this->values[$name] ?? null;

        return is_int($value) ? $value : 0;
    }
}
