<?php

/** Run by ProofTestCase in a process of its own, inside the WordPress named by the first argument; prints JSON. */

declare(strict_types=1);

$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_URI'] = '/wp-cron.php';
define('DOING_CRON', true);

require $argv[1] . '/wp-load.php';

/** @var wpdb $wpdb */
if ($argv[2] === 'forget') {
    // What was drawn among earlier visits comes into the table first.
    do_action('dynamic_cache_count');
}
$answer = match ($argv[2]) {
    'count' => do_action('dynamic_cache_count'),
    'forget' => [$wpdb->query("DELETE FROM {$wpdb->prefix}dynamic_cache_proofs"), delete_option('dynamic_cache_alerts')],
    'probe-folders' => glob(WP_CONTENT_DIR . '/cache/dynamic-cache/probe/*'),
    'scheduled' => wp_next_scheduled('dynamic_cache_proof') !== false,
    default => throw new InvalidArgumentException($argv[2]),
};
echo "\n" . json_encode($answer);
