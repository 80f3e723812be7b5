<?php

/** What is on the sites of the matrix network before anything changes. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

use DynamicCache\Database;

final class NetworkFixture
{
    public static function make(): string
    {
        global $wp_rewrite;
        if ($wp_rewrite instanceof \WP_Rewrite) {
            $wp_rewrite->set_permalink_structure('/%postname%/');
            $wp_rewrite->flush_rules(false);
        }
        update_option('matrix_banner', 'Ahoy');
        update_site_option('matrix_setting', 'Set');
        $database = Database::connection();
        $database->query((string) $database->prepare('CREATE TABLE %i (id bigint unsigned NOT NULL AUTO_INCREMENT, title varchar(100) NOT NULL, PRIMARY KEY  (id))', self::table()));
        foreach (['Lakes', 'Rivers', 'Hills'] as $title) {
            $database->insert(self::table(), ['title' => $title]);
        }
        Fixture::name('ada', wp_insert_user(['user_login' => 'ada', 'user_pass' => 'password', 'user_email' => 'ada@example.org', 'display_name' => 'Ada L.', 'role' => 'author']));
        wp_update_post(['ID' => 1, 'post_date' => '2025-06-01 12:00:00']);
        foreach (NetworkWays::SITES as $site => $name) {
            switch_to_blog($site);
            $ids = self::site($name);
            restore_current_blog();
            foreach ($ids as $slug => $id) {
                Fixture::name("{$name}-{$slug}", $id);
            }
        }
        foreach (NetworkWays::pages() as $slug => $content) {
            Fixture::page($slug, $content);
        }

        return 'made';
    }

    /** One that all sites have in common, of a plugin. */
    public static function table(): string
    {
        return Database::connection()->base_prefix . 'matrix_club';
    }

    /** @return array<string, int> slug → id */
    private static function site(string $name): array
    {
        update_option('matrix_banner', "Ahoy from {$name}");
        wp_delete_post(1, true);
        if ($name === 'third') {
            update_option('permalink_structure', '/%postname%/');
            delete_option('rewrite_rules');
        }
        foreach (['setting' => '[n_setting name=matrix_setting]', 'plain' => 'Words.'] as $slug => $content) {
            wp_insert_post(['post_type' => 'page', 'post_name' => $slug, 'post_title' => ucfirst($slug), 'post_content' => $content, 'post_status' => 'publish']);
        }
        foreach (['rivers', 'hills'] as $slug) {
            wp_insert_term(ucfirst($slug), 'category', ['slug' => $slug]);
        }
        $ids = [];
        foreach (['danube' => '2026-01-10', 'elbe' => '2026-02-10', 'oder' => '2026-03-05'] as $slug => $date) {
            $ids[$slug] = NetworkChanges::post($slug, $date, 'rivers');
        }
        foreach (['first', 'second'] as $minute => $comment) {
            wp_insert_comment(['comment_post_ID' => $ids['elbe'], 'comment_author' => 'Reader', 'comment_content' => "Words of {$comment}.", 'comment_approved' => '1', 'comment_date' => "2026-07-01 12:0{$minute}:00", 'comment_date_gmt' => "2026-07-01 12:0{$minute}:00"]);
        }

        return $ids;
    }
}
