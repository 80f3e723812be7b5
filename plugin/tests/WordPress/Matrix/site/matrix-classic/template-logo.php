<?php

/* Template Name: logo */

declare(strict_types=1);

get_header();
the_custom_logo();
get_footer();
