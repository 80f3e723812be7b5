<?php

/** Something that keeps the cache from working as its owner means it, and the one thing to do about it. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class Problem
{
    /**
     * @param ProblemAction|null $action null: only a person can do it, as `$fix` says
     * @param bool $isUrgent worth a notice on every admin screen; false: to be read where the state is shown
     */
    public function __construct(
        public readonly string $code,
        public readonly string $message,
        public readonly string $fix,
        public readonly ?ProblemAction $action = null,
        public readonly bool $isUrgent = true,
    ) {}

    /** @return array{code: string, message: string, fix: string, action: array<string, mixed>|null} */
    public function to_array(): array
    {
        return ['code' => $this->code, 'message' => $this->message, 'fix' => $this->fix, 'action' => $this->action?->to_array()];
    }
}
