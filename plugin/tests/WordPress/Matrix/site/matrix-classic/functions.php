<?php

declare(strict_types=1);

add_action('after_setup_theme', static function (): void {
    add_theme_support('title-tag');
    add_theme_support('post-thumbnails');
    add_theme_support('custom-logo');
    add_theme_support('widgets');
    register_nav_menus(['primary' => 'Primary', 'footer' => 'Footer']);
});
add_action('widgets_init', static function (): void {
    foreach (['area-one', 'area-two'] as $area) {
        register_sidebar(['id' => $area, 'name' => $area]);
    }
});
