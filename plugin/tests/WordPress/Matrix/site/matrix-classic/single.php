<?php

declare(strict_types=1);

get_header();
while (have_posts()) {
    the_post();
    the_title('<h2>', '</h2>');
    the_author_posts_link();
    echo esc_html((string) get_the_date());
    the_post_thumbnail();
    the_content();
    the_category(', ');
    the_tags();
    the_post_navigation();
    comments_template();
}
get_footer();
