<?php

/**
 * A plugin with a form for visitors: shows it on the sample page, takes what is sent to `/?sent=1`, and makes it as late
 * as the file `hours-later` says. Core counts the time of nonces in ticks of half their life.
 */

declare(strict_types=1);

add_filter('nonce_life', static function (int $life): float|int {
    $hours = (int) @file_get_contents(WP_CONTENT_DIR . '/hours-later');
    $tick = (int) ceil((time() + 3600 * $hours) / ($life / 2));

    return $hours === 0 ? $life : 2 * time() / ($tick - 0.5);
});
add_filter('the_content', static fn(string $content): string => is_page('sample-page')
    ? $content . '<form method="post" action="/?sent=1">' . wp_nonce_field('contact', 'check', false, false) . '<button>Send</button></form>'
    : $content);
add_action('template_redirect', static function (): void {
    if (isset($_GET['sent'])) {
        $nonce = $_POST['check'] ?? '';
        wp_send_json(['taken' => is_string($nonce) && wp_verify_nonce($nonce, 'contact') !== false]);
    }
});
