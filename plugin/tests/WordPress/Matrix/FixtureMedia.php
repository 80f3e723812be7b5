<?php

/** The pictures of the matrix site: rows and a file each; nothing is resized. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class FixtureMedia
{
    /** A picture of one pixel. */
    private const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

    public static function make(): void
    {
        foreach (['picture', 'photo', 'logo'] as $name) {
            self::picture($name);
        }
        set_post_thumbnail(Fixture::id('rhine'), Fixture::id('photo'));
    }

    public static function picture(string $name): void
    {
        $file = wp_upload_bits("{$name}.gif", null, base64_decode(self::GIF, true), '2026/01');
        $path = $file['file'];
        $id = Fixture::name($name, wp_insert_attachment([
            'post_mime_type' => 'image/gif',
            'post_title' => ucfirst($name),
            'post_name' => $name,
            'post_excerpt' => "Caption of {$name}",
            'post_status' => 'inherit',
            'post_date' => '2025-06-01 10:00:00',
        ], $path, 0, true));
        update_post_meta($id, '_wp_attachment_image_alt', "Alt of {$name}");
        wp_update_attachment_metadata($id, ['width' => 1, 'height' => 1, 'file' => "2026/01/{$name}.gif", 'sizes' => []]);
    }
}
