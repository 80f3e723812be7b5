<?php

/**
 * Other sites of the network that a page shows (switch_to_blog(), get_blog_option(), blocks and plugins of networks).
 * At the first switch the position of that site's purge log is taken, before anything of it is read, and from then on
 * the page's tags are those of that site, with its id in front. What stands in its log later counts against the page
 * (Store\NetworkPageStore). A site without a cache writes nothing down: a page that shows it is not stored.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Render;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Store\Token;
use DynamicCache\Tags\Records\ListRecords;

final class OtherSites
{
    private readonly int $home;

    /** @var array<int, SiteTaps> the one that answers among them */
    private array $sites;

    private int $current;

    /** finish() has been called, and settle() has yet to be. */
    private bool $isSettling = false;

    /** @param \Closure(string): ?Token $position of a site's purge log, by blog id; null: it keeps none */
    public function __construct(
        private readonly Fill $fill,
        SiteTaps $home,
        private readonly ?ListRecords $lists,
        private readonly \Closure $position,
    ) {
        $this->home = $this->current = get_current_blog_id();
        $this->sites = [$this->home => $home];
    }

    public function boot(): void
    {
        // Before anybody else has a chance to read something there.
        add_action('switch_blog', $this->follow(...), PHP_INT_MIN, 0);
        add_filter('site_details', $this->details(...), PHP_INT_MAX);
    }

    /**
     * Everything that is known at the end only, on each site in turn; of the site that answers most is done behind the answer.
     * Called more than once.
     */
    public function finish(): void
    {
        foreach ($this->sites as $site => $taps) {
            $this->on($site, $taps->finish(...));
            if ($site !== $this->home) {
                $this->on($site, $taps->settle(...));
            }
        }
        if (!$this->isSettling) {
            $this->isSettling = true;
            $this->fill->later($this->settle(...));
        }
    }

    private function settle(): void
    {
        $this->isSettling = false;
        $this->on($this->home, $this->sites[$this->home]->settle(...));
    }

    /**
     * Whoever switched to another site may have forgotten to come back.
     *
     * @param \Closure(): void $work
     */
    private function on(int $site, \Closure $work): void
    {
        $isElsewhere = $site !== get_current_blog_id();
        if ($isElsewhere) {
            switch_to_blog($site);
        }
        $work();
        if ($isElsewhere) {
            restore_current_blog();
        }
    }

    /** The site has changed, or a switch led back to the same one. */
    private function follow(): void
    {
        $site = get_current_blog_id();
        if ($site === $this->current) {
            return;
        }
        $this->sites[$this->current]->silence();
        $this->current = $site;
        $this->fill->stand_on($site === $this->home ? '' : (string) $site);
        if (isset($this->sites[$site])) {
            $this->sites[$site]->listen();
        } else {
            $this->enter($site);
        }
    }

    private function enter(int $site): void
    {
        $position = ($this->position)((string) $site);
        if ($position === null) {
            $this->fill->refuse(Reason::Incomplete);
        } else {
            $this->fill->shows_site((string) $site, $position);
        }
        $this->sites[$site] = $this->sites[$this->home]->another($this->fill, $this->lists);
    }

    /** Name and address of a site, out of a cache that lasts longer than this request: they may be older than any position taken now. */
    private function details(mixed $details = null): mixed
    {
        $site = is_object($details) ? (get_object_vars($details)['blog_id'] ?? null) : null;
        if (is_numeric($site) && !isset($this->sites[(int) $site])) {
            $this->fill->refuse(Reason::Incomplete);
        }

        return $details;
    }
}
