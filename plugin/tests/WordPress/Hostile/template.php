<?php

/**
 * A theme in one file, for tests that ask for hundreds of pages: everything that plugins hook into, and the posts. With
 * `?fault=` the site's own theme is used.
 */

declare(strict_types=1);
?>
<!doctype html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="<?php bloginfo('charset'); ?>">
<?php wp_head(); ?>
</head>
<body <?php body_class(); ?>>
<?php
wp_body_open();
while (have_posts()) {
    the_post();
    echo '<article><h2><a href="', esc_url((string) get_permalink()), '">', esc_html(get_the_title()), '</a></h2>';
    the_content();
    echo '<p>', esc_html(get_the_author()), '</p>', wp_kses_post(get_the_category_list(', ')), '</article>', "\n";
}
comment_form();
wp_footer();
?>
</body>
</html>
