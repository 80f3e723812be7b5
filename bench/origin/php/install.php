<?php

/**
 * Installs the WordPress named by the first argument and fills it: a front page with ten posts, about 70 KB of HTML with
 * the default theme. The words are the same in every run.
 */

declare(strict_types=1);

define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';

require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

add_filter('pre_wp_mail', '__return_true');
wp_install('Bench site', 'admin', 'admin@example.org', true, '', 'password');
update_option('permalink_structure', '/%postname%/');
mt_srand(7);
$words = explode(' ', 'bread coffee kettle copper morning street window cup plate warm flour salt water oven table chair '
    . 'garden river bridge market apple honey butter walnut cinnamon paper letter music evening lamp winter summer');
$sentence = static function () use ($words): string {
    $picked = array_map(static fn(): string => $words[mt_rand(0, count($words) - 1)], range(1, mt_rand(9, 16)));

    return ucfirst(implode(' ', $picked)) . '.';
};
for ($i = 1; $i <= 20; $i++) {
    $paragraphs = [];
    for ($p = 0; $p < 6; $p++) {
        $text = implode(' ', array_map($sentence, range(1, 5)));
        $paragraphs[] = "<!-- wp:paragraph --><p>{$text}</p><!-- /wp:paragraph -->";
    }
    wp_insert_post([
        'post_title' => rtrim($sentence(), '.'),
        'post_name' => "post-{$i}",
        'post_status' => 'publish',
        'post_date' => gmdate('Y-m-d H:i:s', time() - 86_400 * $i),
        'post_content' => implode("\n\n", $paragraphs),
    ]);
}
