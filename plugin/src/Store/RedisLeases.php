<?php

/**
 * Leases in Redis, shared by all web servers of a site: one key for each that is held, which Redis forgets by itself
 * when its holder died. Redis that cannot be asked keeps none: then everybody gets one.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class RedisLeases implements Leases
{
    /**
     * @param \Closure(int<1, max>): string $random that many random bytes
     * @param \Closure(): RedisClient $again for giving back, also when something was late in this request: until a lease
     *        ends by itself everybody else would wait in vain
     */
    public function __construct(
        private readonly RedisClient $client,
        private readonly RedisKeys $keys,
        private readonly \Closure $random,
        private readonly \Closure $again,
    ) {}

    public function take(string $key, int $now): ?Lease
    {
        $id = bin2hex(($this->random)(8));
        try {
            $isTaken = RedisScript::Take->run($this->client, [$this->keys->lease($key)], [$id, (string) $now, (string) Lease::LIFETIME]);
        } catch (UnableToAskRedis $failure) {
            // An answer that is late may have taken it, under this name.
            return new Lease($key, $failure->isLate ? $id : '');
        }

        return $isTaken === 1 ? new Lease($key, $id) : null;
    }

    public function release(Lease $lease): void
    {
        if ($lease->id === '') {
            return;
        }
        try {
            RedisScript::Release->run(($this->again)(), [$this->keys->lease($lease->key)], [$lease->id]);
        } catch (UnableToAskRedis) {
            // It ends by itself.
            return;
        }
    }

    public function note(string $key, LeaseNote $note): bool
    {
        $text = implode(' ', [$note->kind->value, $note->at, $note->until, $note->count]);
        // It stays a while longer than it counts: who counts attempts in a row wants the last one.
        $life = max(1, $note->until - $note->at) * 2 + 60;
        try {
            $this->client->ask([['SET', $this->keys->note($key), $text, 'EX', (string) $life]]);
        } catch (UnableToAskRedis) {
            return false;
        }

        return true;
    }

    public function noted(string $key): ?LeaseNote
    {
        try {
            $text = $this->client->ask([['GET', $this->keys->note($key)]])[0] ?? null;
        } catch (UnableToAskRedis) {
            return null;
        }
        if (!is_string($text) || preg_match('/^(\d) (\d{1,12}) (\d{1,12}) (\d{1,6})$/D', $text, $match) !== 1) {
            return null;
        }
        $kind = LeaseNoteKind::tryFrom((int) $match[1]);

        return $kind === null ? null : new LeaseNote($kind, (int) $match[2], (int) $match[3], (int) $match[4]);
    }
}
