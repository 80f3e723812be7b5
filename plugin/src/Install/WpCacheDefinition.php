<?php

/** One place where wp-config.php gives WP_CACHE a value. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class WpCacheDefinition
{
    /**
     * @param string $value the value's source text
     * @param int $position byte offset of the value
     * @param bool $isPlain a statement of its own, run on every request
     * @param bool $isGuarded runs only where WP_CACHE is not defined yet
     */
    public function __construct(
        public readonly string $value,
        public readonly int $position,
        public readonly int $line,
        public readonly bool $isPlain,
        public readonly bool $isGuarded,
    ) {}

    /** What the value is known to be from its text alone; null for an expression. */
    public function literal(): ?bool
    {
        return match (strtolower($this->value)) {
            'true', '1', "'1'", '"1"', "'true'", '"true"' => true,
            'false', 'null', '0', "''", '""', "'0'", '"0"' => false,
            default => null,
        };
    }
}
