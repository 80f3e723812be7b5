<?php

/** A plugin that uses what docs/hooks.md offers, by the parameter `try` of the page. What it hears is kept in a file. */

declare(strict_types=1);

$asked = is_string($_GET['try'] ?? null) ? $_GET['try'] : '';
if ($asked === 'refuse') {
    add_filter('dynamic_cache_store_page', '__return_false');
} elseif ($asked === 'lifetime') {
    add_filter('dynamic_cache_page_lifetime', static fn(?int $seconds): int => min($seconds ?? 300, 300));
} elseif ($asked === 'longer') {
    add_filter('dynamic_cache_page_lifetime', static fn(): int => 9_000_000);
} elseif ($asked === 'nonsense') {
    add_filter('doing_it_wrong_trigger_error', '__return_false');
    add_filter('dynamic_cache_store_page', static fn(): string => 'yes');
    add_filter('dynamic_cache_page_lifetime', static fn(): string => 'long');
    add_filter('dynamic_cache_page_tags', static fn(): array => ['no tag']);
} elseif ($asked === 'tags') {
    add_filter('dynamic_cache_page_tags', static fn(array $tags): array => [...$tags, 'my-plugin:prices']);
} elseif ($asked === 'litespeed') {
    add_action('wp', static fn() => do_action('litespeed_control_set_nocache', 'a basket'));
} elseif ($asked === 'litespeed-private') {
    add_action('wp', static fn() => do_action('litespeed_control_set_private', 'an account'));
} elseif ($asked === 'litespeed-ttl') {
    add_action('wp', static fn() => do_action('litespeed_control_set_ttl', 300));
} elseif ($asked === 'constant') {
    // By a variable: a constant of this name would count as known in every file that is analysed.
    $name = 'DONOTCACHEPAGE';
    define($name, true);
} elseif ($asked === 'constant-litespeed') {
    define('LSCACHE_NO_CACHE', true);
} elseif ($asked === 'rocket') {
    add_filter('do_rocket_generate_caching_files', '__return_false');
} elseif ($asked === 'nocache') {
    add_action('template_redirect', 'nocache_headers');
} elseif (str_starts_with($asked, 'header ')) {
    add_action('send_headers', static fn() => header(substr($asked, 7)));
}
add_action('dynamic_cache_stored', static function (string $url, array $tags, int $expiresAt): void {
    file_put_contents(WP_CONTENT_DIR . '/stored.json', json_encode([$url, $tags, $expiresAt - time()]));
}, 10, 3);
