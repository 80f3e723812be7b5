<?php

/**
 * The page in the network admin: which site caches what, and the one switch that concerns them all. Settings are the
 * matter of each site; its own page is one click away.
 */

declare(strict_types=1);

namespace DynamicCache\Admin;

use DynamicCache\Feature;
use DynamicCache\Purge\PurgeQueue;

final class NetworkPage implements Feature
{
    private const CAPABILITY = 'manage_network_options';
    private const ACTION = 'dynamic_cache_purge_network';

    /** Sites that are read from the database in one piece. */
    private const PIECE = 200;

    public function boot(): void
    {
        add_action('network_admin_menu', $this->add_to_menu(...));
        add_action('admin_post_' . self::ACTION, $this->purge(...));
    }

    public static function url(): string
    {
        return network_admin_url('admin.php?page=' . Page::SLUG);
    }

    public function add_to_menu(): void
    {
        $title = __('Dynamic Cache', 'ai-wp-dynamic-cache');
        add_menu_page($title, $title, self::CAPABILITY, Page::SLUG, $this->print(...), 'dashicons-performance');
    }

    public function print(): void
    {
        $table = new NetworkTable();
        $table->prepare_items();
        echo '<div class="wrap"><h1>', esc_html__('Dynamic Cache', 'ai-wp-dynamic-cache'), '</h1>';
        $this->print_done();
        echo '<p>', esc_html__('Each site has its own settings, pages and purges; they share the drop-in.', 'ai-wp-dynamic-cache'), '</p>';
        printf(
            '<form method="post" action="%s" onsubmit="return confirm(\'%s\')">',
            esc_url(self::post_url()),
            esc_js(__('Purge everything on all sites? Every page of every site is rendered anew when it is next asked for.', 'ai-wp-dynamic-cache')),
        );
        wp_nonce_field(self::ACTION);
        printf(
            '<input type="hidden" name="action" value="%s"><p><button class="button">%s</button></p></form>',
            esc_attr(self::ACTION),
            esc_html__('Purge everything on all sites', 'ai-wp-dynamic-cache'),
        );
        printf('<form method="get"><input type="hidden" name="page" value="%s">', esc_attr(Page::SLUG));
        $table->search_box(__('Search addresses', 'ai-wp-dynamic-cache'), 'site');
        // Core gives the cells of an open row a line each from the third on: it has a column of boxes in front.
        echo '<style>@media screen and (max-width:782px){.wp-list-table .is-expanded .column-state{flex:0 1 100%}}</style>';
        $table->display();
        echo '</form></div>';
    }

    /** Answers the button. */
    public function purge(): void
    {
        if (!is_multisite() || !current_user_can(self::CAPABILITY)) {
            wp_die(esc_html__('You are not allowed to purge all sites.', 'ai-wp-dynamic-cache'), '', ['response' => 403]);
        }
        check_admin_referer(self::ACTION);
        // A purge of everything is one record a site, whatever the number of its pages.
        wp_safe_redirect(add_query_arg('purged', self::purge_sites(), self::url()));
        exit;
    }

    /** @return int how many sites had a cache to purge */
    public static function purge_sites(): int
    {
        $purged = 0;
        $from = 0;
        do {
            $sites = get_sites(['fields' => 'ids', 'number' => self::PIECE, 'offset' => $from, 'orderby' => 'id']);
            foreach ($sites as $site) {
                $purged += self::purge_site($site) ? 1 : 0;
            }
            $from += self::PIECE;
        } while ($sites !== []);

        return $purged;
    }

    private static function purge_site(int $site): bool
    {
        switch_to_blog($site);
        $isOn = SiteState::of_current()->isOn;
        if ($isOn) {
            PurgeQueue::of_site()->everything();
            PurgeQueue::of_site()->flush('manual');
        }
        restore_current_blog();

        return $isOn;
    }

    private function print_done(): void
    {
        $purged = filter_input(INPUT_GET, 'purged', FILTER_VALIDATE_INT);
        if (is_int($purged)) {
            printf(
                '<div class="notice %s is-dismissible" role="status"><p>%s</p></div>',
                esc_attr($purged > 0 ? 'notice-success' : 'notice-info'),
                esc_html(self::done($purged)),
            );
        }
    }

    private static function done(int $purged): string
    {
        return $purged > 0 ? sprintf(
            /* translators: %s: a number */
            _n('Every stored page of %s site is out of use.', 'Every stored page of %s sites is out of use.', $purged, 'ai-wp-dynamic-cache'),
            number_format_i18n($purged),
        ) : __('No site has its cache on: there was nothing to purge.', 'ai-wp-dynamic-cache');
    }

    private static function post_url(): string
    {
        return get_admin_url(get_main_site_id(), 'admin-post.php');
    }
}
