<?php

/**
 * The look before the cache is switched on, and any time after: the site's own pages are rendered twice for a stranger
 * and judged, with the cache passed by and nothing stored; then once for a stranger with cookies of a session and a cart,
 * who must not meet the cache. One request at a time, and over after half a minute whatever the site does.
 */

declare(strict_types=1);

namespace DynamicCache\Findings\Pages;

use DynamicCache\Engine\Bypass;
use DynamicCache\Engine\Config;
use DynamicCache\Engine\Lookup;
use DynamicCache\Engine\Reason;
use DynamicCache\Engine\Request;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Findings\LookToken;
use DynamicCache\Findings\Loopback;
use DynamicCache\Findings\LoopbackReply;
use DynamicCache\Findings\LoopbackTrouble;
use DynamicCache\Findings\SelfTest;
use DynamicCache\Findings\UnableToReachSite;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\Settings;

final class PageLook
{
    private const SECONDS = 30.0;

    /** A request that has less time than this is not begun. */
    private const LEAST = 0.5;

    /** No session is behind them, and none begins by them: the names are what counts. */
    private const STRANGER = 'dynamic_cache_look_session=1; woocommerce_items_in_cart=1';

    private float $until = 0.0;

    /** @param \Closure(): float $clock Unix seconds */
    public function __construct(private readonly Loopback $loopback, private readonly \Closure $clock) {}

    public static function of_site(): self
    {
        return new self(Loopback::of_site(), static fn(): float => microtime(true));
    }

    /**
     * @param list<SitePage> $pages
     *
     * @return list<Finding>
     */
    public function findings(array $pages, Settings $settings): array
    {
        $this->until = ($this->clock)() + self::SECONDS;
        $config = LookConfig::of($settings);
        $findings = [];
        try {
            // First, because it is the one that nobody may leave out.
            $findings[] = $this->stranger();
            foreach ($pages as $page) {
                $findings[] = $this->page($page, $config);
            }
        } catch (UnableToReachSite $failure) {
            if ($this->is_over()) {
                $findings[] = self::out_of_time(count($findings) - 1, count($pages));
            } else {
                $findings[] = SelfTest::unreachable($failure);
            }
        }

        return $findings;
    }

    /** @throws UnableToReachSite when no page at all can be fetched */
    private function page(SitePage $page, Config $config): Finding
    {
        $bypass = self::bypass($page, $config);
        if ($bypass !== null) {
            return PageJudge::bypassed($page, $bypass->reason);
        }
        try {
            return PageJudge::judge($page, $this->settled($page->url), $this->render($page->url), (int) ($this->clock)());
        } catch (UnableToReachSite $failure) {
            $isOfThisPage = $failure->trouble === LoopbackTrouble::NotOwn || $failure->trouble === LoopbackTrouble::TimeOut;
            if (!$isOfThisPage || $this->is_over()) {
                throw $failure;
            }

            /* translators: %s: name of a page */
            return new Finding('page-failed', FindingStatus::Warning, sprintf(__('%s: could not be fetched', 'ai-wp-dynamic-cache'), $page->label), $failure->trouble->means(), '', $failure->getMessage());
        }
    }

    private static function bypass(SitePage $page, Config $config): ?Bypass
    {
        $home = HomeUrl::parse($page->url);
        $target = (string) preg_replace('~\Ahttps?://[^/?#]*~i', '', $page->url);
        $found = (new Lookup(new Request('GET', $home->scheme, $home->host, $target, []), $config))->decide(0);

        return $found instanceof Bypass ? $found : null;
    }

    /**
     * The first visit of a new site makes things that every later one finds, such as the menu of a navigation block.
     *
     * @throws UnableToReachSite
     */
    private function settled(string $url): LoopbackReply
    {
        $reply = $this->render($url);
        $hasChangedItself = str_ends_with($reply->header(strtolower(LookToken::HEADER)), Reason::ChangedByOwnRender->value);

        return $hasChangedItself ? $this->render($url) : $reply;
    }

    /** @throws UnableToReachSite */
    private function render(string $url): LoopbackReply
    {
        return $this->fetch($url, [DryRun::PASS_BY => 'GET']);
    }

    /** @throws UnableToReachSite */
    private function stranger(): Finding
    {
        $reply = $this->fetch(home_url('/'), ['Cookie' => self::STRANGER]);
        $engine = $reply->header('x-dynamic-cache');
        $word = $engine === '' ? $reply->header(strtolower(LookToken::HEADER)) : $engine;

        return match (true) {
            str_starts_with($word, 'bypass') => new Finding('stranger', FindingStatus::Good, __('Visitors with a session or a cart do not meet the cache', 'ai-wp-dynamic-cache'), __('The home page was asked for with such cookies, and WordPress answered.', 'ai-wp-dynamic-cache'), '', $word),
            $word === '' => new Finding('stranger', FindingStatus::Warning, __('Nobody said what a visitor with a session gets', 'ai-wp-dynamic-cache'), __('The answer did not come from WordPress as this plugin knows it: another cache or a firewall stands in front.', 'ai-wp-dynamic-cache'), __('Let requests from the server itself through to WordPress, then look again.', 'ai-wp-dynamic-cache'), "HTTP {$reply->status}"),
            default => new Finding('stranger', FindingStatus::Bad, __('A visitor with a session met the cache', 'ai-wp-dynamic-cache'), __('What is shown to one visitor could be shown to another.', 'ai-wp-dynamic-cache'), __('Leave the cache off and report this.', 'ai-wp-dynamic-cache'), $word),
        };
    }

    /**
     * @param array<string, string> $headers
     *
     * @throws UnableToReachSite
     */
    private function fetch(string $url, array $headers): LoopbackReply
    {
        $left = $this->until - ($this->clock)();
        if ($left < self::LEAST) {
            throw new UnableToReachSite(LoopbackTrouble::TimeOut);
        }

        return $this->loopback->get($url, $headers + [LookToken::HEADER => LookToken::make((int) ($this->clock)())], $left);
    }

    private function is_over(): bool
    {
        return $this->until - ($this->clock)() < self::LEAST;
    }

    private static function out_of_time(int $done, int $all): Finding
    {
        return new Finding(
            'pages-time',
            FindingStatus::Info,
            /* translators: 1: number of pages, 2: number of pages */
            sprintf(_n('%1$d of %2$d page was looked at', '%1$d of %2$d pages were looked at', $all, 'ai-wp-dynamic-cache'), max(0, $done), $all),
            __('The look ends after half a minute, so that it does not burden the site.', 'ai-wp-dynamic-cache'),
        );
    }
}
