<?php

/**
 * Watches WordPress render a page for the cache, and tells the fill what the page depends on. In every other request
 * it does nothing at all.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Render;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\RenderFacts;
use DynamicCache\Feature;
use DynamicCache\Store\Token;
use DynamicCache\Tags\Records\ListRecords;
use DynamicCache\Tags\Time\ClockTaps;

final class RenderObserver implements Feature
{
    private bool $variesByDevice = false;

    /**
     * @param (\Closure(string, array<array-key, string>, int, int): string)|null $renewal adds to a page what renews its nonces (NonceTaps)
     * @param ListRecords|null $lists where queries for posts are written down; null: nowhere
     * @param (\Closure(string): ?Token)|null $position of another site's purge log (OtherSites); null: none is known
     */
    public function __construct(
        private readonly ?\Closure $renewal = null,
        private readonly ?ListRecords $lists = null,
        private readonly ?\Closure $position = null,
    ) {}

    public function boot(): void
    {
        $fill = Fill::current();
        if ($fill === null) {
            return;
        }
        (new TagSources())->boot($fill);
        $home = SiteTaps::begin($fill, $this->lists);
        $sites = new OtherSites($fill, $home, $this->lists, $this->position ?? static fn(string $site): ?Token => null);
        $clock = new ClockTaps($home->page());
        foreach ([$clock, new NonceTaps($home->page(), $this->renewal, $clock->show(...)), $sites] as $taps) {
            $taps->boot();
        }
        Spelling::boot($fill);
        add_filter('wp_is_mobile', $this->device(...), PHP_INT_MAX);
        $finish = $sites->finish(...);
        // Before the purge queue flushes and before core ends the output.
        add_action('shutdown', $finish, -10, 0);
        $fill->ask_for_facts(function () use ($finish): RenderFacts {
            $finish();

            return $this->facts();
        });
    }

    private function device(mixed $isMobile = false): mixed
    {
        $this->variesByDevice = true;

        return $isMobile;
    }

    /** Runs inside the recorder's output callback: nothing here may print or open a buffer. */
    private function facts(): RenderFacts
    {
        global $EZSQL_ERROR;

        return new RenderFacts(
            did_action('template_redirect') > 0,
            did_action('wp_footer') > 0 || did_action('embed_footer') > 0,
            is_array($EZSQL_ERROR) && $EZSQL_ERROR !== [],
            is_user_logged_in() || is_admin_bar_showing(),
            defined('DONOTCACHEPAGE') && (bool) constant('DONOTCACHEPAGE'),
            $this->variesByDevice,
        );
    }
}
