<?php

/** A theme's own way to print a list of pages. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

final class NamingWalker extends \Walker_Page
{
    /**
     * @param string $output
     * @param \WP_Post $data_object
     * @param int $depth
     * @param array<mixed> $args
     * @param int $current_object_id
     */
    public function start_el(&$output, $data_object, $depth = 0, $args = [], $current_object_id = 0): void
    {
        $output .= "<li>{$data_object->post_name}";
    }
}
