<?php

/** Which site of a network answers a request: sites.php. The drop-in runs before WordPress could say. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class SiteMap
{
    /**
     * The blog id whose host matches and whose path is the longest prefix; else why there is none.
     *
     * @throws UnableToReadConfig
     */
    public static function site_of(Request $request, Json $map): string|Reason
    {
        if ($map->integer('v') !== Config::VERSION) {
            throw UnableToReadConfig::because('it is of another version');
        }
        $host = CacheKey::host($request->host, $request->scheme);
        // The front page of a site in a folder is also asked for without its last slash.
        $path = rtrim($request->raw_path(), '/') . '/';
        $found = null;
        $longest = '';
        $reason = Reason::Host;
        foreach ($map->objects('sites') as $site) {
            if ($host !== $site->text('host') && !in_array($host, $site->texts('aliases'), true)) {
                continue;
            }
            $reason = Reason::Path;
            $prefix = $site->text('path');
            if (str_starts_with($path, $prefix) && strlen($prefix) > strlen($longest)) {
                [$found, $longest] = [$site, $prefix];
            }
        }

        return $found === null ? $reason : $found->text('site', '/^[1-9][0-9]{0,18}$/D');
    }
}
