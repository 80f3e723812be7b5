<?php

/* Template Name: widgets */

declare(strict_types=1);

get_header();
dynamic_sidebar('area-one');
get_footer();
