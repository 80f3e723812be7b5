<?php

/**
 * Whether the web server sends a page by itself (direct mode). That the page is linked says only that it could: whether its
 * rules are active is seen by asking it, as a visitor would.
 */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Direct\Answer;
use DynamicCache\Direct\LinkedPage;
use DynamicCache\Direct\Sites;
use DynamicCache\Engine\Reason;
use DynamicCache\Findings\Loopback;
use DynamicCache\Findings\UnableToReachSite;
use DynamicCache\Settings\Settings;

final class WebServer
{
    /** The page is stored already: it comes at once, or the site cannot reach itself. */
    private const SECONDS = 2.0;

    public const STEP = 'web-server';

    public function __construct(private readonly Loopback $loopback, private readonly Settings $settings) {}

    /**
     * The same with what the web server makes of it; one request to the site where the page is linked, none where it is not.
     *
     * @param int $now Unix seconds
     */
    public function look(Explanation $told, int $now): Explanation
    {
        $page = $told->reason === Reason::Fresh ? $told->page : null;
        $site = $page === null ? null : Sites::current();
        if ($page === null || $site === null || !Sites::is_on($this->settings, $site, $now) || !(new LinkedPage($site, $page))->is_found($now)) {
            return $told;
        }
        try {
            $isSent = $this->loopback->get($told->url, [], self::SECONDS)->header('x-dynamic-cache') === Answer::WORD;
        } catch (UnableToReachSite) {
            return $told->besides(new Step(self::STEP, __('The page is linked for the web server, which sends it by itself where its rules are active. That could not be seen: the site cannot reach itself.', 'ai-wp-dynamic-cache'), false, 'direct_mode'));
        }

        return $isSent
            ? $told->decided_by(new Step(self::STEP, __('The web server sends this page by itself, without PHP.', 'ai-wp-dynamic-cache'), true, 'direct_mode'), Reason::Direct)
            : $told->besides(new Step(self::STEP, __('The page is linked for the web server, whose rules are not active: PHP sends it.', 'ai-wp-dynamic-cache'), false, 'direct_mode'));
    }
}
