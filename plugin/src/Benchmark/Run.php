<?php

/** One measurement of this host, as it lies in the database between its steps. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Settings\Strategy;

final class Run
{
    public RunState $state = RunState::Running;

    /** The step that is next. */
    public int $at = 0;

    /** Times that the next step has failed. */
    public int $failures = 0;

    /** Milliseconds of work so far, and since it was last begun or resumed. */
    public int $spent = 0;
    public int $spentSinceBegin = 0;

    public ?Trouble $trouble = null;

    /** @var array<string, Result> by strategy */
    public array $results = [];

    /** @var array<mixed>|null what the Worker answered, or the screen computed by the same formula */
    public ?array $verdict = null;

    /**
     * @param string $id 16 hex digits
     * @param int $startedAt Unix seconds
     * @param list<string> $plan steps as Step::text()
     * @param Budget $budget of each beginning
     * @param array<string, string|int> $host what it ran on (Fingerprint), TTL and versions
     */
    public function __construct(
        public readonly string $id,
        public readonly int $startedAt,
        public readonly array $plan,
        public readonly Budget $budget,
        public readonly array $host,
    ) {}

    public function step(): ?Step
    {
        return isset($this->plan[$this->at]) ? Step::parse($this->plan[$this->at]) : null;
    }

    public function result(Strategy $strategy): Result
    {
        return $this->results[$strategy->value] ??= Result::of($strategy);
    }

    /** The space of the cache that its probes of a strategy use: 16 hex digits. */
    public function space(Strategy $strategy): string
    {
        return substr(hash('sha256', "{$this->id} {$strategy->value}"), 0, 16);
    }

    public function text(string $name): string
    {
        return (string) ($this->host[$name] ?? '');
    }

    public function ttl(): int
    {
        return (int) ($this->host['ttl'] ?? 0);
    }

    /** Seconds in which an old page may still come from the edge after a purge. */
    public function edge_window(): int
    {
        return (int) ($this->host['edge_window'] ?? 5);
    }

    /** Goes on behind the steps of a strategy that cannot be measured now; the others can. */
    public function leave_out(Strategy $strategy, Trouble $why): void
    {
        $this->result($strategy)->trouble = $why;
        while ($this->step()?->strategy === $strategy) {
            $this->at++;
        }
        [$this->failures, $this->trouble] = [0, null];
    }

    /** Seconds that it will still take, from what it took so far; null before anything is known. */
    public function eta(): ?int
    {
        return $this->at === 0 ? null : (int) ceil($this->spent / 1000 / $this->at * (count($this->plan) - $this->at));
    }
}
