<?php

/** The object cache of another plugin in a request that renders nothing for the store: only what is written is heard. */

declare(strict_types=1);

namespace DynamicCache\Tags\ObjectCache;

final class ForeignWrites extends ForeignCache
{
    /** Nothing happens where core's own is in place, whose entries end with the request. */
    public static function begin(): void
    {
        $cache = self::is_needed() ? self::in_place() : null;
        if ($cache !== null) {
            $GLOBALS['wp_object_cache'] = new self($cache, KeptWrites::of_request());
        }
    }
}
