<?php

/**
 * A page and the end of the purge log in Redis at a glance: one round trip over a connection that earlier requests have
 * used too. Which process answers there is known by the name of the connection (PhpRedisClient::NAME), so that it need not
 * be asked. With Predis and in a cluster there is none. What an object of it is, and its methods: DiskGlance.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Json;
use DynamicCache\Engine\PlainRequest;

final class RedisGlance
{
    /**
     * @param string $settings names the state of the settings file
     * @param int $position of the end of the log
     * @param \Closure(Seal): void $keep
     */
    private function __construct(
        private readonly string $settings,
        private readonly int $position,
        private readonly \Closure $keep,
    ) {}

    /**
     * Null where the pages are not in Redis, or the long way has to ask it.
     *
     * @param string $dir the cache folder
     * @param string $site blog id
     * @param int $now Unix seconds
     * @param string|null $text of the settings file, where it was read just now
     */
    public static function of(string $dir, string $site, PlainRequest $request, int $now, ?string $text = null): SealedPage|self|null
    {
        $text ??= Json::bytes("{$dir}/config/{$site}.php");
        $server = RedisServer::of_text($text);
        if ($server === null) {
            return null;
        }
        try {
            $stores = new RedisStores($dir, $server);
            $client = $stores->client_at_hand($site);
            // Names the state of the settings.
            $settings = PageHead::sum($text) . pack('V', strlen($text));

            return $client === null ? null : self::look($client, $stores, new RedisKeys($server->prefix, $site), [$request, $settings, $now]);
        } catch (UnableToAskRedis) {
            return null;
        }
    }

    public function store(): string
    {
        return 'redis';
    }

    public function settings(): string
    {
        return $this->settings;
    }

    public function position(): int
    {
        return $this->position;
    }

    public function seal(Seal $seal): void
    {
        try {
            ($this->keep)($seal);
        } catch (UnableToAskRedis) {
            // The next hit takes the long way once more.
        }
    }

    /**
     * The page, then the log: a purge that has returned is in it. PERSIST changes nothing, and is refused by whoever may
     * not have heard of the last purges (RedisPages::read()).
     *
     * @param array{PlainRequest, string, int} $asked with the state of the settings, and the time
     *
     * @throws UnableToAskRedis
     */
    private static function look(RedisClient $client, RedisStores $stores, RedisKeys $keys, array $asked): SealedPage|self|null
    {
        [$request, $settings, $now] = $asked;
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
        $seal = is_string($seal) ? $seal : '';
        $bound = $page->bound . $last[0];
        // The connection bears the name of the process in which that epoch began.
        $isKnown = ($replies[3] ?? null) === PhpRedisClient::NAME . substr($last[0], 16);
        if ($isKnown && Seal::holds($seal, $bound, $settings, (int) $last[1], $now)) {
            return $page->is_body($body, $request->takesGzip) && (!$request->hasCookies || Seal::allows_cookies($seal))
                ? new SealedPage($page->lines, Seal::browser($seal), $body, $request->takesGzip)
                : null;
        }

        return new self($settings, (int) $last[1], static function (Seal $new) use ($client, $stores, $key, $front, $last, $seal, $isKnown): void {
            if (!$isKnown) {
                $stores->name_connection();
            }
            self::keep($client, $key, [$front, $last[0], $seal], $new);
        });
    }

    /**
     * @param array{string, string, string} $found everything before the bodies, the epoch of the log, and the seal as it was
     *
     * @throws UnableToAskRedis
     */
    private static function keep(RedisClient $client, string $key, array $found, Seal $seal): void
    {
        [$front, $epoch, $old] = $found;
        $bound = ReadyPage::verified($front);
        $head = $bound === null ? null : PageHead::parse($front);
        $bytes = $seal->bytes($bound . $epoch);
        if ($head !== null && $bytes !== $old) {
            RedisScript::Seal->run($client, [$key], [RedisPage::fill_of($head), $bytes]);
        }
    }
}
