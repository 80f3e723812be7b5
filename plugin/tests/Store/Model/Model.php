<?php

/**
 * What a page store should say, in the plainest form: every event has a number, and every question looks at all of
 * them. Written from the promises of PageStore, without looking at an adapter.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Model;

final class Model
{
    private int $position = 0;

    private int $fence = 0;

    /** @var array<string, array{position: int, tags: list<string>, from: int, until: int, stale: int}> */
    private array $pages = [];

    /** @var list<array{position: int, tags: list<string>}> */
    private array $purges = [];

    /** @var array<string, array{position: int, tags: list<string>, time: int}> */
    private array $suspicions = [];

    /** @var list<array{position: int, tags: list<string>, time: int}> soft purges */
    private array $expiries = [];

    /** @var list<array{until: int, tags: list<string>}> suspicions that ended in a purge */
    private array $settled = [];

    public function token(int $now): int
    {
        $this->bury($now, []);

        return $this->position;
    }

    /** @param list<string> $tags */
    public function suspect(string $id, array $tags, int $now): void
    {
        $this->bury($now, []);
        $this->suspicions[$id] = ['position' => ++$this->position, 'tags' => $tags, 'time' => $now];
    }

    /**
     * @param list<string> $tags
     * @param list<string> $settles
     */
    public function purge(array $tags, array $settles, int $now): void
    {
        $this->bury($now, $settles);
        $this->purges[] = ['position' => ++$this->position, 'tags' => $tags];
        foreach ($tags === [] ? [] : array_intersect_key($this->suspicions, array_flip($settles)) as $suspicion) {
            $this->settled[] = ['until' => $this->position, 'tags' => $suspicion['tags']];
        }
        $this->suspicions = array_diff_key($this->suspicions, array_flip($settles));
    }

    /** @param list<string> $tags */
    public function expire(array $tags, int $now): void
    {
        $this->bury($now, []);
        $this->expiries[] = ['position' => ++$this->position, 'tags' => $tags, 'time' => $now];
    }

    public function sweep(int $now): void
    {
        $this->bury($now, []);
        $this->fence = ++$this->position;
        foreach (array_keys($this->pages) as $name) {
            if (in_array($this->answer($name, $now), ['expired', 'purged'], true)) {
                unset($this->pages[$name]);
            }
        }
    }

    /** Everything stored is out of reach, and every token is of another epoch. */
    public function wipe(): void
    {
        $this->pages = [];
        $this->suspicions = [];
        $this->fence = ++$this->position;
    }

    /** The reason word, `hit`, or `stale` for one whose time is over and that may be shown all the same. */
    public function answer(string $name, int $now): string
    {
        $page = $this->pages[$name] ?? null;
        if ($page === null) {
            return 'cold';
        }
        if ($this->is_purged($page['tags'], $page['position'])) {
            return 'purged';
        }
        $answer = $this->by_time($page, $now);
        foreach ($this->suspicions as $suspicion) {
            if ($suspicion['position'] > $page['position'] && array_intersect($suspicion['tags'], $page['tags']) !== []) {
                $answer = abs($now - $suspicion['time']) > 30 || $answer === 'purged' ? 'purged' : 'suspect';
            }
        }

        return $answer;
    }

    /** @param array{position: int, tags: list<string>, from: int, until: int, stale: int} $page */
    private function by_time(array $page, int $now): string
    {
        $until = $page['until'];
        foreach (array_reverse($this->expiries) as $expiry) {
            if ($expiry['position'] > $page['position'] && array_intersect($expiry['tags'], $page['tags']) !== []) {
                $until = min($page['until'], $expiry['time'], $now);
            }
        }
        if ($until > $now && $page['from'] <= $now) {
            return 'hit';
        }

        return $page['from'] <= $now && $page['stale'] - ($page['until'] - $until) > $now ? 'stale' : 'expired';
    }

    /**
     * The reason word for which a page is refused, or `stored`.
     *
     * @param list<string> $tags
     * @param array{int, int} $ends of its time, and of the time after that in which it may be shown
     */
    public function save(string $name, array $tags, int $token, int $now, array $ends): string
    {
        if ($token < $this->fence || $this->is_purged($tags, $token)) {
            return 'purged-during-fill';
        }
        foreach ($this->settled as $suspicion) {
            if ($suspicion['until'] > $token && array_intersect($suspicion['tags'], $tags) !== []) {
                return 'suspect';
            }
        }
        foreach ($this->suspicions as $suspicion) {
            if (array_intersect($suspicion['tags'], $tags) !== []) {
                return 'suspect';
            }
        }
        $this->pages[$name] = ['position' => $token, 'tags' => $tags, 'from' => $now, 'until' => $ends[0], 'stale' => $ends[1]];

        return 'stored';
    }

    /** @param list<string> $tags */
    private function is_purged(array $tags, int $since): bool
    {
        foreach ($this->purges as $purge) {
            if ($purge['position'] > $since && array_intersect($purge['tags'], $tags) !== []) {
                return true;
            }
        }

        return false;
    }

    /** @param list<string> $except */
    private function bury(int $now, array $except): void
    {
        foreach ($this->suspicions as $id => $suspicion) {
            if (abs($now - $suspicion['time']) > 30 && !in_array($id, $except, true)) {
                $this->purges[] = ['position' => ++$this->position, 'tags' => $suspicion['tags']];
                unset($this->suspicions[$id]);
            }
        }
    }
}
