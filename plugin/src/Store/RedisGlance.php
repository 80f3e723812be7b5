<?php

/**
 * A page and the end of the purge log in Redis at a glance: one round trip over a connection that earlier requests have
 * used too. Which process answers there is known by the name of the connection (PhpRedisClient::NAME), so that it need not
 * be asked. With Predis and in a cluster there is none.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Json;
use DynamicCache\Engine\PlainRequest;
use DynamicCache\Engine\UnableToReadConfig;

final class RedisGlance implements Glance
{
    /**
     * @param string $settings names the state of the settings file
     * @param string $epoch of the log
     * @param int $position of the end of the log
     * @param bool $isKnown the connection bears the name of the process in which that epoch began
     * @param array{string, ?string, string} $found everything before the bodies, the seal as it lies there, and one body
     * @param \Closure(self, Seal): void $keep
     */
    private function __construct(
        private readonly ReadyPage $page,
        private readonly string $settings,
        private readonly string $epoch,
        private readonly int $position,
        private readonly bool $isKnown,
        private readonly array $found,
        private readonly \Closure $keep,
    ) {}

    /**
     * Null where the pages are not in Redis, or the long way has to ask it.
     *
     * @param string $dir the cache folder
     * @param string $site blog id
     */
    public static function of(string $dir, string $site, PlainRequest $request): ?self
    {
        $text = extension_loaded('redis') ? Json::bytes("{$dir}/config/{$site}.php") : '';
        // Most sites have no Redis: nothing is decoded for them.
        if (!str_contains($text, '"store":"redis"')) {
            return null;
        }
        try {
            $server = RedisServer::parse(Json::member_of_text($text, 'redis'));
            $stores = new RedisStores($dir, $server);
            $client = $stores->client_at_hand($site);

            return $client === null ? null : self::look($client, $stores, new RedisKeys($server->prefix, $site), [$request, PageHead::sum($text) . pack('V', strlen($text))]);
        } catch (UnableToReadConfig|UnableToAskRedis) {
            return null;
        }
    }

    public function store(): string
    {
        return 'redis';
    }

    public function page(): ReadyPage
    {
        return $this->page;
    }

    public function found_seal(): ?Seal
    {
        return $this->isKnown ? Seal::parse($this->found[1] ?? '', $this->page->bound . $this->epoch) : null;
    }

    public function settings(): string
    {
        return $this->settings;
    }

    public function position(): int
    {
        return $this->position;
    }

    public function body(bool $isGzip): ?string
    {
        return $this->page->is_body($this->found[2], $isGzip) ? $this->found[2] : null;
    }

    /** The end of the log came behind the page. */
    public function is_current(): bool
    {
        return true;
    }

    public function seal(Seal $seal): void
    {
        ($this->keep)($this, $seal);
    }

    /**
     * The page, then the log: a purge that has returned is in it. PERSIST changes nothing, and is refused by whoever may
     * not have heard of the last purges (RedisPages::read()).
     *
     * @param array{PlainRequest, string} $asked with the state of the settings
     *
     * @throws UnableToAskRedis
     */
    private static function look(RedisClient $client, RedisStores $stores, RedisKeys $keys, array $asked): ?self
    {
        [$request, $settings] = $asked;
        $key = $keys->page($request->key);
        $replies = $client->ask([
            ['HMGET', $key, 'seal', 'head', $request->takesGzip ? 'gzip' : 'identity'],
            ['PERSIST', $keys->log()],
            ['LINDEX', $keys->log(), '-1'],
            ['CLIENT', 'GETNAME'],
        ]);
        [$seal, $front, $body] = (is_array($replies[0] ?? null) ? array_values($replies[0]) : []) + [null, null, null];
        $last = is_string($replies[2] ?? null) ? explode(' ', $replies[2], 3) : [];
        $page = is_string($front) && is_string($body) && count($last) === 3 ? ReadyPage::parse($front, $request->canonical) : null;
        if ($page === null || strlen($last[0]) !== 32 || !ctype_digit($last[1])) {
            return null;
        }
        $seal = is_string($seal) ? $seal : null;
        $isKnown = ($replies[3] ?? null) === PhpRedisClient::NAME . substr($last[0], 16);
        $keep = static function (self $glance, Seal $found) use ($client, $stores, $key): void {
            self::keep($client, $stores, [$key, $glance], $found);
        };

        return new self($page, $settings, $last[0], (int) $last[1], $isKnown, [$front, $seal, $body], $keep);
    }

    /** @param array{string, self} $of the key of the page, and what was seen of it */
    private static function keep(RedisClient $client, RedisStores $stores, array $of, Seal $seal): void
    {
        [$key, $seen] = $of;
        $bytes = $seal->bytes($seen->page->bound . $seen->epoch);
        $head = ReadyPage::verified($seen->found[0]) === $seen->page->bound ? PageHead::parse($seen->found[0]) : null;
        try {
            if (!$seen->isKnown) {
                $stores->name_connection();
            }
            if ($head !== null && $bytes !== $seen->found[1]) {
                RedisScript::Seal->run($client, [$key], [RedisPage::fill_of($head), $bytes]);
            }
        } catch (UnableToAskRedis) {
            return;
        }
    }
}
