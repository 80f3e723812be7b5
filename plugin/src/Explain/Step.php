<?php

/** One step of a decision, in words for people; contracts/src/page-actions.ts has the same. */

declare(strict_types=1);

namespace DynamicCache\Explain;

final class Step
{
    /**
     * @param bool $isDecisive the decision ended here
     * @param string|null $setting path of the setting that caused it
     */
    public function __construct(
        public readonly string $name,
        public readonly string $said,
        public readonly bool $isDecisive = false,
        public readonly ?string $setting = null,
    ) {}

    /** @return array{step: string, said: string, decisive: bool, setting: string|null} */
    public function to_array(): array
    {
        return ['step' => $this->name, 'said' => $this->said, 'decisive' => $this->isDecisive, 'setting' => $this->setting];
    }
}
