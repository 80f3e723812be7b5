<?php

/** A page on which the code of a plugin prints something, and what becomes of it. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Engine\Fill;
use DynamicCache\Purge\PurgeQueue;

abstract class PluginPageTestCase extends RenderTestCase
{
    /**
     * @param \Closure(): mixed $print what is printed
     * @param \Closure(): mixed $edit
     */
    protected function fate_after(\Closure $print, \Closure $edit): string
    {
        $this->drain();
        $this->store_page_of($print);

        $edit();
        PurgeQueue::flush_all();

        return self::fate('/');
    }

    /** @param \Closure(): mixed $print */
    private function store_page_of(\Closure $print): void
    {
        $fill = $this->fill_of($print);
        // The first page with something rare is not stored, and what the first one makes may be new to the second.
        for ($round = 2; $round <= 3 && $fill->refusal() !== null; $round++) {
            $fill = $this->fill_of($print);
        }
        self::assertNull($fill->refusal());
        // What answers over REST writes its configuration anew.
        self::switch_cache(true);
        self::store_page('/', $fill->tags());
        self::assertSame('served', self::fate('/'));
    }

    /** @param \Closure(): mixed $print */
    private function fill_of(\Closure $print): Fill
    {
        wp_cache_flush();
        $fill = $this->observe(static function () use ($print): void {
            echo serialize($print());
        });
        $this->drain();
        wp_cache_flush();

        return $fill;
    }
}
