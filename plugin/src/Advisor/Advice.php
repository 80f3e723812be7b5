<?php

/** Suggestions with what they cost and, where another had to answer, why. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

use DynamicCache\Advisor\Ai\AiCall;

final class Advice
{
    /**
     * @param list<Suggestion> $suggestions
     * @param AiCall|null $ai null = the AI was not asked
     * @param UnableToAdvise|null $fallback why the rules answered in its place
     */
    public function __construct(
        public readonly AdviceSource $source,
        public readonly array $suggestions,
        public readonly ?AiCall $ai = null,
        public readonly ?UnableToAdvise $fallback = null,
    ) {}

    /** The same, given because another could not. */
    public function in_place_of(UnableToAdvise $failure): self
    {
        return new self($this->source, $this->suggestions, $failure->call, $failure);
    }

    /** @return array<string, mixed> the members of `AdviceAnswer` (contracts/src/advisor.ts) that are of the advice itself */
    public function to_array(): array
    {
        return [
            'source' => $this->source->value,
            'suggestions' => array_map(static fn(Suggestion $suggestion): array => $suggestion->to_array(), $this->suggestions),
            'fallback' => $this->fallback === null ? null : ['word' => $this->fallback->trouble->value, 'message' => $this->fallback->getMessage()],
            'ai' => $this->ai?->to_array(),
        ];
    }
}
