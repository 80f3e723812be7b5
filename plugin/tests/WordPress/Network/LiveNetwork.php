<?php

/** Makes a network with the cache on out of a WordPress behind a web server. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Network;

use DynamicCache\Tests\WordPress\LiveSite;

final class LiveNetwork
{
    /**
     * @template K of array-key
     *
     * @param array<K, string> $places addresses of more sites, as `host/path/`
     *
     * @return array<K, string> the id of each
     */
    public static function make(LiveSite $live, array $places): array
    {
        $host = substr($live->url, strlen('http://'));
        self::step($live, 'make');
        $file = $live->file('wp-config.php');
        $config = (string) preg_replace('/^define\(\'WP_(?:HOME|SITEURL)\'.*\n/m', '', (string) file_get_contents($file));
        file_put_contents($file, substr_replace($config, implode("\n", [
            "define('MULTISITE', true);",
            "define('SUBDOMAIN_INSTALL', false);",
            "define('DOMAIN_CURRENT_SITE', '{$host}');",
            "define('PATH_CURRENT_SITE', '/');",
            "define('SITE_ID_CURRENT_SITE', 1);",
            "define('BLOG_ID_CURRENT_SITE', 1);",
            '',
        ]), strlen("<?php\n"), 0));
        self::step($live, 'activate');
        self::step($live, 'on', '1');
        $ids = [];
        foreach ($places as $place => $address) {
            $ids[$place] = self::step($live, 'add', $address);
            self::step($live, 'on', $ids[$place]);
        }

        return $ids;
    }

    /** The line that a step of steps.php prints. */
    public static function step(LiveSite $live, string $step, string $about = ''): string
    {
        return $live->wordpress->run(__DIR__ . '/steps.php', substr($live->url, strlen('http://')), $step, $about);
    }
}
