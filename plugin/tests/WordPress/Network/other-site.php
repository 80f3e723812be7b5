<?php

/**
 * The must-use plugin of OtherSiteRaceTest: a page of the first site that reads the second one and then waits, and the
 * edit that happens meanwhile. Files in wp-content tell the two of each other; who waits does so as long as whoever asked
 * would wait for the answer (LiveSite), so that a busy machine does not change the order.
 */

declare(strict_types=1);

$wait = static function (string $file): void {
    for ($try = 0; $try < 1400 && !is_file(WP_CONTENT_DIR . "/{$file}"); $try++) {
        usleep(20_000);
        clearstatcache();
    }
};
add_shortcode('n_slow', static function () use ($wait): string {
    switch_to_blog(2);
    $title = get_the_title(1);
    touch(WP_CONTENT_DIR . '/was-read');
    if (is_file(WP_CONTENT_DIR . '/is-race')) {
        $wait('was-edited');
    }
    restore_current_blog();

    return $title;
});
add_action('wp_loaded', static function () use ($wait): void {
    $order = $_GET['order'] ?? '';
    if (!is_string($order) || $order === '' || ($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
        return;
    }
    wp_set_current_user(1);
    if ($order === 'make') {
        echo wp_insert_post(['post_type' => 'page', 'post_title' => 'Slow', 'post_status' => 'publish', 'post_content' => '[n_slow]']);
        exit;
    }
    $wait('was-read');
    switch_to_blog(2);
    wp_update_post(['ID' => 1, 'post_title' => $order]);
    restore_current_blog();
    add_action('shutdown', static fn() => touch(WP_CONTENT_DIR . '/was-edited'), PHP_INT_MAX, 0);
    exit;
}, 99);
