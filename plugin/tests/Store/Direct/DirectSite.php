<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Direct;

use DynamicCache\Direct\LinkTree;
use DynamicCache\Direct\Placing;
use DynamicCache\Direct\Site;
use DynamicCache\Direct\TreeFolder;
use DynamicCache\Direct\Windows;
use DynamicCache\Engine\CacheKey;
use DynamicCache\Engine\Config;
use DynamicCache\Engine\Rules;
use DynamicCache\Engine\Ttl;
use DynamicCache\Store\Body;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\Page;
use DynamicCache\Store\PurgeLogFile;
use DynamicCache\Tests\Store\TemporaryFolder;

/** A site with a disk store and a tree, without WordPress; its clock stands. */
final class DirectSite
{
    public const NOW = 1_800_000_500;
    public const REVISION = '00112233aabbccdd';

    public readonly DiskPageStore $store;
    public readonly LinkTree $tree;
    public readonly TreeFolder $folder;
    public readonly Site $site;
    public readonly PurgeLogFile $log;

    /**
     * @param array<string, list<string>> $excluded
     * @param array<string, \DynamicCache\Engine\Variant> $variants
     */
    public function __construct(public readonly string $dir, string $host = 'example.org', array $excluded = [], array $variants = [], ?Files $files = null)
    {
        $files ??= Files::of_system();
        $config = new Config(
            '1',
            'http',
            $host,
            ['alias.example.org'],
            true,
            0,
            self::REVISION,
            new Ttl(604_800, 0, 0, 86_400),
            new Rules(false, [], [], [
                'paths' => $excluded['paths'] ?? [],
                'queries' => $excluded['queries'] ?? [],
                'cookies' => $excluded['cookies'] ?? [],
                'user_agents' => $excluded['user_agents'] ?? [],
            ], ['device' => $variants['device'] ?? null, 'language' => $variants['language'] ?? null, 'currency' => $variants['currency'] ?? null]),
            'disk',
            null,
        );
        $this->site = new Site($config, "{$dir}/root/content/direct", '/content/direct', '/', "{$dir}/root/.maintenance");
        $this->log = new PurgeLogFile("{$dir}/cache/log/1.php", $files);
        $this->folder = new TreeFolder($this->site->folder(), $files);
        $this->tree = new LinkTree($this->folder, $this->log);
        $this->store = new DiskPageStore("{$dir}/cache", '1', $files);
    }

    public static function in(TemporaryFolder $folder): self
    {
        return new self($folder->path);
    }

    /**
     * Rendered, stored and linked at once, as a miss does it.
     *
     * @param list<string> $tags besides `site`
     */
    public function fill(string $path, string $body, array $tags = [], int $now = self::NOW): bool
    {
        $token = $this->store->token($now);
        $page = $this->page($path, $body, $tags, $now);
        $this->store->save($page, $token, $now);

        return $this->placing()->place($page, $token, $now, static fn(): bool => true);
    }

    /** @param list<string> $tags besides `site` */
    public function page(string $path, string $body, array $tags = [], int $now = self::NOW, int $life = 604_800): Page
    {
        $headers = ['Content-Type: text/html; charset=UTF-8', 'Link: <http://example.org/wp-json/>; rel="https://api.w.org/"'];

        return new Page($this->canonical($path), 200, $headers, Body::of($body), [...$tags, 'site'], $now, $now + $life, self::REVISION);
    }

    public function canonical(string $path, string $query = '', string $language = ''): string
    {
        return CacheKey::canonical([
            'site' => '1',
            'scheme' => 'http',
            'host' => $this->site->config->host,
            'path' => $path,
            'query' => $query,
            'persona' => '',
            'language' => $language,
            'currency' => '',
            'device' => '',
        ]);
    }

    public function placing(): Placing
    {
        return new Placing($this->site, $this->tree);
    }

    public function renew(int $now = self::NOW): bool
    {
        return $this->tree->renew(self::REVISION, Windows::end($now), $now, [$this->site->rules(), ...Windows::names($this->site->rules(), $now)]);
    }

    /** What a web server finds under a path, or null. */
    public function found(string $path): ?string
    {
        clearstatcache();
        $body = @file_get_contents("{$this->site->folder()}/tree/pages{$path}@.html");

        return $body === false ? null : $body;
    }
}
