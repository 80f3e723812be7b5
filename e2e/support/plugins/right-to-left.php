<?php

/** Plugin of the journeys: WordPress as it is in a language that is written from right to left, for who has the cookie. */

declare(strict_types=1);

// Before anything asks for the styles, which know their direction from the start.
add_action('after_setup_theme', static function (): void {
    if (isset($_COOKIE['right_to_left']) && $GLOBALS['wp_locale'] instanceof WP_Locale) {
        $GLOBALS['wp_locale']->text_direction = 'rtl';
    }
}, 0);
