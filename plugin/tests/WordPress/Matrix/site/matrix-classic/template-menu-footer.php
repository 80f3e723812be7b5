<?php

/* Template Name: menu-footer */

declare(strict_types=1);

get_header();
wp_nav_menu(['theme_location' => 'footer', 'fallback_cb' => false]);
get_footer();
