<?php

/** A dimension of the key that takes its value from a closed list, through one cookie. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Variant
{
    /** @param list<string> $values */
    public function __construct(public readonly string $cookie, private readonly array $values) {}

    /** The cookie's value when it is in the list, else empty: nothing a visitor invents gets into a key. */
    public function value(Cookies $cookies): string
    {
        $value = $cookies->value($this->cookie);

        return $value !== null && in_array($value, $this->values, true) ? $value : '';
    }
}
