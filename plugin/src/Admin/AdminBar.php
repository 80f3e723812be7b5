<?php

/**
 * The entry in the admin bar. On the site, for whoever may purge the page that is open: what visitors get for it, and
 * the ways to change that. In wp-admin: purge everything. Nobody else's page gets a byte of it.
 */

declare(strict_types=1);

namespace DynamicCache\Admin;

use DynamicCache\Capabilities;
use DynamicCache\Explain\Explainer;
use DynamicCache\Explain\Explanation;
use DynamicCache\Explain\Outcome;
use DynamicCache\Feature;
use DynamicCache\Rest\Routes;
use DynamicCache\Settings\NotOfThisSite;
use DynamicCache\Settings\SettingsRepository;

final class AdminBar implements Feature
{
    private const ID = 'dynamic-cache';
    private const HANDLE = 'dynamic-cache-admin-bar';

    public function __construct(private readonly string $mainFile) {}

    public function boot(): void
    {
        // Behind core's own entries on the left, "Edit page" being the last.
        add_action('admin_bar_menu', $this->add_nodes(...), 85);
        add_action('wp_enqueue_scripts', $this->enqueue(...));
        add_action('admin_enqueue_scripts', $this->enqueue(...));
    }

    public function enqueue(): void
    {
        if (!$this->is_for_this_person()) {
            return;
        }
        $url = plugins_url('assets/', $this->mainFile);
        wp_enqueue_script(self::HANDLE, $url . 'admin-bar.js', [], DYNAMIC_CACHE_VERSION, ['in_footer' => true, 'strategy' => 'defer']);
        wp_enqueue_style(self::HANDLE, $url . 'admin-bar.css', ['admin-bar'], DYNAMIC_CACHE_VERSION);
    }

    public function add_nodes(\WP_Admin_Bar $bar): void
    {
        if (!$this->is_for_this_person()) {
            return;
        }
        $bar->add_node([
            'id' => self::ID,
            'title' => __('Dynamic Cache', 'ai-wp-dynamic-cache'),
            'href' => current_user_can(Capabilities::MANAGE) ? Page::url() : '',
            'meta' => ['html' => $this->data(), 'tabindex' => 0],
        ]);
        if (!is_admin()) {
            $this->add_page_nodes($bar);
        }
        if (current_user_can(Capabilities::PURGE)) {
            self::add_action($bar, 'everything', __('Purge everything', 'ai-wp-dynamic-cache'));
        }
    }

    private function is_for_this_person(): bool
    {
        return is_user_logged_in()
            && is_admin_bar_showing()
            && !is_network_admin()
            && SettingsRepository::of_site()->all()->enabled
            && (current_user_can(Capabilities::PURGE) || (!is_admin() && self::own_post() !== null));
    }

    private function add_page_nodes(\WP_Admin_Bar $bar): void
    {
        $told = self::explanation();
        $bar->add_node(['id' => self::ID . '-state', 'parent' => self::ID, 'title' => esc_html(self::state($told))]);
        $bar->add_node([
            'id' => self::ID . '-live',
            'parent' => self::ID,
            'title' => esc_html__('You see the live page, because you are logged in.', 'ai-wp-dynamic-cache'),
        ]);
        if ($told !== null) {
            self::add_action($bar, 'purge', __('Purge this page', 'ai-wp-dynamic-cache'));
            self::add_action($bar, 'warm', __('Warm this page', 'ai-wp-dynamic-cache'));
        }
    }

    /** A link to nowhere: what it does is a POST of the script, so that no other site can make anybody follow it (threat WP-05). */
    private static function add_action(\WP_Admin_Bar $bar, string $name, string $title): void
    {
        $bar->add_node([
            'id' => self::ID . '-' . $name,
            'parent' => self::ID,
            'title' => esc_html($title),
            'href' => '#' . self::ID . '-' . $name,
        ]);
    }

    private static function state(?Explanation $told): string
    {
        return match (true) {
            $told === null => __('This address is none of the cache.', 'ai-wp-dynamic-cache'),
            $told->outcome === Outcome::Hit => $told->sentence(),
            /* translators: %s: a sentence that says why */
            default => sprintf(__('Not from the cache: %s', 'ai-wp-dynamic-cache'), $told->sentence()),
        };
    }

    private static function explanation(): ?Explanation
    {
        try {
            return Explainer::of_site()->explain(self::address());
        } catch (NotOfThisSite) {
            return null;
        }
    }

    /** As the browser shows it; what is no address of this site is refused by who reads it. */
    private static function address(): string
    {
        $host = $_SERVER['HTTP_HOST'] ?? '';
        $target = $_SERVER['REQUEST_URI'] ?? '';

        return (is_ssl() ? 'https://' : 'http://') . (is_string($host) ? $host : '') . (is_string($target) ? $target : '');
    }

    /** The post whose page this is, when the person may edit it. */
    private static function own_post(): ?int
    {
        $id = is_singular() ? get_queried_object_id() : 0;

        return $id > 0 && current_user_can('edit_post', $id) ? $id : null;
    }

    /** What the script has to know, and where it says what came of it. Prints nothing by itself. */
    private function data(): string
    {
        $post = is_admin() ? null : self::own_post();
        $about = current_user_can(Capabilities::PURGE) || $post === null ? ['urls' => [self::address()]] : ['post' => $post];

        return sprintf(
            '<span class="dynamic-cache-said" role="status" data-root="%s" data-nonce="%s" data-about="%s" data-words="%s"></span>',
            esc_url(rest_url(Routes::NAMESPACE)),
            esc_attr(wp_create_nonce('wp_rest')),
            esc_attr((string) wp_json_encode($about)),
            esc_attr((string) wp_json_encode(self::words())),
        );
    }

    /** @return array<string, string> */
    private static function words(): array
    {
        return [
            'busy' => __('One moment …', 'ai-wp-dynamic-cache'),
            'edgeKnows' => __('The edge knows of it.', 'ai-wp-dynamic-cache'),
            'edgeWaits' => __('The edge could not be told yet, and may show the old page until it answers.', 'ai-wp-dynamic-cache'),
            'purged' => __('Purged. The next visitor gets this page rendered anew.', 'ai-wp-dynamic-cache'),
            'warmed' => __('Stored. Visitors get this page from the cache.', 'ai-wp-dynamic-cache'),
            /* translators: %s: why, as a sentence or a word */
            'cold' => __('Not stored: %s', 'ai-wp-dynamic-cache'),
            'emptied' => __('Every stored page is out of use.', 'ai-wp-dynamic-cache'),
            'sure' => __('Purge everything? Every page is rendered anew when it is next asked for.', 'ai-wp-dynamic-cache'),
            'expired' => __('Your session is over. Load the page again.', 'ai-wp-dynamic-cache'),
            'failed' => __('The site could not be reached. Check your connection and try again.', 'ai-wp-dynamic-cache'),
        ];
    }
}
