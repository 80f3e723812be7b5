<?php

/** What two renders of one page say about storing it. */

declare(strict_types=1);

namespace DynamicCache\Findings\Pages;

use DynamicCache\Engine\Reason;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Findings\LookToken;
use DynamicCache\Findings\LoopbackReply;

final class PageJudge
{
    /** @param int $now Unix seconds */
    public static function judge(SitePage $page, LoopbackReply $first, LoopbackReply $second, int $now): Finding
    {
        foreach ([$first, $second] as $reply) {
            if ($reply->status >= 500) {
                /* translators: %s: name of a page */
                return new Finding('page-failed', FindingStatus::Bad, sprintf(__('%s: an error', 'ai-wp-dynamic-cache'), $page->label), __('The server answered with an error. It is not stored, and visitors see it.', 'ai-wp-dynamic-cache'), __('Look into the error log of PHP.', 'ai-wp-dynamic-cache'), "HTTP {$reply->status}");
            }
            $verdict = $reply->header(strtolower(LookToken::HEADER));
            if (!str_starts_with($verdict, 'store')) {
                return self::not_stored($page, $reply, $verdict);
            }
        }
        $difference = PageMask::difference($first->body, $second->body, $now);

        return $difference === null
            /* translators: %s: name of a page */
            ? new Finding('page-stored', FindingStatus::Good, sprintf(__('%s: would be stored', 'ai-wp-dynamic-cache'), $page->label), __('Rendered twice, it was the same both times.', 'ai-wp-dynamic-cache'), '', $page->url)
            : new Finding(
                'page-differs',
                FindingStatus::Warning,
                /* translators: %s: name of a page */
                sprintf(__('%s: not the same twice', 'ai-wp-dynamic-cache'), $page->label),
                __('Rendered twice for strangers, it differed. Once stored, everybody gets one of the two until it is rendered again: fine for a random quotation, wrong for anything that belongs to one visitor.', 'ai-wp-dynamic-cache'),
                __('Look at the difference. If it belongs to one visitor, exclude the path in the settings, or have it loaded by script.', 'ai-wp-dynamic-cache'),
                $difference,
            );
    }

    /** For a page that the rules keep out: nobody needs to render it to know. */
    public static function bypassed(SitePage $page, Reason $reason): Finding
    {
        return self::refused($page, $reason);
    }

    private static function not_stored(SitePage $page, LoopbackReply $reply, string $verdict): Finding
    {
        $reason = preg_match('/\A(?:refuse|bypass); reason=([a-z-]{1,40})\z/', $verdict, $match) === 1 ? Reason::tryFrom($match[1]) : null;
        if ($reason === null) {
            return new Finding(
                'page-unseen',
                FindingStatus::Warning,
                /* translators: %s: name of a page */
                sprintf(__('%s: not seen', 'ai-wp-dynamic-cache'), $page->label),
                __('The answer did not come from WordPress as this plugin knows it: another cache or a firewall stands in front, or a plugin ends the output by itself.', 'ai-wp-dynamic-cache'),
                __('Let requests from the server itself through to WordPress, then look again.', 'ai-wp-dynamic-cache'),
                "HTTP {$reply->status}",
            );
        }

        return $reason === Reason::Status ? self::other_status($page, $reply->status) : self::refused($page, $reason);
    }

    private static function refused(SitePage $page, Reason $reason): Finding
    {
        [$means, $fix] = RefusalWords::of($reason);

        return new Finding(
            'page-not-stored',
            RefusalWords::is_meant($reason) ? FindingStatus::Info : FindingStatus::Warning,
            /* translators: %s: name of a page */
            sprintf(__('%s: would not be stored', 'ai-wp-dynamic-cache'), $page->label),
            $means,
            $fix,
            "reason={$reason->value}",
        );
    }

    private static function other_status(SitePage $page, int $status): Finding
    {
        $detail = match (true) {
            $status === 404 => __('Nothing is found there (404). WordPress answers such addresses itself, unless the settings give them a lifetime.', 'ai-wp-dynamic-cache'),
            $status >= 300 && $status < 400 => __('It sends visitors to another address. Redirects are not stored.', 'ai-wp-dynamic-cache'),
            default => __('Only complete pages that answer with 200 are stored.', 'ai-wp-dynamic-cache'),
        };

        /* translators: %s: name of a page */
        return new Finding('page-not-stored', FindingStatus::Info, sprintf(__('%s: would not be stored', 'ai-wp-dynamic-cache'), $page->label), $detail, '', "HTTP {$status}");
    }
}
