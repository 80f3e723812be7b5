<?php

/** Prints some of the first posts by name at the foot of every page, and holds renders and saves up for a while. */

declare(strict_types=1);

add_action('wp_footer', static function (): void {
    usleep(random_int(0, 250_000));
    // One that was not asked for since the last edit is not written down yet.
    $count = random_int(1, 6);
    $list = new WP_Query([
        'post_type' => 'post',
        'posts_per_page' => $count,
        'no_found_rows' => true,
        'orderby' => ['name' => 'ASC', 'ID' => 'ASC'],
        'ignore_sticky_posts' => true,
        'fields' => 'ids',
    ]);
    echo '<p>LIST ' . esc_html($count . ': ' . implode(',', array_filter($list->posts ?? [], is_int(...)))) . '</p>';
    usleep(random_int(0, 250_000));
}, 1);
add_action('save_post', static fn() => usleep(random_int(0, 20_000)));
