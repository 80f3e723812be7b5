<?php

/* Template Name: widgets-two */

declare(strict_types=1);

get_header();
if (is_active_sidebar('area-two')) {
    dynamic_sidebar('area-two');
}
get_footer();
