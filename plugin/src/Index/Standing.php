<?php

/**
 * Where the site stands: what a row has to be compared with to say, in SQL alone, what became of its page. Costs
 * one look at the head of the purge log.
 */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Engine\Config;
use DynamicCache\Engine\Json;
use DynamicCache\Engine\UnableToReadConfig;
use DynamicCache\Install\Paths;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\Stores;
use DynamicCache\Store\Token;

final class Standing
{
    private const FLOOR = 'dynamic_cache_emptied';

    /** What a row says of its page, as a reason word; takes the values of verdict_values(). */
    public const VERDICT = "CASE WHEN refusal <> '' THEN refusal WHEN stored_at = 0 OR epoch <> %s THEN 'cold'"
        . " WHEN purged_by > 0 OR seq < %d THEN 'purged' WHEN revision <> %s THEN 'revision'"
        . " WHEN expires_at > %d THEN 'fresh' WHEN stale_until > %d THEN 'grace' ELSE 'expired' END";

    /**
     * @param PageStore|null $store null when the cache is not in use, or its store cannot be reached
     * @param string $epoch of the purge log; '' without a store
     * @param int $floor position of the last purge of everything
     * @param string $revision of the settings
     * @param int $now Unix seconds
     */
    private function __construct(
        public readonly ?PageStore $store,
        public readonly string $site,
        public readonly string $epoch,
        public readonly int $floor,
        public readonly string $revision,
        public readonly int $now,
    ) {}

    public static function of_site(int $now): self
    {
        $paths = Paths::of_wordpress();
        $site = (string) get_current_blog_id();
        try {
            $config = Config::parse(Json::of_file($paths->config_file($site)));
            $store = Stores::open($paths->cache_dir(), $config->store, $site, $config->redis);
            $epoch = $store->token($now)->epoch;
        } catch (UnableToReadConfig|StoreFailure) {
            return new self(null, $site, '', 0, '', $now);
        }

        return new self($store, $site, $epoch, self::floor($epoch), $config->revision, $now);
    }

    /** @return array{string, int, string, int, int} */
    public function verdict_values(): array
    {
        return [$this->epoch, $this->floor, $this->revision, $this->now, $this->now];
    }

    /** Everything was purged at a position of the log; no row has to be touched for that. */
    public static function remember_floor(Token $token): void
    {
        update_option(self::FLOOR, "{$token->epoch}:{$token->sequence}", false);
    }

    private static function floor(string $epoch): int
    {
        $stored = get_option(self::FLOOR);
        [$of, $sequence] = explode(':', is_string($stored) ? $stored : '', 2) + ['', '0'];

        return $of === $epoch ? (int) $sequence : 0;
    }
}
