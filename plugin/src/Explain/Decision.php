<?php

/**
 * Runs the drop-in's decision for one request with the drop-in's own classes and files, and keeps what it came by.
 * Nothing is rendered and nothing is counted. The order of events is that of Engine\FrontDoor.
 */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Engine\Bypass;
use DynamicCache\Engine\Config;
use DynamicCache\Engine\Json;
use DynamicCache\Engine\Lookup;
use DynamicCache\Engine\Reason;
use DynamicCache\Engine\Request;
use DynamicCache\Engine\SiteMap;
use DynamicCache\Engine\Target;
use DynamicCache\Engine\UnableToReadConfig;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\Stores;

final class Decision
{
    /** @param string $dir the cache folder */
    public function __construct(
        private readonly string $dir,
        private readonly Request $request,
        private readonly int $now,
    ) {}

    /** @param string $url as it is shown */
    public function explain(string $url): Explanation
    {
        try {
            $site = SiteMap::site_of($this->request, Json::of_file("{$this->dir}/sites.php"));
            if ($site instanceof Reason) {
                return $this->no_site($url, $site);
            }
            $config = Config::parse(Json::of_file("{$this->dir}/config/{$site}.php"));
        } catch (UnableToReadConfig) {
            return self::unused($url, 'enabled', __('The cache is not in use on this site: it has never been switched on.', 'ai-wp-dynamic-cache'), 'enabled');
        }
        $found = (new Lookup($this->request, $config))->decide($this->now);
        $steps = (new RequestSteps($this->request, $config))->of($found);

        return $found instanceof Bypass
            ? new Explanation($url, Outcome::Bypass, $found->reason, null, $steps, null)
            : $this->look_up($url, $config, $found, $steps);
    }

    /** WordPress answers alone, because the drop-in does not get to see the request. */
    public static function unused(string $url, string $step, string $said, ?string $setting = null): Explanation
    {
        return new Explanation($url, Outcome::Bypass, Reason::Disabled, null, [new Step($step, $said, true, $setting)], null);
    }

    private function no_site(string $url, Reason $reason): Explanation
    {
        $said = $reason === Reason::Host
            /* translators: %s: host */
            ? sprintf(__('%s is not a host of this site.', 'ai-wp-dynamic-cache'), $this->request->host)
            : __('No site with a cache answers under this path.', 'ai-wp-dynamic-cache');

        return new Explanation($url, Outcome::Bypass, $reason, null, [new Step($reason->value, $said, true)], null);
    }

    /** @param list<Step> $steps so far */
    private function look_up(string $url, Config $config, Target $target, array $steps): Explanation
    {
        try {
            $found = Stores::open($this->dir, $config->store, $config->site, $config->redis)->find($target->canonical, $this->now);
            $page = $found instanceof Page ? $found : $found->page;
            $reason = self::reason($found, $config->revision, $this->now);
        } catch (StoreFailure) {
            [$page, $reason] = [null, Reason::StoreError];
        }

        $told = new Explanation(
            $url,
            match ($reason) {
                Reason::Fresh => Outcome::Hit,
                Reason::Grace => Outcome::Stale,
                default => Outcome::Miss,
            },
            $reason,
            $target->key(),
            [...$steps, ...StoreSteps::of($reason, $page, $this->now)],
            $page,
        );

        return $config->isShadow ? Watching::only($told) : $told;
    }

    /** The word of the answer, as Engine\Service would say it. */
    private static function reason(Page|Miss $found, string $revision, int $now): Reason
    {
        if ($found instanceof Page) {
            return $found->revision === $revision ? Reason::Fresh : Reason::Revision;
        }
        $stale = $found->stale($now);

        return match (true) {
            $stale === null => $found->reason,
            $stale->revision === $revision => Reason::Grace,
            default => Reason::Revision,
        };
    }
}
