<?php

/**
 * Names the part of the settings that decides what a stored page is worth: host, rules and lifetimes. Every page carries
 * it, and pages of another one are misses, here and at the edge. Whatever else changes (a pause, a log level, how often
 * the edge looks at its ledger) leaves the stored pages alone.
 */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class PageRevision
{
    /** 16 hex digits; the same settings give the same ones, so that taking a change back brings the pages back. */
    public static function of(Settings $settings, HomeUrl $home): string
    {
        $state = [$home->scheme, $home->host, $settings->hosts, $settings->ttl->to_array(), $settings->rules->to_array()];

        return substr(hash('sha256', json_encode($state, JSON_THROW_ON_ERROR)), 0, 16);
    }
}
