<?php

/**
 * The way into the benchmark. The page is rendered here, about 60 KB of it, with the drop-in of SITE_DIR around it. Once
 * it is stored (file `filled`) and a WordPress is given, hits come in by its wp-settings.php, like on a real site.
 */

declare(strict_types=1);

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\RenderFacts;

$site = (string) getenv('SITE_DIR');
$core = (string) getenv('WORDPRESS');
if ($core !== '' && is_file("{$site}/filled")) {
    define('ABSPATH', "{$core}/");
    define('WP_CONTENT_DIR', $site);
    define('WP_CACHE', true);
    $table_prefix = 'wp_';
    require ABSPATH . 'wp-settings.php';
    exit;
}
define('ABSPATH', "{$site}/");
include "{$site}/advanced-cache.php";

$fill = class_exists(Fill::class, false) ? Fill::current() : null;
$fill?->tag('post:1', 'list:post', 'home', 'menu:2', 'template:theme:home');
$fill?->ask_for_facts(static fn(): RenderFacts => new RenderFacts(true, true, false, false, false, false));
header('Content-Type: text/html; charset=UTF-8');
header('Link: <https://example.com/wp-json/>; rel="https://api.w.org/"');
header('X-Frame-Options: SAMEORIGIN');
mt_srand(1);
echo "<!doctype html><html><head><title>A page</title></head><body>\n";
for ($i = 0; $i < 400; $i++) {
    echo '<p class="wp-block-paragraph">Paragraph ', $i, ' of a page, number ', mt_rand(), ', with some words that repeat and repeat ', md5((string) $i), ".</p>\n";
}
echo "</body></html>\n";
