<?php

/**
 * Watches WordPress render a page for the cache, and tells the fill what the page depends on. In every other request
 * it does nothing at all.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Engine\RenderFacts;
use DynamicCache\Feature;

final class RenderObserver implements Feature
{
    private bool $variesByDevice = false;

    /**
     * @param (\Closure(string, array<array-key, string>, int, int): string)|null $renewal adds to a page what renews its nonces (NonceTaps)
     * @param ListRecords|null $lists where queries for posts are written down; null: nowhere
     */
    public function __construct(
        private readonly ?\Closure $renewal = null,
        private readonly ?ListRecords $lists = null,
    ) {}

    public function boot(): void
    {
        $fill = Fill::current();
        if ($fill === null) {
            return;
        }
        (new TagSources())->boot($fill);
        $page = new PageTags($fill);
        $queries = new QueryTaps($page, $this->lists);
        $terms = new TermTaps($page);
        foreach ([$page, $queries, $terms, new FrameTaps($page), new ThemeMods($page), new PostTaps($page), new PeopleTaps($page), new DataTaps($page), new ClockTaps($page), SqlTaps::of($page), new NonceTaps($page, $this->renewal)] as $taps) {
            $taps->boot();
        }
        Spelling::boot($fill);
        add_filter('wp_is_mobile', $this->device(...), PHP_INT_MAX);
        add_action('switch_blog', static fn(mixed $new = 0, mixed $old = 0) => self::leave($fill, $new === $old));
        $finish = static function () use ($page, $queries, $terms): void {
            $queries->finish();
            $terms->finish();
            $page->finish();
        };
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

    /** What another site of the network changes is in that site's log, which this page's token knows nothing of. */
    private static function leave(Fill $fill, bool $isSame): void
    {
        if (!$isSame) {
            $fill->refuse(Reason::Incomplete);
        }
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
