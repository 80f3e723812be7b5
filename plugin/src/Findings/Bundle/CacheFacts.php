<?php

/** What the bundle says of the cache: its files, the last purges, what waits for the edge, what was counted, log lines. */

declare(strict_types=1);

namespace DynamicCache\Findings\Bundle;

use DynamicCache\Database;
use DynamicCache\Edge\Breaker;
use DynamicCache\Edge\Outbox;
use DynamicCache\Install\DataFile;
use DynamicCache\Install\Folder;
use DynamicCache\Install\Paths;
use DynamicCache\Stats\Counting;
use DynamicCache\Stats\Days;
use DynamicCache\Stats\Storage;

final class CacheFacts
{
    private const PURGES = 50;
    private const DAYS = 7;
    private const LOG_BYTES = 262_144;
    private const LOG_LINES = 100;

    /** Who is no person. */
    private const NOBODY = ['', 'cli', 'cron'];

    public function __construct(private readonly Paths $paths, private readonly int $now) {}

    /** @return array<string, mixed> */
    public function files(): array
    {
        $site = (string) get_current_blog_id();
        $config = DataFile::read($this->paths->config_file($site));
        if ($config !== null) {
            // Keys that are shared with the Worker.
            $config['edge'] = isset($config['edge']) ? 'present' : null;
        }

        return [
            'cache_dir' => self::file($this->paths->cache_dir()),
            'dropin' => self::file($this->paths->dropin()) + ['head' => self::head($this->paths->dropin())],
            'engine' => self::file($this->paths->engine_file()),
            'sites' => self::file($this->paths->sites_file()),
            'config' => self::file($this->paths->config_file($site)) + ['content' => $config],
            'purge_log' => self::file($this->paths->cache_dir() . "/log/{$site}.php"),
            'wp_config' => self::file($this->paths->wp_config()),
            'pages' => (new Storage($this->paths->pages_folder_of($site), 5_000))->measure($this->now),
            'leftovers' => count(Folder::matching($this->paths->cache_dir() . '/*.tmp')) + count(Folder::matching($this->paths->cache_dir() . '/pages-*.old')),
        ];
    }

    /** @return list<array<string, mixed>> the newest first */
    public function purges(): array
    {
        $database = Database::connection();
        $rows = $database->get_results((string) $database->prepare(
            'SELECT at, actor, cause, tags, urls, seq, epoch, edge_ms FROM %i ORDER BY id DESC LIMIT %d',
            Database::table('purges'),
            self::PURGES,
        ), 'ARRAY_A');
        $purges = [];
        foreach (array_filter(is_array($rows) ? $rows : [], is_array(...)) as $row) {
            $texts = array_filter($row, is_string(...), ARRAY_FILTER_USE_KEY);
            $actor = $texts['actor'] ?? '';
            $purges[] = ['actor' => in_array($actor, self::NOBODY, true) ? $actor : 'a user'] + $texts;
        }

        return $purges;
    }

    /** @return array<string, mixed> */
    public function outbox(): array
    {
        $outbox = new Outbox();

        return [
            'waiting' => $outbox->waiting($this->now),
            'crowded' => $outbox->is_crowded(),
            'next_due' => $outbox->next_due(),
            'last_error' => $outbox->backlog($this->now)->error,
            'paused_until' => (new Breaker(static fn(): float => 0.5))->open_until(),
        ];
    }

    /** @return array<string, mixed> by day */
    public function counts(): array
    {
        $totals = Counting::of_wordpress()->totals();
        $counts = [];
        (new Days(wp_timezone()))->each_since($this->now - self::DAYS * 86_400, $this->now, static function (string $day) use ($totals, &$counts): void {
            $counts[$day] = $totals->day($day)->counts();
        });

        return $counts;
    }

    /** @return array<string, list<string>> lines of the logs that speak of this plugin, the newest last */
    public function logs(): array
    {
        $logs = [];
        $debug = defined('WP_DEBUG_LOG') ? constant('WP_DEBUG_LOG') : false;
        $paths = ['debug.log' => is_string($debug) && $debug !== '' ? $debug : WP_CONTENT_DIR . '/debug.log', 'error_log' => (string) ini_get('error_log')];
        foreach (array_unique($paths) as $name => $path) {
            $isOurs = static fn(string $line): bool => preg_match('/dynamic.?cache/i', $line) === 1;
            $logs[$name] = array_slice(array_values(array_filter(explode("\n", self::tail($path)), $isOurs)), -self::LOG_LINES);
        }

        return $logs;
    }

    /** @return array<string, mixed> */
    private static function file(string $path): array
    {
        clearstatcache();
        if (!file_exists($path)) {
            return ['there' => is_link($path) ? 'a link to nothing' : false];
        }

        return [
            'there' => is_link($path) ? 'a link' : true,
            'bytes' => is_file($path) ? (int) @filesize($path) : null,
            'mode' => substr(sprintf('%o', (int) @fileperms($path)), -4),
            'owner' => (int) @fileowner($path),
            'changed' => gmdate('c', (int) @filemtime($path)),
            'readable' => is_readable($path),
            'writable' => wp_is_writable($path),
        ];
    }

    /** The comment at the top of a drop-in says whose it is. */
    private static function head(string $path): string
    {
        return is_file($path) ? (string) @file_get_contents($path, false, null, 0, 300) : '';
    }

    private static function tail(string $path): string
    {
        $size = $path !== '' && is_file($path) ? (int) @filesize($path) : 0;

        return $size === 0 ? '' : (string) @file_get_contents($path, false, null, max(0, $size - self::LOG_BYTES), self::LOG_BYTES);
    }
}
