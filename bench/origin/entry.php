<?php

/**
 * The way into the benchmark, in place of WordPress' index.php and wp-settings.php: loads the drop-in of SITE_DIR and,
 * when that one does not answer, renders a page of about 70 KB.
 */

declare(strict_types=1);

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\RenderFacts;

define('ABSPATH', (string) getenv('SITE_DIR'));
include ABSPATH . '/advanced-cache.php';

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
