<?php

/** What a visitor without cookies gets for one address, and how it came to that. */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Engine\Reason;
use DynamicCache\Findings\Pages\RefusalWords;
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
        public readonly Background $background = new Background(),
    ) {}

    /**
     * The same with what else is known. Where the page is missing because its last render was not stored, that is what
     * decided.
     *
     * @param int $now Unix seconds
     */
    public function with(Background $background, int $now): self
    {
        $isNeverStored = $background->refusal !== null && $this->outcome === Outcome::Miss;
        $steps = $isNeverStored ? [...$this->undecided(), self::last_render($background, $now)] : $this->steps;

        return new self($this->url, $this->outcome, $this->reason, $this->key, $steps, $this->page, $background);
    }

    /** The same with a step that decides in place of the last one. */
    public function decided_by(Step $step, Reason $reason): self
    {
        return new self($this->url, $this->outcome, $reason, $this->key, [...$this->undecided(), $step], $this->page, $this->background);
    }

    /** The same with a step before the one that decides. */
    public function besides(Step $step): self
    {
        $steps = [...array_slice($this->steps, 0, -1), $step, ...array_slice($this->steps, -1)];

        return new self($this->url, $this->outcome, $this->reason, $this->key, $steps, $this->page, $this->background);
    }

    /** @return list<Step> */
    private function undecided(): array
    {
        return array_map(static fn(Step $step): Step => new Step($step->name, $step->said, false, $step->setting), $this->steps);
    }

    private static function last_render(Background $background, int $now): Step
    {
        [$why, $fix] = RefusalWords::of($background->refusal ?? Reason::Incomplete);

        return new Step('last-render', trim(sprintf(
            /* translators: 1: a span of time, 2: why, as a sentence, 3: what to do, as a sentence */
            __('It was last rendered %1$s ago, and not stored. %2$s %3$s', 'ai-wp-dynamic-cache'),
            human_time_diff($background->renderedAt ?? $now, $now),
            $why,
            $fix,
        )), true);
    }

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
     * @param int $now Unix seconds
     *
     * @return array{url: string, outcome: string, reason: string, key: string|null, steps: list<array{step: string, said: string, decisive: bool, setting: string|null}>, page: array{status: int, stored_at: int, expires_at: int, bytes: int, gzip_bytes: int, tags: list<array{tag: string, meaning: string, source: string}>}|null, last_render: array{at: int, refusal: string|null}|null, copies: list<array{layer: string, outcome: string|null, reason: string|null, age: int|null, expires_in: int|null, error: string|null}>, purges: list<array{id: int, at: int, sentence: string, tags: list<string>}>}
     */
    public function to_array(int $now): array
    {
        $page = $this->page;
        $background = $this->background;

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
                'tags' => TagMeaning::all($page->tags, $background->sources),
            ],
            'last_render' => $background->renderedAt === null ? null : ['at' => $background->renderedAt, 'refusal' => $background->refusal?->value],
            'copies' => [$this->copy($now), ...($background->edge === null ? [] : [$background->edge->to_array()])],
            'purges' => array_map(static fn(PagePurge $purge): array => $purge->to_array(), $background->purges),
        ];
    }

    /** @return array{layer: string, outcome: string, reason: string, age: int|null, expires_in: int|null, error: null} */
    private function copy(int $now): array
    {
        return [
            'layer' => 'origin',
            'outcome' => $this->outcome->value,
            'reason' => $this->reason->value,
            'age' => $this->page === null ? null : max(0, $now - $this->page->storedAt),
            'expires_in' => $this->page === null ? null : $this->page->expiresAt - $now,
            'error' => null,
        ];
    }
}
