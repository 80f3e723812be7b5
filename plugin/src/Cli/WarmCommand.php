<?php

/** `wp dynamic-cache warm` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Warm\Warmer;

final class WarmCommand
{
    public function __construct(private readonly Terminal $terminal) {}

    /**
     * Fetches pages as a visitor would, so that the next one gets them from the cache.
     *
     * ## OPTIONS
     *
     * [<url>...]
     * : Addresses of this site, up to 20.
     *
     * [--post=<id>]
     * : The page of this post.
     *
     * [--format=<format>]
     * : How to print it.
     * ---
     * default: table
     * options:
     *   - table
     *   - json
     *   - yaml
     * ---
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache warm / /shop/
     *     $ wp dynamic-cache warm --post=12
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function warm(array $arguments, array $options): void
    {
        $urls = $this->urls($arguments, PostOption::of($this->terminal, $options));
        $pages = array_map(static fn($page): array => $page->to_array(), Warmer::of_site()->warm($urls));
        $format = Terminal::format($options);
        if ($format === 'table') {
            $this->terminal->rows(array_map(static fn(array $page): array => [
                'url' => $page['url'],
                'warm' => $page['warm'],
                'origin' => self::layer($page['origin']),
                'edge' => self::layer($page['edge']),
            ], $pages), ['url', 'warm', 'origin', 'edge'], 'table');
        } else {
            $this->terminal->value($pages, $format);
        }
        $cold = count(array_filter($pages, static fn(array $page): bool => !$page['warm']));
        if ($cold > 0) {
            /* translators: 1: a number, 2: a number */
            $this->terminal->warn(sprintf(_n('%1$d of %2$d page is not stored at every layer.', '%1$d of %2$d pages are not stored at every layer.', count($pages), 'ai-wp-dynamic-cache'), $cold, count($pages)));
            $this->terminal->end(1);
        }
    }

    /**
     * @param list<string> $arguments
     *
     * @return list<string>
     */
    private function urls(array $arguments, ?\WP_Post $post): array
    {
        if ($post !== null && $arguments === []) {
            Access::need_for_post($this->terminal, Capabilities::PURGE, $post->ID);
        } else {
            Access::need($this->terminal, Capabilities::PURGE);
        }
        $link = $post === null ? '' : get_permalink($post);
        $urls = SiteUrls::of($this->terminal, $arguments, SettingsRepository::of_site()->all()->hosts);
        $urls = $link !== '' ? [...$urls, $link] : $urls;
        if ($urls === [] || count($urls) > 20) {
            /* translators: %d: a number */
            $this->terminal->refuse(sprintf(__('Say what to warm: from 1 to 20 addresses, or --post=<id>; these are %d.', 'ai-wp-dynamic-cache'), count($urls)));
        }

        return $urls;
    }

    /** @param array{status: int|null, outcome: string|null, reason: string|null, ms: float, error: string|null}|null $layer */
    private static function layer(?array $layer): string
    {
        return match (true) {
            $layer === null => '-',
            $layer['error'] !== null => $layer['error'],
            default => trim(sprintf('%d %s %s %d ms', (int) $layer['status'], (string) $layer['outcome'], (string) $layer['reason'], (int) $layer['ms'])),
        };
    }
}
