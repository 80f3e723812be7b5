<?php

/** One question to the provider: what was sent, how long it took, and what it cost as the provider tells it. */

declare(strict_types=1);

namespace DynamicCache\Advisor\Ai;

final class AiCall
{
    /**
     * @param Prompt|null $sent null = nothing left the site
     * @param array{provider: string, model: string, prompt_tokens: int, completion_tokens: int, total_tokens: int}|null $cost
     */
    public function __construct(
        public readonly ?Prompt $sent,
        public readonly ?array $cost,
        public readonly float $ms,
    ) {}

    /** @return array{sent: array{instruction: string, data: string}|null, cost: array<string, string|int>|null, ms: float} */
    public function to_array(): array
    {
        return ['sent' => $this->sent?->to_array(), 'cost' => $this->cost, 'ms' => $this->ms];
    }
}
