<?php

/**
 * Everything an owner can set, as one consistent state. Names, bounds and defaults come from
 * plugin/schema/settings.json, which is generated from contracts/src/settings.ts.
 */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class Settings
{
    /**
     * @param int|null $pausedUntil Unix seconds
     * @param list<string> $hosts aliases of the home host
     * @param 'off'|'errors'|'all' $logLevel
     */
    public function __construct(
        public readonly bool $enabled,
        public readonly ?int $pausedUntil,
        public readonly Strategy $strategy,
        public readonly Ttl $ttl,
        public readonly Rules $rules,
        public readonly array $hosts,
        public readonly int $diskMaxBytes,
        public readonly RedisSettings $redis,
        public readonly EdgeSettings $edge,
        public readonly RolloutSettings $rollout,
        public readonly bool $earlyStart,
        public readonly bool $directMode,
        public readonly bool $nonceRefresh,
        public readonly ProofSettings $proof,
        public readonly AlertSettings $alerts,
        public readonly string $logLevel,
        public readonly int $logDays,
    ) {}

    /** Where the pages are: `disk` or `redis`. */
    public function store(): string
    {
        return $this->strategy !== Strategy::OriginDisk && $this->redis->host !== '' ? 'redis' : 'disk';
    }

    /**
     * @param Document $settings complete: every default is filled in
     * @param array<string, Secret> $secrets by path, one for each of Secrets::PATHS
     */
    public static function from(Document $settings, array $secrets): self
    {
        $log = $settings->part('log');
        $level = $log->text('level');

        return new self(
            $settings->bool('enabled'),
            $settings->int_or_null('paused_until'),
            Strategy::from($settings->text('strategy')),
            Ttl::from($settings->part('ttl')),
            Rules::from($settings),
            $settings->texts('hosts'),
            $settings->part('disk')->int('max_bytes'),
            RedisSettings::from($settings->part('redis'), $secrets['redis.password']),
            EdgeSettings::from($settings->part('edge'), $secrets['edge.zone_token'], $secrets['edge.basic_auth']),
            RolloutSettings::from($settings->part('rollout')),
            $settings->bool('early_start'),
            $settings->bool('direct_mode'),
            $settings->bool('nonce_refresh'),
            ProofSettings::from($settings->part('proof')),
            AlertSettings::from($settings->part('alerts'), $secrets['alerts.webhook_secret']),
            $level === 'off' || $level === 'all' ? $level : 'errors',
            $log->int('days'),
        );
    }

    /**
     * As pages are served. A cookie that chooses between pages can change under a copy in the browser, whose key is the
     * address alone (RFC 9111 §4.1; `Vary: Cookie` would name every cookie there is): such a browser asks each time.
     */
    public function lifetimes(): Ttl
    {
        $isChosen = $this->rules->device !== null || $this->rules->language !== null || $this->rules->currency !== null;

        return $isChosen ? new Ttl($this->ttl->page, $this->ttl->notFound, $this->ttl->grace, 0) : $this->ttl;
    }
}
