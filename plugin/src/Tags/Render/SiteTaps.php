<?php

/**
 * Everything that watches the render for one site of the network; a single site has just these. Core's hooks do not say
 * which site they are about, so that the taps of one site listen at a time.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Render;

use DynamicCache\Engine\Fill;
use DynamicCache\Tags\Content\ArchiveTaps;
use DynamicCache\Tags\Content\BlockTaps;
use DynamicCache\Tags\Content\CommentTaps;
use DynamicCache\Tags\Content\CountTaps;
use DynamicCache\Tags\Content\FrameTaps;
use DynamicCache\Tags\Content\MetaTaps;
use DynamicCache\Tags\Content\NeighbourTaps;
use DynamicCache\Tags\Content\PostTaps;
use DynamicCache\Tags\Content\TermTaps;
use DynamicCache\Tags\Content\UserListTaps;
use DynamicCache\Tags\Content\UserTaps;
use DynamicCache\Tags\ObjectCache\ForeignReads;
use DynamicCache\Tags\ObjectCache\PostReads;
use DynamicCache\Tags\Options\OptionTaps;
use DynamicCache\Tags\Options\ThemeMods;
use DynamicCache\Tags\Options\WidgetOptions;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Queries\QueryTaps;
use DynamicCache\Tags\Records\ListRecords;
use DynamicCache\Tags\Tables\SqlTaps;
use DynamicCache\Tags\Time\ScheduleTaps;

final class SiteTaps
{
    private const TAPS = [
        FrameTaps::class, ThemeMods::class, PostTaps::class, NeighbourTaps::class, ArchiveTaps::class, CountTaps::class,
        UserTaps::class, UserListTaps::class, CommentTaps::class, MetaTaps::class, ScheduleTaps::class, WidgetOptions::class,
    ];

    private readonly PageTags $page;

    private readonly QueryTaps $queries;

    private readonly TermTaps $terms;

    private readonly OptionTaps $options;

    private readonly BlockTaps $blocks;

    private readonly SqlTaps $sql;

    /** @var list<object> */
    private array $taps = [];

    /** @var list<array{string, \Closure, int, int}> hook, callback, priority, number of arguments */
    private array $hooks = [];

    /** No more of them will come. */
    private bool $isComplete = false;

    /**
     * @param ListRecords|null $lists where queries for posts are written down; null: nowhere
     * @param bool $isOfRequest it is the site that answers
     */
    private function __construct(Fill $fill, ?ListRecords $lists, private readonly bool $isOfRequest)
    {
        $this->page = new PageTags($fill);
        $this->queries = new QueryTaps($this->page, $lists);
        $this->terms = new TermTaps($this->page);
        $this->options = new OptionTaps($this->page);
        $this->blocks = new BlockTaps($this->page);
        $this->sql = new SqlTaps($this->page, $lists);
    }

    /** Of the site that answers. */
    public static function begin(Fill $fill, ?ListRecords $lists): self
    {
        $site = new self($fill, $lists, true);
        // PostReads extends core's class, and must not be loaded where another one has its name.
        $site->page->hear_by(ForeignReads::is_needed() ? ForeignReads::begin($site->page, $lists) : PostReads::begin($site->page));
        $site->boot();

        return $site;
    }

    /** Of a site that is switched to while this one answers. */
    public function another(Fill $fill, ?ListRecords $lists): self
    {
        $site = new self($fill, $lists, false);
        $site->page->share_reads_of($this->page);
        $site->listen();
        $site->boot();

        return $site;
    }

    public function page(): PageTags
    {
        return $this->page;
    }

    /** What has to be known before the answer is out. The site must be the current one. */
    public function finish(): void
    {
        $this->queries->expire();
        $this->sql->expire();
        $this->options->pause();
        $this->options->expire();
    }

    /** After finish(), what is known only when everything was rendered. The site must be the current one. */
    public function settle(): void
    {
        $this->sql->finish();
        $this->queries->finish($this->isOfRequest);
        $this->terms->finish();
        $this->options->finish();
        $this->blocks->finish();
        $this->page->finish();
    }

    /** Another site is switched to: nothing that happens there is this one's. */
    public function silence(): void
    {
        $this->options->pause();
        $this->sql->pause();
        if (!$this->isComplete) {
            $this->hooks = self::hooks_of($this->taps);
            // Until then blocks and taxonomies are registered, and get filters of their own.
            $this->isComplete = did_action('template_redirect') > 0;
        }
        foreach ($this->hooks as [$hook, $callback, $priority]) {
            remove_filter($hook, $callback, $priority);
        }
    }

    /** After silence(). */
    public function listen(): void
    {
        $this->page->watch();
        $this->page->leave_alone($this->isOfRequest ? null : ($GLOBALS['post'] ?? null));
        foreach ($this->hooks as [$hook, $callback, $priority, $arguments]) {
            add_filter($hook, $callback, $priority, $arguments);
        }
        $this->options->listen();
    }

    private function boot(): void
    {
        $others = array_map(fn(string $taps) => new $taps($this->page), self::TAPS);
        $this->taps = [$this->queries, $this->terms, $this->options, $this->blocks, $this->sql, ...$others];
        // Options last: the others read some to know what to listen to.
        foreach ([$this->queries, $this->terms, $this->blocks, $this->sql, ...$others, $this->options] as $taps) {
            $taps->boot();
        }
    }

    /**
     * The callbacks that are methods or closures of these objects.
     *
     * @param list<object> $taps
     *
     * @return list<array{string, \Closure, int, int}>
     */
    private static function hooks_of(array $taps): array
    {
        global $wp_filter;
        $found = [];
        foreach (is_array($wp_filter) ? $wp_filter : [] as $name => $hook) {
            foreach ($hook instanceof \WP_Hook ? $hook->callbacks : [] as $priority => $callbacks) {
                foreach ($callbacks as ['function' => $function, 'accepted_args' => $arguments]) {
                    if ($function instanceof \Closure && in_array((new \ReflectionFunction($function))->getClosureThis(), $taps, true)) {
                        $found[] = [(string) $name, $function, $priority, $arguments];
                    }
                }
            }
        }

        return $found;
    }
}
