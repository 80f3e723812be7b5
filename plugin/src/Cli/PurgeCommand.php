<?php

/** `wp dynamic-cache purge` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Edge\EdgeStatus;
use DynamicCache\Install\Sites;
use DynamicCache\Purge\AskedTags;
use DynamicCache\Purge\Purged;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\SoftPurge;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\WholeTags;

final class PurgeCommand
{
    public function __construct(
        private readonly Terminal $terminal,
        private readonly EdgeStatus $edge,
    ) {}

    /**
     * Throws stored pages away: by tag, by address, those that show a post, or all.
     *
     * ## OPTIONS
     *
     * [<tag-or-url>...]
     * : Tags such as post:12 or term:3, or addresses of this site such as /shop/ or https://example.com/shop/.
     *
     * [--post=<id>]
     * : Every page that shows this post.
     *
     * [--all]
     * : Every page of the site.
     *
     * [--network]
     * : With --all: every page of every site of the network.
     *
     * [--soft]
     * : Let the pages expire instead: each is shown once more while it is rendered anew. Not for what must not be seen any
     * more.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache purge /shop/ post:12
     *     $ wp dynamic-cache purge --post=12
     *     $ wp dynamic-cache purge --all --network
     *     $ wp dynamic-cache purge --all --soft
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function purge(array $arguments, array $options): void
    {
        $isAll = SwitchOption::is_on($this->terminal, $options, 'all');
        $isSoft = SwitchOption::is_on($this->terminal, $options, 'soft');
        $isNetwork = SwitchOption::is_on($this->terminal, $options, 'network');
        $post = PostOption::of($this->terminal, $options);
        $this->check($arguments, $post, $isAll, $isNetwork);
        if ($isNetwork) {
            $this->purge_network($isSoft);

            return;
        }
        $targets = PurgeTargets::parse($arguments, SettingsRepository::of_site()->all()->hosts);
        if ($targets->complaints !== []) {
            $this->terminal->refuse(__('Nothing was purged.', 'ai-wp-dynamic-cache'), ...$targets->complaints);
        }
        $this->doubt(AskedTags::unknown($targets->tags));
        $tags = WholeTags::of([...$targets->tags, ...($post === null ? [] : [Tag::post($post->ID)]), ...($isAll ? [Tag::site()] : [])]);
        if (!$this->report($this->run($tags, $targets->urls, $isSoft))) {
            $this->terminal->end(1);
        }
    }

    /** @param list<string> $arguments */
    private function check(array $arguments, ?\WP_Post $post, bool $isAll, bool $isNetwork): void
    {
        if ($isNetwork) {
            Network::need($this->terminal);
        } elseif ($post !== null && $arguments === [] && !$isAll) {
            Access::need_for_post($this->terminal, Capabilities::PURGE, $post->ID);
        } else {
            Access::need($this->terminal, Capabilities::PURGE);
        }
        if ($isNetwork && (!$isAll || $arguments !== [] || $post !== null)) {
            $this->terminal->refuse(__('--network goes with --all alone: tags and addresses are those of one site (choose it with --url).', 'ai-wp-dynamic-cache'));
        }
        if ($isAll && ($arguments !== [] || $post !== null)) {
            $this->terminal->refuse(__('--all is everything: leave the rest out, or leave --all out.', 'ai-wp-dynamic-cache'));
        }
        if ($arguments === [] && $post === null && !$isAll) {
            $this->terminal->refuse(__('Say what to purge: tags, addresses, --post=<id> or --all.', 'ai-wp-dynamic-cache'));
        }
    }

    /** @param list<string> $unknown */
    private function doubt(array $unknown): void
    {
        if ($unknown !== []) {
            $this->terminal->warn(sprintf(
                /* translators: %s: tags */
                _n('Nothing has this number now: %s. Its pages are purged all the same, as it may have been deleted.', 'Nothing has these numbers now: %s. Their pages are purged all the same, as they may have been deleted.', count($unknown), 'ai-wp-dynamic-cache'),
                implode(', ', $unknown),
            ));
        }
    }

    private function purge_network(bool $isSoft): void
    {
        [$purged, $failed] = [0, 0];
        Sites::each(true, function () use (&$purged, &$failed, $isSoft): void {
            if (SettingsRepository::of_site()->all()->enabled) {
                // A store that is away keeps no other site from being purged.
                $this->report($this->run([Tag::site()], [], $isSoft), home_url('/') . ': ') ? $purged++ : $failed++;
            }
        });
        $this->terminal->say(sprintf(
            /* translators: %d: a number */
            _n('%d site has its cache on.', '%d sites have their cache on.', $purged + $failed, 'ai-wp-dynamic-cache'),
            $purged + $failed,
        ));
        if ($failed > 0) {
            $this->terminal->end(1);
        }
    }

    /**
     * @param list<string> $tags
     * @param list<string> $urls
     */
    private function run(array $tags, array $urls, bool $isSoft): Purged
    {
        if ($isSoft) {
            return SoftPurge::of_site()->run($tags, $urls);
        }
        $done = null;
        $remember = static function (Purged $purged) use (&$done): void {
            $done = $purged;
        };
        add_action('dynamic_cache_purged', $remember, 1);
        PurgeQueue::of_site()->add(...$tags);
        PurgeQueue::of_site()->add_urls(...$urls);
        PurgeQueue::of_site()->flush('manual');
        remove_action('dynamic_cache_purged', $remember, 1);

        return $done instanceof Purged ? $done : throw new \LogicException('A flush of something that purges nothing');
    }

    /** Whether the pages are out of use. */
    private function report(Purged $purged, string $where = ''): bool
    {
        if ($purged->token === null) {
            $this->terminal->fail($where . __('The store of pages could not be reached: they may be served until it can be again. `wp dynamic-cache doctor` says more.', 'ai-wp-dynamic-cache'));

            return false;
        }
        $this->terminal->done($where . self::done($purged));
        $edge = $this->edge->to_array();
        if ($edge['state'] === 'off') {
            return true;
        }
        if ($edge['behind'] === 0 && $edge['error'] === null) {
            $this->terminal->say(__('The edge knows.', 'ai-wp-dynamic-cache'));

            return true;
        }
        $this->terminal->warn(sprintf(
            /* translators: 1: a number, 2: why */
            _n('%1$d message still waits for the edge, and cron goes on with it. %2$s', '%1$d messages still wait for the edge, and cron goes on with them. %2$s', $edge['behind'], 'ai-wp-dynamic-cache'),
            $edge['behind'],
            (string) $edge['error'],
        ));

        return true;
    }

    private static function done(Purged $purged): string
    {
        $names = implode(', ', [...$purged->tags, ...$purged->urls]);

        return match (true) {
            $purged->everything && $purged->isSoft => __('Every stored page has expired: each is shown once more while it is rendered anew.', 'ai-wp-dynamic-cache'),
            $purged->everything => __('Every stored page is out of use.', 'ai-wp-dynamic-cache'),
            /* translators: %s: tags and addresses */
            $purged->isSoft => sprintf(__('Pages of these have expired, and are shown once more while they are rendered anew: %s', 'ai-wp-dynamic-cache'), $names),
            /* translators: %s: tags and addresses */
            default => sprintf(__('Pages of these are out of use: %s', 'ai-wp-dynamic-cache'), $names),
        };
    }
}
