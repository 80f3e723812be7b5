<?php

/** Which strategies this host can run, with what store each of them is measured, and which way. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Edge\Call;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\EdgeClient;
use DynamicCache\Edge\EdgeFailure;
use DynamicCache\Edge\EdgeKey;
use DynamicCache\Edge\EdgeProbe;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\Strategy;
use DynamicCache\Store\RedisServer;
use DynamicCache\Store\RedisStores;
use DynamicCache\Store\StoreFailure;

final class Strategies
{
    /** Seconds that a Worker has to say that it is there. */
    private const PATIENCE = 3.0;

    public function __construct(private readonly Paths $paths, private readonly Settings $settings) {}

    /** @return list<Strategy> in the order of the contract */
    public function possible(): array
    {
        return array_values(array_filter(Strategy::cases(), fn(Strategy $strategy): bool => $this->is_possible($strategy)));
    }

    /**
     * What is missing for the others.
     *
     * @param list<Strategy> $possible
     *
     * @return list<array{strategy: string, means: string, fix: string}> in the language of who asks
     */
    public static function missing(array $possible): array
    {
        $missing = [];
        foreach (Strategy::cases() as $strategy) {
            if (!in_array($strategy, $possible, true)) {
                $trouble = $strategy->is_edge() ? ProbeTrouble::NoEdge : ProbeTrouble::NoRedis;
                $missing[] = ['strategy' => $strategy->value, 'means' => $trouble->means(), 'fix' => $trouble->fix()];
            }
        }

        return $missing;
    }

    /** A Redis that does not answer now is none. A Worker is asked only when a run begins: see silence(). */
    public function is_possible(Strategy $strategy): bool
    {
        return match ($strategy) {
            Strategy::OriginDisk => true,
            Strategy::ObjectCache => $this->settings->redis->host !== '' && $this->has_redis(),
            Strategy::EdgeBalanced, Strategy::EdgeR2 => $this->key() !== null,
        };
    }

    /** Where the pages of a strategy are; null = on disk. An edge has the origin behind it that its site has. */
    public function redis(Strategy $strategy): ?RedisServer
    {
        $isWanted = $strategy === Strategy::ObjectCache || ($strategy->is_edge() && $this->settings->redis->host !== '');

        return $isWanted ? $this->settings->redis->server() : null;
    }

    /**
     * The way by which visitors of a strategy come.
     *
     * @throws UnableToProbe
     */
    public function probes(Strategy $strategy, ProbeSpace $space): Probes
    {
        $origin = OriginProbes::of_site($this->paths, $space);
        if (!$strategy->is_edge()) {
            return $origin;
        }
        $key = $this->key() ?? throw new UnableToProbe(ProbeTrouble::NoEdge, home_url('/'));
        $probe = new EdgeProbe($strategy->value, $space->id, $this->settings->edge->viewMax, time(...));

        return new EdgeProbes(PageFetch::of_process(), $key, $probe, $origin);
    }

    /** Why nothing can be measured by way of the Worker now; null when it answers. */
    public function silence(EdgeClient $client): ?UnableToProbe
    {
        $key = $this->key();
        if ($key === null) {
            return new UnableToProbe(ProbeTrouble::NoEdge, home_url('/'));
        }
        try {
            $client->signed($key, new Call('GET', '/api/cache/health', '', self::PATIENCE));

            return null;
        } catch (EdgeFailure $failure) {
            return new UnableToProbe(ProbeTrouble::EdgeSilent, $key->address->url('/'), $failure->getMessage());
        }
    }

    /** Null also while the cache only watches: the edge is shown nothing then that it could store. */
    private function key(): ?EdgeKey
    {
        return $this->settings->edge->enabled && !$this->settings->proof->isShadow ? Credentials::load()->usable_key() : null;
    }

    private function has_redis(): bool
    {
        try {
            (new RedisStores($this->paths->cache_dir(), $this->settings->redis->server()))->try_out((string) get_current_blog_id(), time());

            return true;
        } catch (StoreFailure) {
            return false;
        }
    }
}
