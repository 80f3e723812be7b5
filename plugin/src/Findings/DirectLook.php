<?php

/** Whether the web server sends pages by itself, or what keeps it from that: a page that nobody knows is fetched by its address. */

declare(strict_types=1);

namespace DynamicCache\Findings;

use DynamicCache\Direct\Answer;
use DynamicCache\Direct\LinkTree;
use DynamicCache\Direct\NginxRules;
use DynamicCache\Direct\Probe;
use DynamicCache\Direct\Site;
use DynamicCache\Direct\Sites;
use DynamicCache\Direct\Windows;
use DynamicCache\Install\WaysSeen;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\Settings;

final class DirectLook
{
    /** Headers of a page that belong to one answer, or that the rules leave out knowingly (docs/direct-mode.md). */
    private const OWN = ['accept-ranges', 'age', 'cache-control', 'cache-status', 'connection', 'content-encoding', 'content-length', 'content-type', 'date', 'etag', 'expires', 'host', 'keep-alive', 'last-modified', 'link', 'server', 'transfer-encoding', 'vary', 'x-dynamic-cache', 'x-pingback', 'x-powered-by'];

    public function __construct(private readonly Loopback $loopback) {}

    /**
     * @param int $now Unix seconds
     *
     * @return list<Finding> none while it is not asked for
     */
    public function findings(Settings $settings, int $now): array
    {
        $site = Sites::current();

        return match (true) {
            !$settings->directMode => [],
            $settings->store() !== 'disk' => [self::finding(FindingStatus::Warning, __('Pages in Redis are not sent by the web server', 'ai-wp-dynamic-cache'), __('It reads files, and several web servers may share one Redis. Every page comes from PHP.', 'ai-wp-dynamic-cache'), __('Switch direct mode off, or keep pages on disk.', 'ai-wp-dynamic-cache'))],
            !self::has_links() => [self::no_links($now, FindingStatus::Warning, __('This host makes no links', 'ai-wp-dynamic-cache'), __('PHP may not call link() or symlink(), or the file system has none. Every page comes from PHP.', 'ai-wp-dynamic-cache'), __('Switch direct mode off: it has no effect here.', 'ai-wp-dynamic-cache'))],
            $site === null || !Sites::is_on($settings, $site, $now) => [$this->not_on($site)],
            !Sites::is_same_user($site) => [self::finding(FindingStatus::Info, __('Only the user of the web server can test this', 'ai-wp-dynamic-cache'), __('The files of the cache belong to another user than the one who asks, and links of this one could not be taken away by the other.', 'ai-wp-dynamic-cache'), __('Run the command as the user of PHP, or test the ways in in the settings.', 'ai-wp-dynamic-cache'))],
            default => [$this->probe($site, $now)],
        };
    }

    private function not_on(?Site $site): Finding
    {
        return $site !== null && !$site->has_plain_paths()
            ? self::finding(FindingStatus::Warning, __('A path of this site does not fit into rules for a web server', 'ai-wp-dynamic-cache'), __('It has a character that means something there. Every page comes from PHP.', 'ai-wp-dynamic-cache'), __('Switch direct mode off: it has no effect here.', 'ai-wp-dynamic-cache'), $site->root)
            : self::finding(FindingStatus::Info, __('The web server can be tested when the cache is on', 'ai-wp-dynamic-cache'), __('The cache is off or paused, and so is direct mode.', 'ai-wp-dynamic-cache'));
    }

    private function probe(Site $site, int $now): Finding
    {
        $tree = Sites::tree($site);
        $tree->renew($site->config->revision, Windows::end($now), $now, [$site->rules(), ...Windows::names($site->rules(), $now)]);
        $probe = Probe::place($site, $tree, bin2hex(random_bytes(16)));
        if ($probe === null) {
            return self::no_links($now, FindingStatus::Bad, __('No page can be linked', 'ai-wp-dynamic-cache'), __('The folder for direct mode cannot be written, or its file system has no links.', 'ai-wp-dynamic-cache'), __('Make the folder writable for PHP and readable for the web server.', 'ai-wp-dynamic-cache'), $site->folder());
        }
        try {
            $reply = $this->loopback->get(HomeUrl::of_site()->absolute($probe->path));
            $isActive = $reply->body === $probe->text && $reply->header('x-dynamic-cache') === Answer::WORD;
            WaysSeen::remember(WaysSeen::DIRECT_MODE, $isActive ? null : WaysSeen::NO_RULES, $now);

            return $isActive ? $this->active($reply, $tree) : self::inactive($reply, $site);
        } catch (UnableToReachSite $failure) {
            return SelfTest::unreachable($failure);
        } finally {
            $probe->remove();
        }
    }

    /** @throws UnableToReachSite */
    private function active(LoopbackReply $reply, LinkTree $tree): Finding
    {
        // A query is left to PHP: whatever the web server adds by itself is there as well.
        $other = $this->loopback->get(add_query_arg('dynamic-cache-look', '1', home_url('/')));
        $lost = array_values(array_diff(array_keys($other->headers), array_keys($reply->headers), self::OWN));
        if ($lost !== []) {
            return self::finding(
                FindingStatus::Warning,
                __('The web server leaves headers out', 'ai-wp-dynamic-cache'),
                __('It sends pages by itself, and these headers of other pages are not on them. Pages whose own headers these are stay with PHP.', 'ai-wp-dynamic-cache'),
                __('In nginx repeat your add_header lines inside the location of direct mode.', 'ai-wp-dynamic-cache'),
                implode(', ', $lost),
            );
        }
        $pages = count($tree->pages());
        /* translators: %s: a number */
        $detail = sprintf(_n('It has %s page now. Such visits are not counted, and not sampled for the continuous proof: PHP does not see them.', 'It has %s pages now. Such visits are not counted, and not sampled for the continuous proof: PHP does not see them.', $pages, 'ai-wp-dynamic-cache'), number_format_i18n($pages));

        return self::finding(FindingStatus::Good, __('The web server sends pages by itself', 'ai-wp-dynamic-cache'), $detail, '', 'X-Dynamic-Cache: ' . Answer::WORD);
    }

    private static function inactive(LoopbackReply $reply, Site $site): Finding
    {
        return self::finding(
            FindingStatus::Warning,
            __('The rules of the web server are not active', 'ai-wp-dynamic-cache'),
            __('Pages are linked, and the web server does not look for them: every page comes from PHP. After a change of the settings nginx needs the new rules.', 'ai-wp-dynamic-cache'),
            /* translators: %s: a command */
            sprintf(__('nginx: put these lines (“%s” prints them too) into the server block, the one that they begin with into the location of the site, and reload it. Apache: allow .htaccess (AllowOverride) and switch mod_rewrite and mod_headers on.', 'ai-wp-dynamic-cache'), 'wp dynamic-cache direct rules'),
            "HTTP {$reply->status}; rules {$site->rules()}",
            NginxRules::of($site),
        );
    }

    private static function has_links(): bool
    {
        return function_exists('link') && function_exists('symlink');
    }

    private static function no_links(int $now, FindingStatus $status, string $title, string $detail, string $fix, string $evidence = ''): Finding
    {
        WaysSeen::remember(WaysSeen::DIRECT_MODE, WaysSeen::NO_LINKS, $now);

        return self::finding($status, $title, $detail, $fix, $evidence);
    }

    private static function finding(FindingStatus $status, string $title, string $detail, string $fix = '', string $evidence = '', string $paste = ''): Finding
    {
        return new Finding('direct-mode', $status, $title, $detail, $fix, $evidence, $paste);
    }
}
