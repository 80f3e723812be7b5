<?php

/* Template Name: widget-tag */

declare(strict_types=1);

get_header();
the_widget('WP_Widget_Tag_Cloud');
get_footer();
