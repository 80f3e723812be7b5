<?php

/**
 * What has to be thrown away on one site: collected while WordPress works, done in one go at the end of the request.
 * At the first sign of a change pages come under suspicion and are no longer served; the flush confirms, narrows or
 * withdraws that.
 */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Install\Paths;
use DynamicCache\Install\Sites;
use DynamicCache\Lists\ChangedLists;
use DynamicCache\Lists\ListChanges;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Store\Suspicion;
use DynamicCache\Tags\Tables\OwnTables;
use DynamicCache\Tags\Tag;

final class PurgeQueue
{
    /** A long process flushes when its oldest change is this old, or when it has so many. */
    private const FLUSH_SECONDS = 1.0;
    private const FLUSH_SIZE = 500;

    /** Lists are looked up under suspicions no older than this, in seconds: readers take those of twice that for abandoned. */
    private const MAX_AGE = Suspicion::EXPIRES_AFTER / 2;

    /** More tags than this are repeated as one. */
    private const MAX_REPEATED = 5000;

    /** @var array<int, self> */
    private static array $ofSites = [];

    /** @var array<string, true> */
    private array $tags = [];

    /** @var array<string, true> */
    private array $urls = [];

    /** @var list<Suspicion> */
    private array $suspicions = [];

    /** @var array<string, true> */
    private array $suspected = [];

    /** @var array<string, true> purged before the request was over */
    private array $repeated = [];

    /** @var list<\Closure(): void> to be done before anything is compared */
    private array $later = [];

    private float $since = 0.0;

    private bool $isFlushing = false;

    /** Core was told not to forget what it holds in memory (wp_suspend_cache_invalidation()), as importers do. */
    private bool $isBlind = false;

    public function __construct(
        private readonly SiteStore $store,
        private readonly Journal $journal,
        private readonly ChangedLists $lists,
    ) {}

    /** The queue of the current site; one per request. */
    public static function of_site(): self
    {
        $site = get_current_blog_id();

        return self::$ofSites[$site] ??= new self(SiteStore::of(Paths::of_wordpress(), (string) $site), new Journal(), ChangedLists::of_site());
    }

    /**
     * Something changes that the sites of a network share, such as a user: on each of them that uses the cache.
     *
     * @param \Closure(self): void $expect runs with the site as the current one
     */
    public static function of_all_sites(\Closure $expect): void
    {
        Sites::each(is_multisite(), static function () use ($expect): void {
            $queue = self::of_site();
            if ($queue->store->is_in_use() || !is_multisite()) {
                $expect($queue);
            }
        });
    }

    /** Flushes the queues of all sites that the request touched. */
    public static function flush_all(): void
    {
        foreach (self::$ofSites as $site => $queue) {
            $isOther = $site !== get_current_blog_id();
            if ($isOther) {
                switch_to_blog($site);
            }
            $queue->flush('');
            if ($isOther) {
                restore_current_blog();
            }
        }
    }

    public function add(string ...$tags): void
    {
        foreach ($tags as $tag) {
            if (!Tag::is_tag($tag)) {
                _doing_it_wrong(__METHOD__, esc_html("\"{$tag}\" is not a tag."), '0.1.0');
                continue;
            }
            $this->tags[$tag] = true;
        }
    }

    /** @param string ...$urls absolute, or from the root of the site's host */
    public function add_urls(string ...$urls): void
    {
        foreach ($urls as $url) {
            $this->urls[HomeUrl::of_site()->absolute($url)] = true;
        }
    }

    public function everything(): void
    {
        $this->add(Tag::site());
    }

    /**
     * A subject is about to change, or just did: remembers its state and keeps the pages that may show it from being
     * served until the flush.
     *
     * @param callable(): ?Change $change
     * @param list<string> $suspects coarse tags
     */
    public function expect(string $subject, callable $change, array $suspects): void
    {
        $this->pace();
        $this->journal->record($subject, $change);
        $this->suspect($suspects);
    }

    /**
     * The same for a subject that has just come into being. Core tells of that late: the terms of a new post are there
     * before, and their hooks take it for one that was always there.
     *
     * @param list<string> $suspects coarse tags
     */
    public function expect_new(string $subject, Change $change, array $suspects): void
    {
        $this->pace();
        $this->journal->record_new($subject, $change);
        $this->suspect($suspects);
    }

    /** @param \Closure(): void $work what can be told of a change only when it has been written */
    public function afterwards(\Closure $work): void
    {
        $this->later[] = $work;
    }

    /** @param list<string> $tags */
    public function suspect(array $tags): void
    {
        $new = array_values(array_filter($tags, fn(string $tag): bool => !isset($this->suspected[$tag])));
        if ($new === [] || !$this->store->takes_changes()) {
            return;
        }
        $suspicion = $this->store->suspect($new);
        if ($suspicion !== null) {
            $this->suspicions[] = $suspicion;
            $this->suspected += array_fill_keys($new, true);
            // Should this process die before its flush, the store settles that by itself; the edge has to be told.
            do_action('dynamic_cache_suspected', $new);
        }
    }

