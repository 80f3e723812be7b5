<?php

/** The pages of one site in Redis: read together with what decides whether they may be served, and written together with it. */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class RedisPages
{
    /** Elements of the log that come with a page. More than that costs one more round trip, once for each page. */
    private const TAIL = '-8';

    /** Pages that a sweep asks for at once. */
    private const AT_ONCE = 50;

    public function __construct(private readonly RedisClient $client, private readonly RedisKeys $keys) {}

    /**
     * A page and the end of the log, in one round trip and in this order: a purge that has returned is in it. PERSIST
     * changes nothing, and as a write it is refused by a replica and by a primary that lost its replicas
     * (min-replicas-to-write), neither of which would know of the last purges.
     *
     * @return array{RedisPage|Reason, RedisLogView|null}
     *
     * @throws UnableToAskRedis
     */
    public function read(string $canonical, Part $part): array
    {
        $log = $this->keys->log();
        $replies = $this->client->ask([
            ['HMGET', $this->key($canonical), ...RedisPage::fields($part)],
            ['PERSIST', $log],
            ['LRANGE', $log, self::TAIL, '-1'],
            ['INFO', 'server'],
        ]);
        $entry = RedisPage::parse($replies[0] ?? null, $part);
        if ($entry instanceof RedisPage && $entry->page->canonical !== $canonical) {
            $entry = Reason::Corrupt;
        }

        return [$entry, RedisLogView::parse($replies[2] ?? null, $replies[3] ?? null)];
    }

    /**
     * Whether it is stored now; false when the log has grown since the view.
     *
     * @param int $life seconds
     *
     * @throws UnableToAskRedis
     */
    public function write(Page $page, Token $token, RedisLogView $view, int $life): bool
    {
        $beginning = RedisLogView::text($view->epoch, $view->end(), '');
        $arguments = [$beginning, (string) ($life * 1000), ...RedisPage::values($page, $token)];

        $key = $this->key($page->canonical);
        try {
            return RedisScript::Save->run($this->client, [$this->keys->log(), $key], $arguments) === 1;
        } catch (UnableToAskRedis $failure) {
            if ($failure->word === 'WRONGTYPE') {
                // Something else lies under its name. It goes; the next fill finds the place free.
                $this->delete($page->canonical);
            }
            throw $failure;
        }
    }

    /**
     * Notes that nothing up to a position speaks against a page, unless it was filled anew meanwhile.
     *
     * @throws UnableToAskRedis
     */
    public function stamp(RedisPage $entry, int $position): void
    {
        RedisScript::Stamp->run($this->client, [$this->key($entry->page->canonical)], [$entry->fill, (string) $position]);
    }

    /** @throws UnableToAskRedis */
    public function delete(string $canonical): void
    {
        $this->client->ask([['UNLINK', $this->key($canonical)]]);
    }

    /**
     * Looks at every page, and deletes those that nobody wants.
     *
     * @param \Closure(RedisPage): bool $isDead
     *
     * @throws UnableToAskRedis
     */
    public function sweep(\Closure $isDead): void
    {
        $this->keys->each_page($this->client, function (array $keys) use ($isDead): void {
            foreach (array_chunk($keys, self::AT_ONCE) as $some) {
                $this->sweep_some($some, $isDead);
            }
        });
    }

    /**
     * @param non-empty-list<string> $keys
     * @param \Closure(RedisPage): bool $isDead
     *
     * @throws UnableToAskRedis
     */
    private function sweep_some(array $keys, \Closure $isDead): void
    {
        $heads = $this->client->ask(array_map(static fn(string $key): array => ['HMGET', $key, ...RedisPage::fields(Part::Head)], $keys));
        $dead = [];
        foreach ($keys as $i => $key) {
            $entry = RedisPage::parse($heads[$i] ?? null, Part::Head);
            if (!$entry instanceof RedisPage || $isDead($entry)) {
                $dead[] = $key;
            }
        }
        if ($dead !== []) {
            $this->client->ask([['UNLINK', ...$dead]]);
        }
    }

    private function key(string $canonical): string
    {
        return $this->keys->page(hash('sha256', $canonical));
    }
}
