<?php

/** Tells what a visitor without cookies gets for an address of the current site, and why. */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Engine\Request;
use DynamicCache\Findings\Loopback;
use DynamicCache\Install\Dropin;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use DynamicCache\Install\WpConfigFile;
use DynamicCache\Settings\NotOfThisSite;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\SiteUrl;

final class Explainer
{
    /** @param \Closure(): int $now Unix seconds */
    public function __construct(
        private readonly Paths $paths,
        private readonly \Closure $now,
    ) {}

    public static function of_site(): self
    {
        return new self(Paths::of_wordpress(), time(...));
    }

    /**
     * @param string $url absolute
     * @param PageBackground|null $background what else to look up; with it, direct mode is looked at too (WebServer)
     *
     * @throws NotOfThisSite
     */
    public function explain(string $url, ?PageBackground $background = null): Explanation
    {
        $asked = SiteUrl::parse($url, SettingsRepository::of_site()->all()->hosts);
        $now = ($this->now)();
        $told = $this->dropin_is_missing($asked->text())
            ?? (new Decision(
                $this->paths->cache_dir(),
                new Request('GET', $asked->scheme, $asked->host, $asked->target, []),
                $now,
            ))->explain($asked->text());

        if ($background === null) {
            return $told;
        }
        $seen = (new WebServer(Loopback::of_site(), SettingsRepository::of_site()->all()))->look($told, $now);

        return $seen->with($background->of($seen, $asked, $now), $now);
    }

    /** A cache that is on and not in place: the engine would be right about the page, and nobody asks it. */
    private function dropin_is_missing(string $url): ?Explanation
    {
        if (!SettingsRepository::of_site()->all()->enabled) {
            return null;
        }
        $file = $this->paths->dropin();
        $bytes = is_file($file) ? @file_get_contents($file) : false;
        // In the very request that switched the cache on, only the file knows of it.
        $isLoaded = Installation::wp_cache_is_on() || (new WpConfigFile($this->paths->wp_config()))->is_ours();

        return match (true) {
            $bytes === false => Decision::unused($url, 'drop-in', __('WordPress does not load the cache: wp-content/advanced-cache.php is gone.', 'ai-wp-dynamic-cache')),
            !Dropin::is_ours($bytes) => Decision::unused($url, 'drop-in', __('WordPress loads the cache of another plugin: wp-content/advanced-cache.php is not ours.', 'ai-wp-dynamic-cache')),
            !$isLoaded => Decision::unused($url, 'drop-in', __('WordPress does not load the cache: WP_CACHE is not set in wp-config.php.', 'ai-wp-dynamic-cache')),
            default => null,
        };
    }
}
