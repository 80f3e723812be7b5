<?php

/** One thing that the Leaderboard screen asks of the Worker: which route of the plugin leads to which of the Worker's. */

declare(strict_types=1);

namespace DynamicCache\Leaderboard;

final class WorkerCall
{
    /**
     * @param non-falsy-string $path of the plugin's REST API
     * @param string $method of both
     * @param string $schema of what the screen sends, in plugin/schema; empty = nothing
     * @param string $target at the Worker
     * @param \Closure(array<array-key, mixed>, string, string): array<array-key, mixed>|null $body what the Worker is sent,
     *        of what the screen sent, the site id and the actor; null = a call without a body
     * @param list<string> $tells members of the answer, all of which have to be there
     */
    public function __construct(
        public readonly string $path,
        public readonly string $method,
        public readonly string $schema,
        public readonly string $target,
        public readonly ?\Closure $body,
        public readonly array $tells,
    ) {}

    /** The sandbox asks for a capability token besides the signature. */
    public function needs_capability(): bool
    {
        return str_starts_with($this->target, '/plugin/wp/sandbox/');
    }

    /** A change has an idempotency key: a repetition of the Worker's network has no second effect. */
    public function is_change(): bool
    {
        return $this->method === 'POST';
    }
}
