<?php

/** Counts the request of this process, once it is known what became of it. Runs after the answer was handed to PHP. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Counter
{
    private ?float $stoppedAt = null;

    /**
     * @param float $startedAt Unix seconds, REQUEST_TIME_FLOAT
     * @param \Closure(): float $clock Unix seconds
     */
    public function __construct(
        private readonly CountLog $log,
        private readonly float $startedAt,
        private readonly \Closure $clock,
    ) {}

    /** The answer is there: what comes before it is counted takes nobody's time. */
    public function stop(): void
    {
        $this->stoppedAt = ($this->clock)();
    }

    /** @param array<array-key, mixed> $server $_SERVER */
    public static function of_request(string $dir, string $site, array $server): self
    {
        $startedAt = $server['REQUEST_TIME_FLOAT'] ?? null;
        $clock = static fn(): float => microtime(true);

        return new self(new CountLog($dir, $site), is_float($startedAt) ? $startedAt : $clock(), $clock);
    }

    /** Answered from the store. How long somebody waited for another's render says nothing about the store. */
    public function served(Visit $visit, Reason $reason, int $bytes): void
    {
        $outcome = $reason === Reason::Grace ? CountOutcome::Stale : CountOutcome::Hit;
        $this->visit($visit, $outcome, $reason, null, $bytes, $reason === Reason::Collapsed ? null : $this->micros());
    }

    /** WordPress rendered, down to the last byte. */
    public function rendered(Visit $visit, Reason $why, ?Reason $refusal, int $bytes): void
    {
        $this->visit($visit, CountOutcome::Miss, $why, $refusal, $bytes, $this->micros());
    }

    /** Not in the store, and nobody watches the render: it is neither measured nor stored. */
    public function missed(Visit $visit, Reason $why, Reason $word): void
    {
        $this->visit($visit, CountOutcome::Miss, $why, $word === Reason::Busy ? $word : null, 0, null);
    }

    /** Counted before WordPress answers: how long it takes says nothing about the cache. */
    public function bypassed(Reason $why): void
    {
        $this->log->append(new CountRecord((int) $this->startedAt, CountOutcome::Bypass, $why));
    }

    /** Shadow mode: the store had the page, and WordPress answers. Named by its key, so that it can be compared. */
    public function watched(Visit $visit): void
    {
        $this->log->append(new CountRecord((int) $this->startedAt, CountOutcome::Bypass, Reason::Shadow, key: substr($visit->target->key(), 0, 16)));
    }

    private function visit(Visit $visit, CountOutcome $outcome, Reason $why, ?Reason $refusal, int $bytes, ?int $micros): void
    {
        // The Worker fetching a page for its own store is no visitor; a forged header is one.
        $outcome = $visit->edge() === null ? $outcome : CountOutcome::EdgeFill;
        $key = substr($visit->target->key(), 0, 16);
        $this->log->append(new CountRecord((int) $this->startedAt, $outcome, $why, $refusal, $bytes, $micros, $key));
    }

    /** Null when the clock was set back meanwhile. */
    private function micros(): ?int
    {
        $micros = (int) ((($this->stoppedAt ?? ($this->clock)()) - $this->startedAt) * 1_000_000);

        return $micros < 0 ? null : $micros;
    }
}
