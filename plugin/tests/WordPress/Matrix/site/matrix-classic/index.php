<?php

declare(strict_types=1);

get_header();
the_archive_title('<h2>', '</h2>');
the_archive_description();
while (have_posts()) {
    the_post();
    echo '<article ' , 'class="' , esc_attr(implode(' ', get_post_class())) , '">';
    the_title('<h3><a href="' . esc_url((string) get_permalink()) . '">', '</a></h3>');
    the_excerpt();
    echo '</article>';
}
the_posts_pagination();
get_footer();
