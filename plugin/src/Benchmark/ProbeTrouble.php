<?php

/** What keeps a site from being measured from where somebody measures it. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Findings\LoopbackTrouble;

enum ProbeTrouble: string
{
    /** The cache is off or paused, so that there is nothing to measure. */
    case CacheOff = 'cache-off';

    /** The server answers one request at a time, and this one is it; or a firewall swallows what it asks of itself. */
    case OneAtATime = 'one-at-a-time';

    /** No connection, no name, no certificate. */
    case Unreachable = 'unreachable';

    /** Something answered, and it was not this site's engine. */
    case NotOurs = 'not-ours';

    /** The cache folder cannot be written. */
    case NoSpace = 'no-space';

    /** Redis is not set up, or does not answer. */
    case NoRedis = 'no-redis';

    /** No Worker is connected, or it is shown nothing while the cache only watches. */
    case NoEdge = 'no-edge';

    /** The Worker does not answer this server. */
    case EdgeSilent = 'edge-silent';

    /** Something answered at the Worker's address, or behind it, and not as a probe is answered. */
    case EdgeNotOurs = 'edge-not-ours';

    public static function of_loopback(LoopbackTrouble $trouble): self
    {
        return $trouble === LoopbackTrouble::TimeOut ? self::OneAtATime : self::Unreachable;
    }

    /** What it means, in an owner's words. */
    public function means(): string
    {
        return match ($this) {
            self::CacheOff => __('The cache is off or paused: there is nothing to measure.', 'ai-wp-dynamic-cache'),
            self::OneAtATime => __('The server did not answer itself in time. Most likely PHP has one process only, which was busy with asking.', 'ai-wp-dynamic-cache'),
            self::Unreachable => __('The server cannot reach the address of this site from inside.', 'ai-wp-dynamic-cache'),
            self::NotOurs => __('The answer did not come from the page cache of this site: another cache, a firewall or a password stands in front.', 'ai-wp-dynamic-cache'),
            self::NoSpace => __('The cache folder cannot be written.', 'ai-wp-dynamic-cache'),
            self::NoRedis => __('Redis is not set up, or does not answer.', 'ai-wp-dynamic-cache'),
            self::NoEdge => __('No Worker is connected that pages could be measured through, or it is shown nothing while the cache only watches.', 'ai-wp-dynamic-cache'),
            self::EdgeSilent => __('The Worker does not answer this server.', 'ai-wp-dynamic-cache'),
            self::EdgeNotOurs => __('What came by way of the Worker was not the answer to a probe: it is of another version, or something else answers it in place of this site.', 'ai-wp-dynamic-cache'),
        };
    }

    public function fix(): string
    {
        return match ($this) {
            self::CacheOff => __('Turn the cache on, then measure again.', 'ai-wp-dynamic-cache'),
            self::OneAtATime => __('Measure from a shell: `wp dynamic-cache benchmark run`. That process asks the web server from outside and does not wait for itself.', 'ai-wp-dynamic-cache'),
            self::Unreachable => __('Ask the host to allow requests of the server to its own address, or measure from a shell: `wp dynamic-cache benchmark run`.', 'ai-wp-dynamic-cache'),
            self::NotOurs => __('Let requests from the server itself through to WordPress, then measure again.', 'ai-wp-dynamic-cache'),
            self::NoRedis => __('Set up Redis in the settings, then measure again.', 'ai-wp-dynamic-cache'),
            self::NoEdge => __('Connect a Worker in the settings, then measure again.', 'ai-wp-dynamic-cache'),
            self::EdgeSilent => __('Look at the connection to the Worker on the Edge screen, then measure again.', 'ai-wp-dynamic-cache'),
            self::EdgeNotOurs => __('Deploy the Worker of this version, and let its requests through to WordPress, then measure again.', 'ai-wp-dynamic-cache'),
            self::NoSpace => __('Make wp-content/cache/dynamic-cache writable for PHP.', 'ai-wp-dynamic-cache'),
        };
    }
}
