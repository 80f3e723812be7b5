<?php

/** `wp dynamic-cache pages` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Index\ListedPage;
use DynamicCache\Index\PageFilter;
use DynamicCache\Index\PageList;
use DynamicCache\Index\Standing;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Settings\FieldError;
use DynamicCache\Warm\Warmer;

final class PagesCommand
{
    /** Pages in one purge, and in one run of the warmer, whose time is limited. */
    private const PURGED_AT_ONCE = 1000;
    private const WARMED_AT_ONCE = 5;
    private const READ_AT_ONCE = 100;

    private const COLUMNS = ['url', 'status', 'reason', 'stored_at', 'expires_at', 'tags_count', 'gzip_bytes', 'hits'];

    public function __construct(private readonly Terminal $terminal) {}

    /**
     * Lists pages that were rendered for the cache: whether they are stored, and why not.
     *
     * ## OPTIONS
     *
     * [--search=<text>]
     * : In address or title.
     *
     * [--status=<words>]
     * : cached, stale, expired, purged, not-cached; several with commas.
     *
     * [--reason=<words>]
     * : Reason words such as set-cookie; several with commas.
     *
     * [--kind=<words>]
     * : front, posts, post, page, attachment, archive, author, date, search, feed, sitemap, embed, other.
     *
     * [--orderby=<column>]
     * : url, stored_at, expires_at, seen_at, bytes, hits, last_hit or tags.
     *
     * [--order=<asc|desc>]
     * : Which way; desc when it is left out.
     *
     * [--page=<number>]
     * : Which page of the list.
     *
     * [--per-page=<number>]
     * : Rows of it, up to 100.
     *
     * [--format=<format>]
     * : How to print it; `ids` prints addresses, one a line.
     * ---
     * default: table
     * options:
     *   - table
     *   - json
     *   - csv
     *   - yaml
     *   - ids
     * ---
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache pages list --status=not-cached --format=csv
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function list(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $format = Terminal::format($options);
        $found = (new PageList(Standing::of_site(time())))->find($this->filter($options));
        $pages = array_map(static fn(ListedPage $page): array => $page->to_array(), $found['pages']);
        if ($format === 'ids') {
            foreach ($pages as $page) {
                $this->terminal->line($page['url']);
            }

            return;
        }
        $this->terminal->rows($format === 'table' ? array_map(self::told(...), $pages) : $pages, $format === 'csv' ? array_keys($pages[0] ?? ['url' => '']) : self::COLUMNS, $format);
        if ($format === 'table' && $found['total'] > count($pages)) {
            /* translators: 1: a number, 2: a number */
            $this->terminal->say(sprintf(_n('%1$d of %2$d page; --page and --per-page show the others.', '%1$d of %2$d pages; --page and --per-page show the others.', $found['total'], 'ai-wp-dynamic-cache'), count($pages), $found['total']));
        }
    }

    /**
     * Throws the pages away that match.
     *
     * ## OPTIONS
     *
     * [--search=<text>]
     * : In address or title.
     *
     * [--status=<words>]
     * : As of `list`.
     *
     * [--reason=<words>]
     * : As of `list`.
     *
     * [--kind=<words>]
     * : As of `list`.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache pages purge --search=/shop/
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function purge(array $arguments, array $options): void
    {
        $urls = $this->matching($options);
        foreach (array_chunk($urls, self::PURGED_AT_ONCE) as $some) {
            PurgeQueue::of_site()->add_urls(...$some);
            PurgeQueue::of_site()->flush('manual');
        }
        $number = count($urls);
        /* translators: %d: number of pages */
        $this->terminal->done(sprintf(_n('%d page is out of use.', '%d pages are out of use.', $number, 'ai-wp-dynamic-cache'), $number));
    }

    /**
     * Fetches the pages that match as a visitor would, so that the next one gets them from the cache.
     *
     * ## OPTIONS
     *
     * [--search=<text>]
     * : In address or title.
     *
     * [--status=<words>]
     * : As of `list`.
     *
     * [--reason=<words>]
     * : As of `list`.
     *
     * [--kind=<words>]
     * : As of `list`.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache pages warm --status=purged,expired
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function warm(array $arguments, array $options): void
    {
        $cold = 0;
        $urls = $this->matching($options);
        foreach (array_chunk($urls, self::WARMED_AT_ONCE) as $some) {
            foreach (Warmer::of_site()->warm($some) as $page) {
                $layer = $page->origin->isKept ? $page->edge ?? $page->origin : $page->origin;
                $cold += $page->is_warm() ? 0 : 1;
                $this->terminal->say(sprintf('%s %s: %s', $page->is_warm() ? '+' : '-', $page->url, $layer->error ?? "{$layer->outcome}; reason={$layer->reason}"));
            }
        }
        /* translators: 1: a number, 2: a number */
        $said = sprintf(_n('%1$d of %2$d page is stored.', '%1$d of %2$d pages are stored.', count($urls), 'ai-wp-dynamic-cache'), count($urls) - $cold, count($urls));
        if ($cold === 0) {
            $this->terminal->done($said);

            return;
        }
        $this->terminal->warn($said);
        $this->terminal->end(1);
    }

    /**
     * Addresses of all pages that match; the list is read to its end before anything is done to it.
     *
     * @param array<string, mixed> $options
     *
     * @return list<string>
     */
    private function matching(array $options): array
    {
        Access::need($this->terminal, Capabilities::PURGE);
        $filter = $this->filter($options);
        if ($filter->is_everything()) {
            $this->terminal->refuse(__('Say which pages: --search, --status, --reason or --kind. All of them: `wp dynamic-cache purge --all`.', 'ai-wp-dynamic-cache'));
        }
        $list = new PageList(Standing::of_site(time()));
        $urls = [];
        for ($page = 1; count($found = $list->find($filter->at($page, self::READ_AT_ONCE))['pages']) > 0; $page++) {
            array_push($urls, ...array_map(static fn(ListedPage $page): string => $page->row->url, $found));
        }

        return array_values(array_unique($urls));
    }

    /** @param array<string, mixed> $options */
    private function filter(array $options): PageFilter
    {
        unset($options['format']);
        $names = array_map(static fn(string $name): string => strtr($name, '-', '_'), array_keys($options));
        $filter = PageFilter::asked(array_combine($names, $options));
        if ($filter instanceof PageFilter) {
            return $filter;
        }
        $this->terminal->refuse(
            __('Nothing was done.', 'ai-wp-dynamic-cache'),
            ...array_map(static fn(FieldError $error): string => "--{$error->path}: {$error->message}", $filter),
        );
    }

    /**
     * @param array{url: string, status: string, reason: string, stored_at: int|null, expires_at: int|null, tags_count: int, gzip_bytes: int, hits: int} $page
     *
     * @return array{url: string, status: string, reason: string, stored_at: string, expires_at: string, tags_count: int, gzip_bytes: int, hits: int}
     */
    private static function told(array $page): array
    {
        $time = static fn(?int $at): string => $at === null ? '-' : (string) wp_date('Y-m-d H:i:s', $at);

        return ['stored_at' => $time($page['stored_at']), 'expires_at' => $time($page['expires_at'])] + $page;
    }
}
