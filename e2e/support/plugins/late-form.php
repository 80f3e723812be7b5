<?php

/**
 * Plugin of the journeys: `[late-form]` is a form for visitors, sent to `/?late-form=sent`, which takes it or says that it is
 * too old. Its nonce is as many hours later as the file `hours-later` says: core counts the time of nonces in ticks of
 * half their life.
 */

declare(strict_types=1);

add_filter('nonce_life', static function (int|float $life, string|int $action = -1): int|float {
    $hours = $action === 'late-form' ? (int) @file_get_contents(WP_CONTENT_DIR . '/hours-later') : 0;
    $tick = (int) ceil((time() + 3600 * $hours) / ($life / 2));

    return $hours === 0 ? $life : 2 * time() / ($tick - 0.5);
}, 10, 2);
add_shortcode('late-form', static fn(): string => sprintf(
    '<form method="post" action="%s">%s<label>Your message <input name="message"></label> <button>Send</button></form>',
    esc_url(home_url('/?late-form=sent')),
    wp_nonce_field('late-form', 'check', false, false),
));
add_action('template_redirect', static function (): void {
    if (!isset($_GET['late-form'])) {
        return;
    }
    $nonce = $_POST['check'] ?? '';
    $message = $_POST['message'] ?? '';
    $isTaken = is_string($nonce) && wp_verify_nonce($nonce, 'late-form') !== false;
    wp_die(
        $isTaken && is_string($message) ? 'It has arrived: ' . esc_html($message) : 'This form is too old.',
        'The form',
        ['response' => 200],
    );
});
