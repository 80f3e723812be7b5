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

    /** @var array<string, array{position: int, tags: list<string>, content: string, from: int, until: int}> */
    private array $pages = [];

    /** @var list<array{position: int, tags: list<string>}> */
    private array $purges = [];

    /** @var array<string, array{position: int, tags: list<string>, time: int}> */
    private array $suspicions = [];

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
        $this->suspicions = array_diff_key($this->suspicions, array_flip($settles));
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

    /** The reason word, or `hit`. */
    public function answer(string $name, int $now): string
    {
        $page = $this->pages[$name] ?? null;
        if ($page === null) {
            return 'cold';
        }
        if ($page['until'] <= $now || $page['from'] > $now) {
            return 'expired';
        }
        $answer = 'hit';
        foreach ($this->suspicions as $suspicion) {
            if ($suspicion['position'] > $page['position'] && array_intersect($suspicion['tags'], $page['tags']) !== []) {
                $answer = $now - $suspicion['time'] > 30 || $answer === 'purged' ? 'purged' : 'suspect';
            }
        }

        return $this->is_purged($page['tags'], $page['position']) ? 'purged' : $answer;
    }

    /**
     * The reason word for which a page is refused, or `stored`.
     *
     * @param list<string> $tags
     */
    public function save(string $name, array $tags, string $content, int $token, int $now, int $until): string
    {
        if ($token < $this->fence || $this->is_purged($tags, $token)) {
            return 'purged-during-fill';
        }
        foreach ($this->suspicions as $suspicion) {
            if (array_intersect($suspicion['tags'], $tags) !== []) {
                return 'suspect';
            }
        }
        $this->pages[$name] = ['position' => $token, 'tags' => $tags, 'content' => $content, 'from' => $now, 'until' => $until];

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
            if ($now - $suspicion['time'] > 30 && !in_array($id, $except, true)) {
                $this->purges[] = ['position' => ++$this->position, 'tags' => $suspicion['tags']];
                unset($this->suspicions[$id]);
            }
        }
    }
}
