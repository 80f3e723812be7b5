<?php

/** The one page in wp-admin: a place for the React app that admin-app/ builds into plugin/build. */

declare(strict_types=1);

namespace DynamicCache\Admin;

use DynamicCache\Capabilities;
use DynamicCache\Feature;
use DynamicCache\Rest\Routes;
use DynamicCache\ScreenLink;

final class Page implements Feature
{
    public const SLUG = ScreenLink::PAGE;
    private const HANDLE = 'dynamic-cache-app';

    public function __construct(private readonly string $mainFile) {}

    public function boot(): void
    {
        add_action('admin_menu', $this->add_to_menu(...));
        add_action('admin_enqueue_scripts', $this->enqueue(...));
    }

    /** Where the page is, for links. */
    public static function url(): string
    {
        return ScreenLink::to();
    }

    public function add_to_menu(): void
    {
        add_menu_page(
            __('Dynamic Cache', 'ai-wp-dynamic-cache'),
            __('Dynamic Cache', 'ai-wp-dynamic-cache'),
            Capabilities::MANAGE,
            self::SLUG,
            $this->print(...),
            'dashicons-performance',
        );
    }

    public function print(): void
    {
        $text = $this->built() === null
            ? __('This copy of the plugin comes without its screens. Install the plugin from its zip file.', 'ai-wp-dynamic-cache')
            : __('These screens need JavaScript. The cache works without it.', 'ai-wp-dynamic-cache');
        echo '<div class="wrap"><h1 class="screen-reader-text">', esc_html__('Dynamic Cache', 'ai-wp-dynamic-cache'), '</h1>';
        if ($this->built() === null) {
            echo '<p>', esc_html($text), '</p>';
        } else {
            echo '<div id="dynamic-cache-app"></div><noscript><p>', esc_html($text), '</p></noscript>';
        }
        echo '</div>';
    }

    public function enqueue(string $screen): void
    {
        $built = $this->built();
        if ($screen !== 'toplevel_page_' . self::SLUG || $built === null) {
            return;
        }
        wp_add_inline_script('wp-api-fetch', self::preloading(), 'after');
        $built->enqueue($this->mainFile, self::HANDLE);
    }

    /** The first answers of the API come with the page, so that the app starts without a spinner. */
    private static function preloading(): string
    {
        $week = sprintf('/stats?from=%s&to=%s', wp_date('Y-m-d', time() - 6 * 86_400), wp_date('Y-m-d'));
        $paths = array_map(
            static fn(string $path): string => '/' . Routes::NAMESPACE . $path,
            ['/status', $week, '/purges?page=1&per_page=10'],
        );
        $answers = array_reduce($paths, 'rest_preload_api_request', []);

        return sprintf(
            'wp.apiFetch.use( wp.apiFetch.createPreloadingMiddleware( %s ) );',
            wp_json_encode($answers, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES),
        );
    }

    private function built(): ?BuiltScript
    {
        return BuiltScript::find($this->mainFile, 'index');
    }
}
