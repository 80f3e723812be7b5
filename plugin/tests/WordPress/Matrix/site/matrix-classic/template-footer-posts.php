<?php

/* Template Name: footer-posts */

declare(strict_types=1);

get_header();
foreach (get_posts(['numberposts' => 2]) as $matrixPost) {
    echo esc_html($matrixPost->post_title);
}
get_footer();
