<?php

/**
 * Cells in which a page is purged although it stays as it was, each for a reason that lies in PHP or in the change
 * itself. Nothing here excuses a stale page.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class Known
{
    private const RAW = 'Code outside of core was handed the object: what it takes out of it is no event in PHP.';
    private const BELOW = 'Core\'s page list reads every page, and prints those below one: what it leaves out passes no hook.';
    private const PAGED = 'The number of posts on a page is part of the question; that a short list answers it alike is not kept.';
    private const LOOP = 'The loop of a theme\'s own template holds the post itself, which shows no PHP event when it is read.';
    private const BRIEF = 'Core\'s list of comments prints who wrote on what; the words of a comment are in the same row.';
    private const GIVEN = 'Core reads the setting as a default for an argument, whether or not a date is printed.';
    private const KEPT = 'Core keeps the HTML of an embed for a day, and a page with one lives no longer; the next look may find another.';
    private const RULES = 'What an address looks like is asked for by code everywhere, and printed where it links.';
    private const CODE = 'New code may show anything on any page; that it does not can only be seen by rendering all of them.';

    private const SAME = 'The list is another one; that it prints the same of other posts can only be seen by rendering it.';
    private const BARE = 'Core prints titles beside a post without what it sets before a protected one elsewhere.';
    private const LEFT_OUT = 'Core leaves administrators out of its list of authors, after it has counted their posts.';
    private const MOVED = 'Core gives posts to another author by SQL, past the time of the last save, which these print.';
    private const DETAILS = 'Core reads the details of a site at once, the number of its posts too, and keeps them for the request: who takes what out is not seen.';
    private const NAMED = 'Templates and code may ask by its name for what the page is about, which no hook tells, whatever addresses are made of.';
    private const GONE = 'A post that nobody may see any more purges what names it, also code that prints its title all the same.';

    private const COUNTED = 'The number of posts found is part of the result; that it makes as many pages as before is not kept.';
    private const ZONE = 'A time zone moves every date, midnight and schedule of the site; which pages print none is not kept.';
    private const FRONT = 'Which page is the front one changes addresses and classes wherever it may be linked.';
    private const ROBOTS = 'Whether search engines may come is said in the head of every page, which feeds have none of.';

    /** Theme, change, page, reason; patterns of fnmatch(). */
    private const CELLS = [
        ['block', 'post: *', '/raw-post/', self::RAW],
        ['block', 'post: *', '/raw-by-meta/', self::RAW],
        ['block', 'post: *', '/raw-posts/', self::RAW],
        ['block', 'comment: *', '/raw-by-meta/', self::RAW],
        ['block', 'post: *', '/raw-term/', self::RAW],
        ['block', 'draft: *', '/totals/', self::RAW],
        ['block', 'post: *', '/raw-terms/', self::RAW],
        ['block', 'term: *', '/raw-term*', self::RAW],
        ['block', 'user: *', '/raw-user/', self::RAW],
        ['block', 'user: deleted, *', '/raw-*', self::RAW],
        ['block', 'picture: *', '/raw-image/', self::RAW],
        ['classic', 'post: *', '/', self::LOOP],
        ['classic', 'post: *', '/category/rivers/', self::LOOP],
        ['classic', 'post: *', '/tag/wet/', self::LOOP],
        ['classic', 'post: *', '/author/ada/', self::LOOP],
        ['classic', 'post: *', '/elbe/', self::LOOP],
        ['classic', 'post: *', '/footer-posts/', self::LOOP],
        ['classic', 'user: deleted, *', '/*', self::LOOP],
        ['classic', 'user: e-mail', '/author/ada/', self::LOOP],
        ['classic', 'comment: latest edited', '/widgets/', self::BRIEF],
        ['block', 'setting: form of dates', '/list-pages/', self::GIVEN],
        ['classic', 'setting: form of dates', '/page-menu/', self::GIVEN],
        ['*', 'setting: addresses', '*', self::RULES],
        ['*', 'theme: another one', '*', self::CODE],
        ['block', 'post: *', '/embedded-post/', self::KEPT],
        ['block', 'picture: of a post', '/embedded-post/', self::KEPT],
        ['block', 'user: address', '/embedded-post/', self::KEPT],
        ['block', 'user: deleted, *', '/embedded-post/', self::KEPT],
        ['block', 'user: deleted, *', '/elbe/feed/', self::MOVED],
        ['block', 'user: deleted, *', '/wp-sitemap-*', self::MOVED],
        ['block', 'post: password', '/elbe/', self::BARE],
        ['block', 'post: published over REST', '/authors/', self::LEFT_OUT],
        ['block', 'post: deleted', '/author-box/', self::SAME],
        ['block', 'post: author', '/author-box/', self::SAME],
        ['block', 'post: published in hills, long ago', '/paged-query/*', self::COUNTED],
        ['plain', 'post: address', '/elbe/', self::NAMED],
        ['*', 'setting: time zone', '*', self::ZONE],
        ['*', 'setting: front page', '*', self::FRONT],
        ['*', 'setting: posts in the sitemap', '*feed/', self::ROBOTS],
        ['network', 'second: title', '/same-id/', self::RAW],
        ['network', 'second: address', '/same-id/', self::RAW],
        ['network', 'second: text', '/list*', self::RAW],
        ['network', 'second: address', '/list*', self::RAW],
        ['network', 'second: comment', '/same-id/', self::RAW],
        ['network', 'second: comment', '/list*', self::RAW],
        ['network', 'second: saved as it is', '/same-id/', self::RAW],
        ['network', 'second: saved as it is', '/list*', self::RAW],
        ['network', 'second: *post*', '/term/', self::RAW],
        ['network', 'second: new post of the category, an old one', '/list/', self::COUNTED],
        ['network', 'second: new post of the category, an old one', '/lists/', self::COUNTED],
        ['network', 'second: new post of the category, an old one', '/late/', self::COUNTED],
        ['network', 'second: post deleted', '/late/', self::COUNTED],
        ['network', 'second: new post', '/name/', self::DETAILS],
        ['network', 'second: new post of the category, an old one', '/name/', self::DETAILS],
        ['network', 'second: post trashed', '/name/', self::DETAILS],
        ['network', 'second: post deleted', '/name/', self::DETAILS],
        ['network', 'second: post trashed', '/nested/', self::GONE],
        ['block', 'page: made', '/page-list/', self::BELOW],
        ['block', 'page: deleted', '/page-list/', self::BELOW],
        ['*', 'setting: number of posts*', '*', self::PAGED],
        ['*', 'plugin: activated', '*', self::CODE],
    ];

    /**
     * Why a page may be purged by a change without need; null: it must not.
     *
     * @param string $theme `plain`: what holds for `block` holds there too
     */
    public static function reason(string $theme, string $change, string $url): ?string
    {
        foreach (self::CELLS as [$themes, $changes, $urls, $reason]) {
            $isMeant = fnmatch($themes, $theme) || ($theme === 'plain' && $themes === 'block');
            if ($isMeant && fnmatch($changes, $change) && fnmatch($urls, $url)) {
                return $reason;
            }
        }

        return null;
    }
}
