<?php

/** One thing that somebody could do, why, and who says so. Nothing happens until a person applies it. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

final class Suggestion
{
    /**
     * @param string $subject a path, a strategy or a setting
     * @param string $verdict as contracts/src/advisor.ts lists them by kind
     * @param string $reason plain text
     * @param Change|null $change null = there is nothing to set
     */
    public function __construct(
        public readonly AdviceSource $source,
        public readonly string $subject,
        public readonly string $verdict,
        public readonly string $reason,
        public readonly ?Change $change = null,
    ) {}

    /** @return array{source: string, subject: string, verdict: string, reason: string, change: array<string, mixed>|null} */
    public function to_array(): array
    {
        return [
            'source' => $this->source->value,
            'subject' => $this->subject,
            'verdict' => $this->verdict,
            'reason' => $this->reason,
            'change' => $this->change?->to_array(),
        ];
    }
}
