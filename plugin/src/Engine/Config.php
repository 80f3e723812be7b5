<?php

/** What the drop-in knows of a site: config/SITE.php, written by Settings\DropinConfig. */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\RedisServer;

final class Config
{
    /** Version of the data files that this engine understands. */
    public const VERSION = 1;

    /**
     * @param string $site blog id
     * @param string $scheme of the home URL
     * @param string $host of the home URL
     * @param list<string> $aliases
     * @param int $pausedUntil Unix seconds; 0 = not paused
     * @param string $revision names one state of the settings, 16 hex digits
     * @param string $store kind of page store
     * @param RedisServer|null $redis where the pages are, when their store is `redis`
     * @param bool $isShadow pages are stored, and nobody is served from the store
     * @param string $refreshSecret signs what the site asks of itself, hex; '' = it asks nothing
     */
    public function __construct(
        public readonly string $site,
        public readonly string $scheme,
        public readonly string $host,
        public readonly array $aliases,
        public readonly bool $isEnabled,
        public readonly int $pausedUntil,
        public readonly string $revision,
        public readonly Ttl $ttl,
        public readonly Rules $rules,
        public readonly string $store,
        public readonly ?EdgeKeys $edge,
        public readonly LeaseRules $lease = new LeaseRules(),
        public readonly string $refreshSecret = '',
        public readonly ?RedisServer $redis = null,
        public readonly bool $isShadow = false,
    ) {}

    /** @throws UnableToReadConfig */
    public static function parse(Json $config): self
    {
        if ($config->integer('v') !== self::VERSION) {
            throw UnableToReadConfig::because('it is of another version');
        }
        $edge = $config->object_or_null('edge');
        $redis = $config->has('redis') ? $config->object_or_null('redis') : null;

        return new self(
            $config->text('site', '/^[1-9][0-9]{0,18}$/D'),
            $config->text('scheme', '/^https?$/D'),
            $config->text('host'),
            $config->texts('aliases'),
            $config->boolean('enabled'),
            $config->integer('paused_until'),
            $config->text('revision', '/^[0-9a-f]{16}$/D'),
            Ttl::parse($config->object('ttl')),
            Rules::parse($config->object('rules')),
            $config->text('store'),
            $edge === null ? null : EdgeKeys::parse($edge),
            LeaseRules::parse($config->has('lease') ? $config->object('lease') : null),
            $config->has('refresh_secret') ? $config->text('refresh_secret', '/^[0-9a-f]{64}$/D') : '',
            $redis === null ? null : RedisServer::parse($redis),
            $config->has('shadow') && $config->boolean('shadow'),
        );
    }

    /**
     * The same site with its pages elsewhere: a probe asks a store that visitors do not use, and is answered from it in shadow
     * mode too.
     *
     * @param RedisServer|null $redis where it is, for `redis`
     */
    public function with_store(string $store, ?RedisServer $redis): self
    {
        return new self(
            $this->site,
            $this->scheme,
            $this->host,
            $this->aliases,
            $this->isEnabled,
            $this->pausedUntil,
            $this->revision,
            $this->ttl,
            $this->rules,
            $store,
            $this->edge,
            $this->lease,
            $this->refreshSecret,
            $redis,
        );
    }

    /** Whether a canonical host belongs to the site. */
    public function answers(string $host): bool
    {
        return $host === $this->host || in_array($host, $this->aliases, true);
    }
}
