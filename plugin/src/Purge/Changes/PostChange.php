<?php

/** A post that was touched. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Purge\ListChange;
use DynamicCache\Purge\Posts\PostMove;
use DynamicCache\Purge\Posts\PostState;
use DynamicCache\Purge\Posts\PostTags;

final class PostChange implements ListChange
{
    /** @var array{PostState|null}|null the state at the flush */
    private ?array $after = null;

    /** @param list<string> $guess what goes when the two states are one, because nobody knew the post before it was written; none: then nothing does */
    public function __construct(
        private readonly int $id,
        private readonly ?PostState $before,
        private readonly array $guess = [],
    ) {}

    public function tags(array $inUse): array
    {
        $after = $this->after();
        $isSame = $this->before !== null && $after !== null && $this->before->is_same_as($after);

        return $isSame && $this->guess !== [] ? $this->guess : PostTags::between($this->id, $this->before, $after, $inUse);
    }

    public function moves(array $inUse): array
    {
        $move = PostMove::between($this->id, $this->before, $this->after(), $inUse);

        return $move === null ? [] : [$move];
    }

    public function from_now(): Change
    {
        return new self($this->id, PostState::of($this->id));
    }

    public function cause(): string
    {
        return "post {$this->id}";
    }

    private function after(): ?PostState
    {
        $this->after ??= [PostState::of($this->id)];

        return $this->after[0];
    }
}
