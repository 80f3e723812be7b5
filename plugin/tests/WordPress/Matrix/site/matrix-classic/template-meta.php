<?php

/* Template Name: meta */

declare(strict_types=1);

get_header();
the_widget('WP_Widget_Meta');
get_footer();
