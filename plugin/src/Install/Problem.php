<?php

/** Something that keeps the cache from working, and the one thing to do about it. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class Problem
{
    public function __construct(
        public readonly string $code,
        public readonly string $message,
        public readonly string $fix,
    ) {}

    /** @return array{code: string, message: string, fix: string} */
    public function to_array(): array
    {
        return ['code' => $this->code, 'message' => $this->message, 'fix' => $this->fix];
    }
}
