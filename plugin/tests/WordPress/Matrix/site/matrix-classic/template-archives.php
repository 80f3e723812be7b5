<?php

/* Template Name: archives */

declare(strict_types=1);

get_header();
wp_get_archives();
get_footer();
