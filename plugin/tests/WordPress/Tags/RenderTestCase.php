<?php
/** Renders pages of the site in this process, with a fill around them as the recorder makes it. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Engine\Fill;
use DynamicCache\Tags\RenderObserver;
use DynamicCache\Tests\WordPress\Purge\PurgeTestCase;

abstract class RenderTestCase extends PurgeTestCase
{
    /** The fill of a page of the default theme, complete. */
    protected function render(string $target): Fill
    {
        return $this->observe(static function () use ($target): void {
            $_SERVER['REQUEST_URI'] = $target;
            $_SERVER['QUERY_STRING'] = (string) parse_url($target, PHP_URL_QUERY);
            parse_str($_SERVER['QUERY_STRING'], $_GET);
            $GLOBALS['wp_query'] = $GLOBALS['wp_the_query'] = new \WP_Query();
            $GLOBALS['wp'] = new \WP();
            $GLOBALS['wp_did_header'] = true;
            defined('WP_USE_THEMES') || define('WP_USE_THEMES', true);
            $GLOBALS['_wp_current_template_content'] = null;
            $GLOBALS['wp']->init();
            $GLOBALS['wp']->parse_request();
            $GLOBALS['wp']->query_posts();
            $GLOBALS['wp']->handle_404();
            $GLOBALS['wp']->register_globals();
            remove_action('template_redirect', 'redirect_canonical');
            require ABSPATH . WPINC . '/template-loader.php';
        });
    }

    /** The fill of whatever this prints. */
    protected function observe(\Closure $print): Fill
    {
        $fill = new Fill();
        Fill::begin($fill);
        $level = ob_get_level();
        ob_start();
        (new RenderObserver())->boot();
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

        return $fill;
    }

    protected string $output = '';

    /** @return list<string> */
    protected static function starting(string $prefix, Fill $fill): array
    {
        return array_values(array_filter($fill->tags(), static fn(string $tag): bool => str_starts_with($tag, $prefix)));
    }
}
