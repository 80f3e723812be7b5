<?php

/** The "Help" of wp-admin above our screens: what the words mean, for who meets them the first time. */

declare(strict_types=1);

namespace DynamicCache\Admin;

use DynamicCache\Feature;

final class HelpTabs implements Feature
{
    public function boot(): void
    {
        add_action('load-toplevel_page_' . Page::SLUG, $this->add(...));
    }

    public function add(): void
    {
        $screen = get_current_screen();
        foreach (self::tabs() as $id => [$title, $paragraphs]) {
            $screen?->add_help_tab([
                'id' => "dynamic-cache-{$id}",
                'title' => $title,
                'content' => implode('', array_map(static fn(string $text): string => '<p>' . esc_html($text) . '</p>', $paragraphs)),
            ]);
        }
    }

    /** @return array<string, array{string, list<string>}> id → title and paragraphs */
    private static function tabs(): array
    {
        return [
            'overview' => [__('How it works', 'ai-wp-dynamic-cache'), [
                __('A page is stored when the first visitor without a login asks for it, with a list of everything that it shows. When one of those things changes, exactly the pages that show it go out of use at once; the next visitor gets them rendered anew.', 'ai-wp-dynamic-cache'),
                __('People who are logged in, who have written a comment or filled a cart always get pages from WordPress itself, and nothing of those is stored.', 'ai-wp-dynamic-cache'),
            ]],
            'edge' => [__('The edge', 'ai-wp-dynamic-cache'), [
                __('A Worker in your Cloudflare account keeps pages near your visitors. To connect one, define DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET in wp-config.php, enter its address in the settings and save: the Worker reads a proof from this site, and both share a key from then on.', 'ai-wp-dynamic-cache'),
                __('Every purge is told to the edge at once. What could not be told waits in the outbox and is tried again by itself; nothing is lost.', 'ai-wp-dynamic-cache'),
                __('“Replace the key” gives both another one while everything goes on. “Connect again” starts from the beginning: also when the key was lost, or the Worker was set up anew.', 'ai-wp-dynamic-cache'),
            ]],
            'pages' => [__('The list of pages', 'ai-wp-dynamic-cache'), [
                __('Cached: visitors get the stored page. Stale: they get an older one for a moment, while a new one is rendered. Expired or purged: the next visitor gets it rendered anew, and that one is stored. Not cached: nothing usable is stored, and the second line says why.', 'ai-wp-dynamic-cache'),
                __('Only pages that somebody has asked for are in the list. Hits are visits that this host answered from its store, counted every five minutes; what the edge answers does not reach this host.', 'ai-wp-dynamic-cache'),
                __('“Explain” tells the whole decision about a page: each step, the one that decided, what the page depends on, what put that there, and what would purge it.', 'ai-wp-dynamic-cache'),
            ]],
            'benchmark' => [__('Measuring', 'ai-wp-dynamic-cache'), [
                __('A run asks this site for its own top pages, apart from visitors, once for each strategy that this host can run. It waits while the host is busy, goes on in the background when you leave, and can be cancelled and continued.', 'ai-wp-dynamic-cache'),
                __('Four gates have to be passed: cached pages are what WordPress renders now, nobody gets a page that was made for another visitor, nothing old is shown after a change, and near-equal addresses are kept apart. A strategy that fails one is not recommended and cannot be applied; what was seen is shown with it.', 'ai-wp-dynamic-cache'),
                __('“Apply” puts the recommended strategy and lifetime into the settings, “Undo” puts the former ones back. Whoever changes the settings after that has the last word.', 'ai-wp-dynamic-cache'),
            ]],
            'proof' => [__('Checks', 'ai-wp-dynamic-cache'), [
                __('Some of the visits that the cache answers are drawn by chance; the page that the visitor got is rendered again in the background and compared. Different: visitors got something that WordPress renders no more; the page was purged, and what differs is kept. Never the same: WordPress renders it differently each time, so nothing can be said of it.', 'ai-wp-dynamic-cache'),
                __('A difference means that something changes pages without telling WordPress: a program that writes to the database by itself, a file, an answer from elsewhere. The lines that differ say what it is. Repair it, declare the part with the filter dynamic_cache_volatile, or keep the page out of the cache.', 'ai-wp-dynamic-cache'),
            ]],
            'advisor' => [__('The advisor', 'ai-wp-dynamic-cache'), [
                __('Each suggestion says why, and who made it: rules that look at the figures of this site, or the AI that you have connected to WordPress. Nothing changes until you apply one, and “Undo” takes the last one back, twenty of them one after the other.', 'ai-wp-dynamic-cache'),
                __('An AI is asked only when you switch it on and press its button. What would be sent is shown before, what it cost afterwards. It can call a page riskier than the rules do and never safer, and sets nothing but a few numbers within narrow bounds.', 'ai-wp-dynamic-cache'),
            ]],
            'leaderboard' => [__('The leaderboard', 'ai-wp-dynamic-cache'), [
                __('Testers measure this site from outside and share their samples through your Worker. A strategy that was faster in their samples gets up to 0.12 more in the score of a benchmark; samples that failed a gate are in no average.', 'ai-wp-dynamic-cache'),
                __('The sandbox is given to one worker after another: ask for it, vote on what should come first, claim the next request, release it when you are done. What nobody releases returns to the queue when its time is over.', 'ai-wp-dynamic-cache'),
                __('The sandbox needs DYNAMIC_CACHE_SANDBOX_TOKEN in wp-config.php: the same text as CAP_TOKEN_SANDBOX_WRITE of the Worker. Testers get a token of their own with their key.', 'ai-wp-dynamic-cache'),
            ]],
        ];
    }
}
