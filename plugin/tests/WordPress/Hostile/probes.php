<?php

/**
 * Must-use plugin of the hostile site: prints what careless themes print of a request, and breaks the render in the way
 * that `?fault=` names. What it prints into a page must never be one visitor's when another one reads it.
 */

declare(strict_types=1);

/** What themes take out of the request: form actions, canonical links, links of a pager, share buttons. */
function hostile_probe_print(): void
{
    $text = static fn(string $name): string => is_string($_SERVER[$name] ?? null) ? $_SERVER[$name] : '';
    $seen = [
        $text('REQUEST_URI'),
        $text('QUERY_STRING'),
        $text('HTTP_HOST'),
        add_query_arg([]),
        add_query_arg('share', '1'),
        get_pagenum_link(2),
        is_ssl() ? 'https' : 'http',
        http_build_query($_GET),
        http_build_query($_REQUEST),
    ];
    echo '<!-- probe -->', "\n", isset($_GET['raw']) ? $text('REQUEST_URI') . "\n" : '';
    foreach ($seen as $line) {
        echo '<i>', esc_html($line), "</i>\n";
    }
}
add_action('wp_footer', hostile_probe_print(...));

/** Prints what an application behind a proxy believes, when a test asks for it. */
add_action('wp_footer', static function (): void {
    if (!isset($_GET['trusting'])) {
        return;
    }
    foreach ($_SERVER as $name => $value) {
        if (str_starts_with((string) $name, 'HTTP_X_') || in_array($name, ['HTTP_FORWARDED', 'HTTP_FRONT_END_HTTPS', 'HTTP_CF_VISITOR', 'HTTP_CF_IPCOUNTRY'], true)) {
            echo '<b>', esc_html(is_string($value) ? $value : ''), "</b>\n";
        }
    }
});

/** Prints cookies, as a plugin for a greeting or a chosen theme does, when a test asks for it. */
add_action('wp_footer', static function (): void {
    foreach (isset($_GET['greeting']) ? $_COOKIE : [] as $name => $value) {
        if ($name !== 'wordpress_no_cache') {
            echo '<b>', esc_html(is_string($value) ? $value : ''), "</b>\n";
        }
    }
});

add_filter('template_include', static fn(string $template): string => isset($_GET['fault']) ? $template : WP_CONTENT_DIR . '/template.php', PHP_INT_MAX);

/** @return never */
function hostile_probe_break(string $fault): void
{
    switch ($fault) {
        case 'fatal':
            require __DIR__ . '/a-file-that-is-not-there.php';
            // no break
        case 'throw':
            throw new RuntimeException('in the template');
        case 'timeout':
            set_time_limit(1);
            for ($end = hrtime(true) + 20_000_000_000, $busy = ''; hrtime(true) < $end;) {
                $busy = md5($busy);
            }
            // no break
        case 'memory':
            ini_set('memory_limit', (string) (memory_get_usage(true) + 4_194_304));
            $hungry = [];
            while (true) {
                $hungry[] = str_repeat('x', 65_536);
            }
            // no break
        case 'exit':
            exit;
        case 'white':
            while (ob_get_level() > 1) {
                ob_end_clean();
            }
            ob_clean();
            exit;
        case 'die':
            die('Sorry, this is not here.');
        case 'wp-die':
            wp_die('<p>' . str_repeat('Come back later. ', 40) . '</p>', 'Closed', ['response' => 200]);
            // no break
        case 'flush-fatal':
            while (ob_get_level() > 0) {
                ob_end_flush();
            }
            flush();
            throw new RuntimeException('after the flush');
    }
    exit;
}

if (isset($_GET['errors']) && is_string($_GET['errors'])) {
    add_action('muplugins_loaded', static fn() => ini_set('display_errors', $_GET['errors'] === '1' ? '1' : '0'), PHP_INT_MAX);
}
$fault = isset($_GET['fault']) && is_string($_GET['fault']) ? $_GET['fault'] : '';
// A file decides, so that one and the same address works before and after.
if ($fault === 'switch') {
    $fault = is_file(WP_CONTENT_DIR . '/fault') ? trim((string) file_get_contents(WP_CONTENT_DIR . '/fault')) : '';
}
match ($fault) {
    '' => null,
    'die' => add_action('init', static fn() => hostile_probe_break('die')),
    'ob-clean' => add_action('wp_footer', static fn() => ob_end_clean(), 1),
    'cookie' => add_action('wp', static fn() => setcookie('visitor', 'canary' . bin2hex(random_bytes(4)))),
    'cookie-raw' => add_action('wp', static fn() => header('Set-Cookie: visitor=canary; Path=/', false)),
    'session' => add_action('init', static fn() => session_start()),
    'shutdown-fatal' => add_action('shutdown', static fn() => throw new RuntimeException('in a shutdown hook'), 100),
    'header' => add_action('send_headers', static function (): void {
        foreach ((array) ($_GET['h'] ?? []) as $line) {
            header(is_string($line) ? $line : '', false);
        }
    }, PHP_INT_MAX),
    'status' => add_action('send_headers', static function (): void {
        http_response_code((int) (is_string($_GET['code'] ?? null) ? $_GET['code'] : 200));
        header('Cache-Control: public, max-age=3600');
    }, PHP_INT_MAX),
    'sniff' => add_action('send_headers', static fn() => header('Content-Type: text/plain; charset=UTF-8'), PHP_INT_MAX),
    'bar' => add_filter('body_class', static fn(array $classes): array => [...$classes, 'logged-in']),
    'query-error' => add_action('wp_footer', static fn() => DynamicCache\Database::connection()->query('SELECT nothing FROM no_such_table')),
    'slow' => add_action('template_redirect', static fn() => usleep(400_000)),
    'policy' => add_action('send_headers', static function (): void {
        header("Content-Security-Policy: default-src 'self'");
        header('Strict-Transport-Security: max-age=31536000');
        header('X-Content-Type-Options: nosniff');
    }),
    'jump' => add_action('template_redirect', static function (): void {
        wp_redirect(home_url('/' . (is_string($_GET['to'] ?? null) ? $_GET['to'] : '')), (int) (is_string($_GET['code'] ?? null) ? $_GET['code'] : 302));
        exit;
    }),
    default => add_action('wp_footer', static fn() => hostile_probe_break($fault), 1),
};
