<?php

/** What a visitor without cookies gets for one address, and how it came to that. */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Page;

final class Explanation
{
    /**
     * @param string|null $key lower-case hex; null for a bypass before the key
     * @param list<Step> $steps one of them is decisive
     * @param Page|null $page what is stored, also when it cannot be used any more
     */
    public function __construct(
        public readonly string $url,
        public readonly Outcome $outcome,
        public readonly Reason $reason,
        public readonly ?string $key,
        public readonly array $steps,
        public readonly ?Page $page,
    ) {}

    /** The step that decided, as a sentence. */
    public function sentence(): string
    {
        foreach ($this->steps as $step) {
            if ($step->isDecisive) {
                return $step->said;
            }
        }

        return $this->reason->value;
    }

    /**
     * As `GET /explain` answers it. Looks up what the tags stand for, which costs a few queries.
     *
     * @return array{url: string, outcome: string, reason: string, key: string|null, steps: list<array{step: string, said: string, decisive: bool, setting: string|null}>, page: array{status: int, stored_at: int, expires_at: int, bytes: int, gzip_bytes: int, tags: list<array{tag: string, meaning: string}>}|null}
     */
    public function to_array(): array
    {
        $page = $this->page;

        return [
            'url' => $this->url,
            'outcome' => $this->outcome->value,
            'reason' => $this->reason->value,
            'key' => $this->key,
            'steps' => array_map(static fn(Step $step): array => $step->to_array(), $this->steps),
            'page' => $page === null ? null : [
                'status' => $page->status,
                'stored_at' => $page->storedAt,
                'expires_at' => $page->expiresAt,
                'bytes' => $page->body->identityLength,
                'gzip_bytes' => $page->body->gzipLength,
                'tags' => TagMeaning::all($page->tags),
            ],
        ];
    }
}
