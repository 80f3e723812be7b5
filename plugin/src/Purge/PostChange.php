<?php

/** A post that was touched. */

declare(strict_types=1);

namespace DynamicCache\Purge;

final class PostChange implements Change
{
    public function __construct(
        private readonly int $id,
        private readonly ?PostState $before,
    ) {}

    public function tags(array $inUse): array
    {
        return PostTags::between($this->id, $this->before, PostState::of($this->id), $inUse);
    }

    public function from_now(): Change
    {
        return new self($this->id, PostState::of($this->id));
    }

    public function cause(): string
    {
        return "post {$this->id}";
    }
}
