<?php

/** Plugin of the journeys: prints what lies in a file, whose changes no hook tells of. `dice` is another page at every render. */

declare(strict_types=1);

add_action('wp_footer', static function (): void {
    $words = is_file(WP_CONTENT_DIR . '/hidden-words') ? (string) file_get_contents(WP_CONTENT_DIR . '/hidden-words') : '';
    printf("\n<p>%s</p>\n", esc_html($words === 'dice' ? 'A throw: ' . random_int(0, PHP_INT_MAX) : $words));
});
