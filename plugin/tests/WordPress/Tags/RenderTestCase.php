<?php

/** Renders pages of the site in this process, with a fill around them as the recorder makes it. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Engine\Fill;
use DynamicCache\Tags\Records\ListRecords;
use DynamicCache\Tags\Render\RenderObserver;
use DynamicCache\Tests\WordPress\Purge\PurgeTestCase;

abstract class RenderTestCase extends PurgeTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        // The first render of a site makes it, and is not stored for that.
        \WP_Navigation_Fallback::get_fallback();
        $this->drain();
    }

    /** The fill of a page of the default theme, complete. */
    protected function render(string $target): Fill
    {
        return $this->observe(static function () use ($target): void {
            $_SERVER['REQUEST_URI'] = $target;
            $_SERVER['QUERY_STRING'] = (string) parse_url($target, PHP_URL_QUERY);
            parse_str($_SERVER['QUERY_STRING'], $_GET);
            $GLOBALS['wp'] = $wordpress = new \WP();
            $GLOBALS['wp_did_header'] = true;
            defined('WP_USE_THEMES') || define('WP_USE_THEMES', true);
            $GLOBALS['_wp_current_template_content'] = null;
            $wordpress->init();
            $wordpress->parse_request();
            $wordpress->query_posts();
            $wordpress->handle_404();
            $wordpress->register_globals();
            remove_action('template_redirect', 'redirect_canonical');
            require self::core_file('wp-includes/template-loader.php');
        });
    }

    /** The fill of whatever this prints. */
    protected function observe(\Closure $print): Fill
    {
        $fill = new Fill();
        Fill::begin($fill);
        // One request has one observer.
        $hooks = $GLOBALS['wp_filter'];
        self::assertIsArray($hooks);
        $hooks = array_map(static fn(mixed $hook): mixed => is_object($hook) ? clone $hook : $hook, $hooks);
        $GLOBALS['wp_query'] = $GLOBALS['wp_the_query'] = new \WP_Query();
        $level = ob_get_level();
        ob_start();
        (new RenderObserver(null, $this->lists))->boot();
        try {
            $print();
        } finally {
            while (ob_get_level() > $level + 1) {
                ob_end_flush();
            }
            $this->output = (string) ob_get_clean();
        }
        $fill->facts();
        Fill::end();
        // As the recorder does behind the answer: what is found out late is found out now.
        $fill->tags();
        $GLOBALS['wp_filter'] = $hooks;

        return $fill;
    }

    protected string $output = '';

    /** Where the render writes queries for posts down; null: nowhere. */
    protected ?ListRecords $lists = null;

    /** @return list<string> */
    protected static function starting(string $prefix, Fill $fill): array
    {
        return array_values(array_filter($fill->tags(), static fn(string $tag): bool => str_starts_with($tag, $prefix)));
    }
}
