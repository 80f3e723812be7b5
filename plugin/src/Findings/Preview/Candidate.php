<?php

/** A text that a pattern may match, with what people call it. */

declare(strict_types=1);

namespace DynamicCache\Findings\Preview;

final class Candidate
{
    /** @param bool $isCritical matching it is most likely a mistake: see Preview */
    public function __construct(
        public readonly string $value,
        public readonly string $label,
        public readonly bool $isCritical = false,
    ) {}

    /** @return array{value: string, label: string} */
    public function to_array(): array
    {
        return ['value' => $this->value, 'label' => $this->label];
    }
}
