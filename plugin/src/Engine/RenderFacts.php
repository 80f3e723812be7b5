<?php

/** What WordPress knows of a finished render and the engine cannot see. Filled by Tags\Render\RenderObserver. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class RenderFacts
{
    /**
     * @param bool $templateRan `template_redirect` ran
     * @param bool $footerRan `wp_footer` (HTML) or `embed_footer` (embeds) ran
     * @param bool $databaseError a query failed
     * @param bool $loggedIn a user is logged in, or the admin bar is shown
     * @param bool $doNotCache DONOTCACHEPAGE
     * @param bool $variesByDevice wp_is_mobile() was asked
     */
    public function __construct(
        public readonly bool $templateRan,
        public readonly bool $footerRan,
        public readonly bool $databaseError,
        public readonly bool $loggedIn,
        public readonly bool $doNotCache,
        public readonly bool $variesByDevice,
    ) {}
}
