<?php

/* Template Name: mod */

declare(strict_types=1);

get_header();
$matrixColour = get_theme_mod('matrix_colour', 'none');
echo esc_html(is_string($matrixColour) ? $matrixColour : '');
get_footer();
