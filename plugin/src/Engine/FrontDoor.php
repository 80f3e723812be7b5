<?php

/**
 * The first thing that happens to a request, before WordPress is loaded: answered from the store, passed to WordPress
 * with a recorder around it, or passed with a word why the cache has nothing to do with it. Started by the drop-in.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Part;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\Stores;

final class FrontDoor
{
    /** There from the moment on when it is known which site is asked. */
    private ?Counter $counter = null;

    private function __construct(private readonly string $dir, private readonly Request $request, private readonly int $now) {}

    /**
     * Returns when WordPress has to answer; a hit ends the request here.
     *
     * @param string $dir the cache folder
     */
    public static function open(string $dir): void
    {
        $isForVisitors = self::is_web() && !defined('WP_INSTALLING') && !defined('DOING_CRON') && !headers_sent();
        if ($isForVisitors && (new self($dir, Request::from_server($_SERVER), time()))->answer()) {
            exit;
        }
    }

    /** PHP-WASM answers web requests under the name `cli`; WP-CLI makes up a request where there is none. */
    private static function is_web(): bool
    {
        return PHP_SAPI !== 'cli' || (isset($_SERVER['REQUEST_METHOD']) && !defined('WP_CLI'));
    }

    /** Whether the request is answered. */
    private function answer(): bool
    {
        try {
            $visit = $this->visit();
            if ($visit instanceof Visit) {
                return $this->look_up($visit);
            }
            Output::headers(Status::bypassed($visit->reason));
            $this->counter?->bypassed($visit->reason);
        } catch (UnableToReadConfig) {
            // No word about it: this site does not use the cache.
        }

        return false;
    }

    private function look_up(Visit $visit): bool
    {
        try {
            return $this->serve($visit, Stores::open($this->dir, $visit->config->store, $visit->config->site));
        } catch (StoreFailure) {
            Output::headers(Status::missed(Reason::StoreError, Reason::StoreError));
            $this->counter?->missed($visit, Reason::StoreError);

            return false;
        }
    }

    /** @throws UnableToReadConfig */
    private function visit(): Visit|Bypass
    {
        $site = SiteMap::site_of($this->request, Json::of_file("{$this->dir}/sites.php"));
        if ($site instanceof Reason) {
            return new Bypass($site);
        }
        $config = Config::parse(Json::of_file("{$this->dir}/config/{$site}.php"));
        // A site that is switched off has no figures.
        $this->counter = $config->isEnabled ? Counter::of_request($this->dir, $site, $_SERVER) : null;
        $found = (new Lookup($this->request, $config))->decide($this->now);

        return $found instanceof Bypass ? $found : new Visit($this->request, $config, $found, $this->now);
    }

    /** @throws StoreFailure */
    private function serve(Visit $visit, PageStore $store): bool
    {
        $isPlain = Encoding::is_taken_by_php();
        $isGzip = !$isPlain && Encoding::accepts_gzip($this->request->header('accept-encoding'));
        $isHead = $this->request->method === 'HEAD';
        $canonical = $visit->target->canonical;
        $page = $store->find($canonical, $this->now, $isHead ? Part::Head : ($isGzip ? Part::Gzip : Part::Identity));
        if ($page instanceof Page && $isGzip && $page->body->gzipLength === 0) {
            // Stored while PHP had no zlib.
            $isGzip = false;
            $page = $store->find($canonical, $this->now, $isHead ? Part::Head : Part::Identity);
        }
        if ($page instanceof Page && $page->revision === $visit->config->revision) {
            $reply = Reply::of($page, $visit, $isGzip, !$isPlain);
            Output::send($reply);
            $this->counter?->hit($visit, strlen($reply->body));

            return true;
        }
        // A page of other settings could break the rules of today, and the edge would not take it either.
        $why = $page instanceof Page ? Reason::Revision : $page->reason;
        Output::headers(Status::missed($why, $why));
        if ($isHead) {
            $this->counter?->missed($visit, $why);
        } else {
            (new Recorder($visit, $store, $store->token($this->now), $why))->start($this->counter);
        }

        return false;
    }
}
