<?php

/**
 * The purge log of one site in Redis: a list, so that it is there whole or not at all, whatever Redis evicts. Its
 * records are those of the log on disk (LogLine); a position is the number of a record.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class RedisLog
{
    /** Somebody else was quicker; more often than this is no race. */
    private const TRIES = 20;

    /** @param \Closure(int<1, max>): string $random that many random bytes */
    public function __construct(
        private readonly RedisClient $client,
        private readonly string $key,
        private readonly OwedPurge $owed,
        private readonly \Closure $random,
    ) {}

    /**
     * All of it; null when there is none that could be trusted.
     *
     * @throws UnableToAskRedis
     */
    public function read(): ?RedisLogView
    {
        [$elements, $info] = $this->raw();

        return RedisLogView::parse($elements, $info);
    }

    /**
     * All of it, from a Redis that takes writes: a replica may not have heard of the last purges (RedisPages::read()).
     *
     * @throws UnableToAskRedis
     */
    public function witnessed(): ?RedisLogView
    {
        $this->client->ask([['PERSIST', $this->key]]);

        return $this->read();
    }

    /**
     * All of it; begins a new epoch where there is none, and where a purge is owed.
     *
     * @throws UnableToAskRedis
     */
    public function current(): RedisLogView
    {
        for ($try = 0; $try < self::TRIES; $try++) {
            $owed = $this->owed->count();
            [$elements, $info] = $this->raw();
            $view = RedisLogView::parse($elements, $info);
            if ($view !== null && $owed === 0) {
                return $view;
            }
            $last = is_array($elements) ? array_pop($elements) : null;
            if ($this->begin(is_string($last) ? $last : '', $info, $view) && $owed > 0) {
                $this->owed->pay($owed);
            }
        }
        throw UnableToAskRedis::because('others change the purge log all the time');
    }

    /**
     * Puts everything out of reach: pages and tokens of another epoch count no more.
     *
     * @throws UnableToAskRedis
     */
    public function begin_again(RedisLogView $view): void
    {
        $this->begin($view->last, $this->client->ask([['INFO', 'server']])[0] ?? null, $view);
    }

    /**
     * Appends lines.
     *
     * @param non-empty-list<string> $lines with their line breaks
     * @param bool $isAlone only if nothing was appended since the view
     *
     * @return int|null the position behind them; null when it is another log by now, or not alone
     *
     * @throws UnableToAskRedis
     */
    public function append(RedisLogView $view, array $lines, bool $isAlone = false): ?int
    {
        $arguments = [$view->epoch, $isAlone ? (string) $view->end() : '', ...array_map(rtrim(...), $lines)];
        $end = RedisScript::Append->run($this->client, [$this->key], $arguments);

        return is_int($end) ? $end : null;
    }

    /**
     * Forgets everything up to a position.
     *
     * @param list<string> $needless elements behind it that may go as well
     *
     * @throws UnableToAskRedis
     */
    public function trim(string $epoch, int $upto, array $needless): void
    {
        RedisScript::Trim->run($this->client, [$this->key], [$epoch, (string) $upto, ...$needless]);
    }

    /**
     * @return array{mixed, mixed} elements and INFO
     *
     * @throws UnableToAskRedis
     */
    private function raw(): array
    {
        try {
            $replies = $this->client->ask([['LRANGE', $this->key, '0', '-1'], ['INFO', 'server']]);
        } catch (UnableToAskRedis $failure) {
            if ($failure->word !== 'WRONGTYPE') {
                throw $failure;
            }
            // Something else lies under our name. It goes.
            $replies = [null, ...$this->client->ask([['INFO', 'server']])];
        }

        return [$replies[0] ?? null, $replies[1] ?? null];
    }

    /**
     * @param string $last element of the log that is replaced
     *
     * @throws UnableToAskRedis
     */
    private function begin(string $last, mixed $info, ?RedisLogView $old): bool
    {
        $process = RedisLogView::process($info) ?? throw UnableToAskRedis::because('it does not say which process it is (INFO)');
        $epoch = bin2hex(($this->random)(8)) . $process;
        $elements = [RedisLogView::text($epoch, 0, '')];
        foreach ($old === null ? [] : $old->history()->open_until(PHP_INT_MAX) as $i => $record) {
            $line = LogLine::of(RecordKind::Suspect, $record->time, $record->ids, $record->tags);
            $elements[] = RedisLogView::text($epoch, $i + 1, rtrim($line));
        }

        return RedisScript::Begin->run($this->client, [$this->key], [$last, ...$elements]) === 1;
    }
}
