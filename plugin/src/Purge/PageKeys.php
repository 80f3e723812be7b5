<?php

/** From URLs to the tags of their pages: the cache key of each, in every variant that the rules allow. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Engine\CacheKey;
use DynamicCache\Engine\Config;
use DynamicCache\Engine\Json;
use DynamicCache\Engine\Lookup;
use DynamicCache\Engine\Request;
use DynamicCache\Engine\Target;
use DynamicCache\Engine\UnableToReadConfig;
use DynamicCache\Tags\Tag;

final class PageKeys
{
    /**
     * @param list<string> $urls absolute, or a path of the site
     *
     * @return list<string> tags; a URL that the cache would not answer has none
     */
    public static function tags(array $urls, string $configFile): array
    {
        if ($urls === []) {
            return [];
        }
        try {
            $file = Json::of_file($configFile);
            $config = Config::parse($file);
            $variants = $file->object('rules')->object('variants');
            $values = array_map(
                static fn(string $name): array => ['', ...($variants->object_or_null($name)?->texts('values') ?? [])],
                ['language' => 'language', 'currency' => 'currency', 'device' => 'device'],
            );
        } catch (UnableToReadConfig) {
            return [];
        }
        $tags = [];
        foreach ($urls as $url) {
            foreach (self::canonicals($url, $config, $values) as $canonical) {
                $tags[] = Tag::page(hash('sha256', $canonical));
            }
        }

        return $tags;
    }

    /**
     * @param array{language: list<string>, currency: list<string>, device: list<string>} $values
     *
     * @return list<string>
     */
    private static function canonicals(string $url, Config $config, array $values): array
    {
        $parts = parse_url($url);
        if ($parts === false) {
            return [];
        }
        $host = isset($parts['host']) ? $parts['host'] . (isset($parts['port']) ? ":{$parts['port']}" : '') : $config->host;
        $target = ($parts['path'] ?? '/') . (isset($parts['query']) ? "?{$parts['query']}" : '');
        // Asked at the end of time: a pause keeps pages from being served, not from being purged.
        $found = (new Lookup(new Request('GET', $config->scheme, $host, $target, []), $config))->decide(PHP_INT_MAX);
        if (!$found instanceof Target) {
            return [];
        }
        $canonicals = [];
        foreach ($values['language'] as $language) {
            foreach ($values['currency'] as $currency) {
                foreach ($values['device'] as $device) {
                    $canonicals[] = CacheKey::canonical([
                        'site' => $config->site,
                        'scheme' => $config->scheme,
                        'host' => $config->host,
                        'path' => $found->path,
                        'query' => $found->query,
                        'persona' => '',
                        'language' => $language,
                        'currency' => $currency,
                        'device' => $device,
                    ]);
                }
            }
        }

        return $canonicals;
    }
}
