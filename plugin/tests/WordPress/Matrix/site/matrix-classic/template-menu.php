<?php

/* Template Name: menu */

declare(strict_types=1);

get_header();
wp_nav_menu(['theme_location' => 'primary']);
get_footer();
