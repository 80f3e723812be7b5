<?php

/* Template Name: page-menu */

declare(strict_types=1);

get_header();
wp_page_menu();
get_footer();
