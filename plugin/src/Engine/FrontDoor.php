<?php

/**
 * The first thing that happens to a request, before WordPress is loaded: answered from the store, passed to WordPress
 * with a recorder around it, or passed with a word why the cache has nothing to do with it. What comes here could not
 * be answered by Express.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Leases;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\Stores;

final class FrontDoor
{
    /** There from the moment on when it is known which site is asked. */
    private ?Counter $counter = null;

    private function __construct(
        private readonly string $dir,
        private readonly Request $request,
        private readonly int $now,
        private readonly ?Express $express,
    ) {}

    /**
     * Returns when WordPress has to answer; a hit ends the request here. Called by the Entrance.
     *
     * @param string $dir the cache folder
     * @param Express|null $express what the short way found, told when the page turns out to be a hit
     */
    public static function open(string $dir, int $now, ?Express $express): void
    {
        if ((new self($dir, Request::from_server($_SERVER), $now, $express))->answer()) {
            exit;
        }
    }

    /** Whether the request is answered. */
    private function answer(): bool
    {
        try {
            $visit = $this->visit();
            if ($visit instanceof Visit) {
                return $this->look_up($visit);
            }
            Output::headers(Status::bypassed($visit->reason));
            $this->counter?->bypassed($visit->reason);
        } catch (UnableToReadConfig) {
            // No word about it: this site does not use the cache.
        }

        return false;
    }

    private function look_up(Visit $visit): bool
    {
        $config = $visit->config;
        try {
            $store = Stores::open($this->dir, $config->store, $config->site, $config->redis);
            $stored = Stored::of($store, Stores::streams($this->dir, $config->site, $this->now), $visit);
            $leases = fn(): Leases => Stores::leases($this->dir, $config->store, $config->site, $config->redis);

            return (new Service($stored, $leases, $this->counter))->answer();
        } catch (StoreFailure) {
            Output::headers(Status::missed(Reason::StoreError, Reason::StoreError));
            $this->counter?->missed($visit, Reason::StoreError, Reason::StoreError);

            return false;
        }
    }

    /** @throws UnableToReadConfig */
    private function visit(): Visit|Bypass
    {
        $site = SiteMap::site_of($this->request, Json::of_file("{$this->dir}/sites.php"));
        if ($site instanceof Reason) {
            return new Bypass($site);
        }
        $known = $site === Express::SITE ? $this->express->settings ?? '' : '';
        $config = Config::parse(Json::of_bytes($known === '' ? Json::bytes("{$this->dir}/config/{$site}.php") : $known));
        $probe = Probe::of($this->request, $config, $this->dir, $this->now);
        // A site that is switched off has no figures, and measuring is no visit.
        $this->counter = $config->isEnabled && $probe === null ? Counter::of_request($this->dir, $site, $_SERVER) : null;
        $found = (new Lookup($this->request, $config))->decide($this->now);

        return $found instanceof Bypass
            ? $found
            : new Visit($this->request, $probe->config ?? $config, $probe?->target($found) ?? $found, $this->now, $this->express);
    }
}