    /** Throws away what was added and what has changed. Without a cause in words, that of the changes. */
    public function flush(string $cause): void
    {
        $this->run($cause, false);
    }

    /** @param bool $goesOn the end of the request will repeat it, because a transaction may hide the change until then */
    private function run(string $cause, bool $goesOn): void
    {
        if ($this->isFlushing || $this->is_idle()) {
            return;
        }
        $this->isFlushing = true;
        try {
            $this->settle($cause, $goesOn);
        } catch (\Throwable $failure) {
            // Whoever catches it may go on for hours. What was not compared stays under suspicion, which nobody withdraws
            // any more, and what changes from here on is suspected anew.
            $this->suspicions = $this->suspected = [];
            throw $failure;
        } finally {
            $this->isFlushing = false;
        }
    }

    private function settle(string $cause, bool $goesOn): void
    {
        if ($this->isBlind && wp_cache_supports('flush_runtime')) {
            wp_cache_flush_runtime();
        }
        $this->isBlind = false;
        foreach (array_splice($this->later, 0) as $work) {
            $work();
        }
        if (abs(microtime(true) - $this->since) > self::MAX_AGE) {
            $this->suspected = [];
        }
        $settled = $this->journal->settle($goesOn);
        $isInUse = $this->store->is_in_use();
        $changed = $isInUse ? $settled->tags : [];
        $tags = array_keys($this->tags + $this->repeated + array_fill_keys($changed, true) + array_fill_keys($isInUse ? $this->lists($settled, $goesOn) : [], true));
        $urls = array_map(strval(...), array_keys($this->urls));
        $suspicions = $this->suspicions;
        $this->tags = $this->urls = $this->suspicions = $this->suspected = $this->repeated = [];
        $this->since = 0.0;
        // A visit that is counted in a table concerns pages that read it: the store refuses them (Suspicion).
        if (array_filter($changed, static fn(string $tag): bool => !OwnTables::is_tag($tag)) !== []) {
            Fill::current()?->refuse(Reason::ChangedByOwnRender);
        }
        if ($goesOn) {
            $this->repeated = count($tags) > self::MAX_REPEATED ? [Tag::site() => true] : array_fill_keys($tags, true);
        }
        $this->purge(array_map(strval(...), $tags), $urls, $suspicions, $cause !== '' ? $cause : $this->journal->cause());
    }

    /** Nothing was changed, said or suspected: most requests, twice at their end. */
    private function is_idle(): bool
    {
        return $this->tags === [] && $this->urls === [] && $this->suspicions === [] && $this->repeated === [] && $this->later === [] && $this->journal->size() === 0;
    }

    /**
     * The lists that changed. They are looked up when every page that may show one is under suspicion, also where nobody
     * foresaw the change: see ChangedLists.
     *
     * @return list<string>
     */
    private function lists(Settled $settled, bool $goesOn): array
    {
        if (isset($this->tags[Tag::site()]) || in_array(Tag::site(), $settled->tags, true)) {
            return [];
        }
        $changes = new ListChanges(
            $settled->moves,
            [...$settled->loose, ...array_map(strval(...), array_keys($this->repeated))],
            array_map(strval(...), array_keys($this->tags)),
        );
        $this->suspect(ChangedLists::suspects($changes));

        return $this->lists->tags($changes, !$goesOn);
    }

    /**
     * @param list<string> $tags
     * @param list<string> $urls
     * @param list<Suspicion> $suspicions
     */
    private function purge(array $tags, array $urls, array $suspicions, string $cause): void
    {
        if ($tags === [] && $urls === []) {
            if ($suspicions !== []) {
                $this->store->purge([], $suspicions);
                do_action('dynamic_cache_withdrawn');
            }

            return;
        }
        $everything = in_array(Tag::site(), $tags, true);
        $tags = $everything ? [Tag::site()] : $tags;
        sort($tags, SORT_STRING);
        $token = $this->store->purge([...$tags, ...($everything ? [] : PageKeys::tags($urls, $this->store->config_file()))], $suspicions);
        $record = PurgeRecords::add(new Purged($tags, $urls, $everything, $token), $cause, microtime(true));
        do_action('dynamic_cache_purged', new Purged($tags, $urls, $everything, $token, $record));
    }

    /**
     * No change is made under a suspicion that readers might take for abandoned. By the same clock as theirs, in both
     * directions: one that was set makes a suspicion of a moment ago an old one.
     */
    private function pace(): void
    {
        $this->isBlind = $this->isBlind || (bool) ($GLOBALS['_wp_suspend_cache_invalidation'] ?? false);
        $now = microtime(true);
        $this->since = $this->since > 0.0 ? $this->since : $now;
        if (abs($now - $this->since) >= self::FLUSH_SECONDS || $this->journal->size() >= self::FLUSH_SIZE) {
            $this->run('', true);
            $this->since = $now;
        }
    }
}
