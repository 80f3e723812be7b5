<?php

/* Template Name: tagline */

declare(strict_types=1);

get_header();
bloginfo('description');
get_footer();
