<?php

/**
 * The matrix site behind a real web server: every page as it is without the cache, and as the cache serves it. Each
 * change starts from the same database and the same stored pages.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

use DynamicCache\Engine\CacheKey;
use DynamicCache\Store\Page;
use DynamicCache\Store\Stores;
use DynamicCache\Tests\WordPress\LiveAnswer;
use DynamicCache\Tests\WordPress\LiveSite;
use DynamicCache\Tests\WordPress\Network\LiveNetwork;
use DynamicCache\Tests\WordPress\ThrowAwayWordPress;

final class World
{
    private const CACHE = 'wp-content/cache';
    private const AT_ONCE = 4;

    /** So that the cache has nothing to do with a request, and WordPress sees a visitor like any other. */
    private const UNCACHED = ['Cookie' => 'wordpress_logged_in_0=nobody'];

    /** @var array<string, string> */
    private array $before = [];

    /** @var array<string, string> under which a page is asked for, where it is not its name */
    private array $addresses = [];

    /** @var array<string, list<string>> of every page, as it was stored */
    private array $tags = [];

    /** @var list<string>|null */
    private ?array $purged = null;

    /** @param list<string> $urls */
    private function __construct(
        private readonly LiveSite $site,
        private readonly array $urls,
    ) {}

    /** @param string $theme `block`, `classic`, `network`, or `plain` for a block theme without addresses made of names */
    public static function make(string $theme): self
    {
        $site = LiveSite::start(['opcache.enable=1', 'opcache.enable_cli=1']);
        file_put_contents($site->file('wp-content/mu-plugins/matrix.php'), "<?php require '" . __DIR__ . "/site/matrix.php';\n");
        ThrowAwayWordPress::copy_files(__DIR__ . '/site/' . ClassicWays::THEME, $site->file('wp-content/themes/' . ClassicWays::THEME));
        $world = new self($site, match ($theme) {
            'block', 'plain' => BlockWays::urls(),
            'classic' => ClassicWays::urls(),
            default => NetworkWays::urls(),
        });
        try {
            $world->prepare($theme);
        } catch (\Throwable $failure) {
            $site->stop();
            throw $failure;
        }

        return $world;
    }

    /** Builds the site, stores every page, and keeps all that for each change to start from. */
    private function prepare(string $theme): void
    {
        if ($theme === 'classic') {
            $this->order('theme:' . ClassicWays::THEME, 'switched');
        }
        if ($theme === 'network') {
            LiveNetwork::make($this->site, array_map(fn(string $folder): string => substr($this->site->url, strlen('http://')) . "/{$folder}/", NetworkWays::SITES));
            // The first request to a site makes its tables.
            $this->fetch(array_map(static fn(string $folder): string => "/{$folder}/wp-login.php", array_values(NetworkWays::SITES)), []);
        }
        $this->order('make:' . ($theme === 'plain' ? 'block' : $theme), 'made');
        if ($theme === 'plain') {
            $this->addresses = self::addresses($this->order('plain:' . implode("\n", $this->urls), '}'));
        }
        if ($theme !== 'network') {
            $this->site->switch(true);
        }
        $this->fill();
        $this->keep();
        $this->tags = array_combine($this->urls, array_map($this->tags_of(...), $this->urls));
        $this->before = array_map(static fn(LiveAnswer $answer): string => $answer->body, $this->fetch($this->urls, self::UNCACHED));
    }

    public function stop(): void
    {
        $this->site->stop();
    }

    /** @return list<string> */
    public function urls(): array
    {
        return $this->urls;
    }

    /**
     * What one change did to every page.
     *
     * @return array<string, Fate>
     */
    public function change(string $name): array
    {
        $this->put_back();
        $this->purged = null;
        $this->order("change:{$name}", 'changed');
        $served = $this->fetch($this->urls, []);
        $kept = array_keys(array_filter($served, static fn(LiveAnswer $answer): bool => str_starts_with($answer->header('X-Dynamic-Cache'), 'hit')));
        $fresh = $this->fetch($kept, self::UNCACHED) + $served;

        $broken = array_filter($fresh, static fn(LiveAnswer $answer): bool => !in_array($answer->status, [200, 301, 404], true) || $answer->body === '' && $answer->status === 200);
        if ($broken !== []) {
            throw new \RuntimeException("{$name} broke " . implode(', ', array_keys($broken)));
        }

        return array_combine($this->urls, array_map(
            fn(string $url): Fate => new Fate(
                in_array($url, $kept, true),
                Render::difference($this->before[$url], $fresh[$url]->body),
                array_values(array_intersect($this->tags[$url], $this->purged())),
            ),
            $this->urls,
        ));
    }

    /**
     * The tags that the latest purges named.
     *
     * @return list<string>
     */
    private function purged(): array
    {
        return $this->purged ??= array_values(array_filter(explode(',', $this->order('purged', '')), static fn(string $tag): bool => $tag !== ''));
    }

    /** @return list<string> of a stored page */
    private function tags_of(string $url): array
    {
        [$path, $query] = explode('?', $this->addresses[$url] ?? $url, 2) + ['', ''];
        $canonical = CacheKey::canonical(['site' => '1', 'scheme' => 'http', 'host' => substr($this->site->url, 7), 'path' => $path, 'query' => $query, 'persona' => '', 'language' => '', 'currency' => '', 'device' => '']);
        $page = Stores::open($this->site->file('wp-content/cache/dynamic-cache'), 'disk', '1')->find($canonical, time());

        return $page instanceof Page ? $page->tags : [];
    }

    /** @return array<string, string> */
    private static function addresses(string $json): array
    {
        $addresses = [];
        foreach ((array) json_decode($json, true) as $url => $address) {
            $addresses[(string) $url] = is_string($address) ? $address : throw new \RuntimeException("{$url} has no address.");
        }

        return $addresses;
    }

    /** Until every page is stored: the first render of a site writes, and is not stored for that. */
    private function fill(): void
    {
        $cold = $this->urls;
        $answers = [];
        for ($round = 0; $round < 8 && $cold !== []; $round++) {
            $answers = $this->fetch($cold, []);
            $cold = array_keys(array_filter($answers, static fn(LiveAnswer $answer): bool => !str_starts_with($answer->header('X-Dynamic-Cache'), 'hit')));
        }
        if ($cold !== []) {
            throw new \RuntimeException('Not stored: ' . implode(', ', array_map(static fn(string $url): string => "{$url} ({$answers[$url]->status} {$answers[$url]->header('X-Dynamic-Cache')})", $cold)));
        }
    }

    /**
     * @param list<string> $urls
     * @param array<string, string> $headers
     *
     * @return array<string, LiveAnswer>
     */
    private function fetch(array $urls, array $headers): array
    {
        $answers = [];
        foreach (array_chunk($urls, self::AT_ONCE) as $chunk) {
            $answers += array_combine($chunk, $this->site->requests(array_map(
                fn(string $url): array => ['GET', $this->addresses[$url] ?? $url, '', $headers],
                $chunk,
            )));
        }

        return $answers;
    }

    /** What the site says after it has done that. */
    private function order(string $what, string $expected): string
    {
        $answer = $this->site->request('POST', '/?matrix=' . rawurlencode($what));
        if (!str_ends_with($answer->body, $expected)) {
            throw new \RuntimeException("{$what}: {$answer->status} {$answer->body}");
        }

        return $answer->body;
    }

    private function keep(): void
    {
        $this->site->wordpress->database->keep();
        ThrowAwayWordPress::copy_files($this->site->file(self::CACHE), $this->site->file(self::CACHE . '-kept'));
    }

    private function put_back(): void
    {
        $this->site->wordpress->database->put_back();
        ThrowAwayWordPress::delete_folder($this->site->file(self::CACHE));
        ThrowAwayWordPress::copy_files($this->site->file(self::CACHE . '-kept'), $this->site->file(self::CACHE));
    }
}
