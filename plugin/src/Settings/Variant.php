<?php

/** A dimension of the cache key that takes its value from a closed list, through one cookie. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class Variant
{
    /** @param list<string> $values */
    public function __construct(public readonly string $cookie, public readonly array $values) {}

    public static function from(?Document $variant): ?self
    {
        return $variant === null ? null : new self($variant->text('cookie'), $variant->texts('values'));
    }

    /** @return array{cookie: string, values: list<string>} */
    public function to_array(): array
    {
        return ['cookie' => $this->cookie, 'values' => $this->values];
    }
}
