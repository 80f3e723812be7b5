<?php

/**
 * Stands in for WordPress under `php -S`: loads the drop-in as wp-settings.php does, then renders one small page per
 * path, each with one way in which a render can go. Counts its renders, so that a test sees who answered.
 */

declare(strict_types=1);

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Engine\RenderFacts;

$site = (string) getenv('SITE_DIR');
if (is_file("{$site}/before.php")) {
    require "{$site}/before.php";
}
define('ABSPATH', $site);
(include "{$site}/advanced-cache.php") !== false || exit('no drop-in');

file_put_contents("{$site}/renders", 'x', FILE_APPEND);
file_put_contents("{$site}/renderer", (string) getmypid());
for ($try = 0; $try < 2000 && is_file("{$site}/gate"); $try++) {
    usleep(5000);
    clearstatcache();
}
switch (is_file("{$site}/trouble") ? file_get_contents("{$site}/trouble") : '') {
    case 'database':
        // What core does when it cannot connect: long before any plugin is loaded.
        http_response_code(500);
        header('Cache-Control: no-cache, must-revalidate, max-age=0, no-store, private');
        exit('<!doctype html><html><body><h1>Error establishing a database connection</h1></body></html>');
    case 'maintenance':
        http_response_code(503);
        header('Retry-After: 600');
        exit('<!doctype html><html><body>Briefly unavailable for scheduled maintenance.</body></html>');
    case 'exception':
        throw new LogicException('broken');
    case 'small':
        file_put_contents("{$site}/content", '');
        break;
}
$uri = $_SERVER['REQUEST_URI'] ?? '';
$case = trim(explode('?', is_string($uri) ? $uri : '')[0], '/');
$fill = class_exists(Fill::class, false) ? Fill::current() : null;
$fill?->tag('post:1');
if ($case !== 'no-facts') {
    $fill?->ask_for_facts(static fn(): RenderFacts => new RenderFacts(
        templateRan: $case !== 'no-template',
        footerRan: $case !== 'no-footer',
        databaseError: $case === 'db-error',
        loggedIn: $case === 'logged-in',
        doNotCache: $case === 'donotcache',
        variesByDevice: $case === 'mobile',
    ));
}
header('Content-Type: text/html; charset=UTF-8');
header('Link: <https://api.example/>; rel="https://api.w.org/"');
header('Link: </?p=1>; rel=shortlink', false);
header('X-Powered-By: something');
$text = (string) file_get_contents("{$site}/content");

switch ($case) {
    case 'redirect':
        header('Location: /target/', true, 301);
        exit;
    case 'redirect-away':
        header('Location: https://elsewhere.example/x', true, 302);
        exit;
    case 'missing':
        http_response_code(404);
        header('Cache-Control: no-cache, must-revalidate, max-age=0, no-store, private');
        header('Expires: Wed, 11 Jan 1984 05:00:00 GMT');
        break;
    case 'status-500':
        http_response_code(500);
        break;
    case 'status-line':
        header('Status: 503 Service Unavailable');
        break;
    case 'hop-by-hop':
        header('Connection: close, X-This-Connection');
        header('X-This-Connection: 1');
        header('Proxy-Authenticate: Basic');
        header('Upgrade: h2c');
        header('X-Kept: 1');
        break;
    case 'cookie-set':
        setcookie('visit', '1');
        break;
    case 'private':
        header('Cache-Control: private');
        break;
    case 'short-lived':
        header('Cache-Control: max-age=90');
        break;
    case 'vary':
        header('Vary: Accept-Encoding, Cookie');
        break;
    case 'cors':
        header('Access-Control-Allow-Origin: https://evil.example');
        break;
    case 'compressed':
        header('Content-Encoding: gzip');
        echo gzencode(str_repeat($text, 99) . '</html>');
        exit;
    case 'claims-to-be-compressed':
        header('Content-Encoding: br');
        break;
    case 'part':
        header('Content-Range: bytes 0-10/20');
        break;
    case 'own-validators':
        header('ETag: "from-wordpress"');
        header('Last-Modified: Wed, 01 Jan 2020 00:00:00 GMT');
        break;
    case 'feed':
        header('Content-Type: application/rss+xml; charset=UTF-8');
        echo '<rss>', str_repeat('<item>' . htmlspecialchars($text) . '</item>', 30), '</rss>';
        exit;
    case 'robots.txt':
        header('Content-Type: text/plain; charset=utf-8');
        exit("User-agent: *\nDisallow: /wp-admin/\n");
    case 'refused':
        $fill?->refuse(Reason::ChangedByOwnRender);
        break;
    case 'capped':
        $fill?->expire_at(time() + 50);
        break;
    case 'capped-late':
        $fill?->later(static fn() => $fill->expire_at(time() + 50));
        break;
    case 'die':
        exit('Sorry.');
    case 'white':
        exit;
    case 'blank':
        exit(str_repeat(' ', 4000));
    case 'short':
        exit('<html></html>');
    case 'throw-in-facts':
        $fill?->ask_for_facts(static fn(): RenderFacts => throw new LogicException('facts'));
        break;
}

$styles = str_starts_with($case, 'styled') ? '<style>' . implode('', array_map(static fn(int $i): string => ".a{$i}{margin:{$i}px}", range(1, 1_000))) . '</style>' : '';
echo "<!doctype html><html><head><title>{$case}</title>{$styles}</head><body class=\"home\">\n", str_repeat("<p>{$text}</p>\n", 200);
echo '<i>', htmlspecialchars(json_encode([$_GET, $_REQUEST, $_SERVER['QUERY_STRING'] ?? '', $_SERVER['REQUEST_URI']], JSON_THROW_ON_ERROR)), '</i>';
echo '<b>', isset($_SERVER['HTTP_IF_NONE_MATCH']) || isset($_SERVER['HTTP_IF_MODIFIED_SINCE']) || isset($_SERVER['HTTP_RANGE']) ? 'conditional' : 'plain', '</b>';

switch ($case) {
    case 'exit':
        exit;
    case 'end-tag-in-the-middle':
        exit('<script>print("</html>")</script><p>and here it bre');
    case 'clean-behind-the-end':
        echo '</body></html>';
        ob_end_clean();
        exit('instead');
    case 'flush':
        flush();
        break;
    case 'end-flush':
        ob_end_flush();
        echo 'behind';
        break;
    case 'end-clean':
        ob_end_clean();
        echo 'instead';
        break;
    case 'end-all':
        while (ob_get_level() > 0) {
            ob_end_flush();
        }
        break;
    case 'fatal':
        throw new LogicException('in the template');
    case 'user-fatal':
        @trigger_error('broken', E_USER_ERROR);
        // PHP ends here.
        // no break
    case 'memory':
        ini_set('memory_limit', '8M');
        echo str_repeat('x', 64_000_000);
        break;
    case 'print-query':
        echo $fill === null ? '' : htmlspecialchars((string) filter_input(INPUT_GET, 'utm_source'));
        break;
    case 'admin-bar':
        echo '<div id="wpadminbar"></div>';
        break;
    case 'late-fatal':
        register_shutdown_function(static function (): void {
            ob_end_flush();
            echo 'Fatal error: in a shutdown hook';
        });
        break;
    case 'purge-meanwhile':
        DynamicCache\Store\Stores::open("{$site}/cache", 'disk', '1')->purge(['post:1'], [], time());
        break;
    case 'suspect-meanwhile':
        DynamicCache\Store\Stores::open("{$site}/cache", 'disk', '1')->suspect(['post:1'], time());
        break;
}
echo "\n</body></html>\n<!-- made in 0.1 s -->\n";
