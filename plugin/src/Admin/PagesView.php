<?php

/**
 * How a person likes to see the list of pages: columns, order, rows at a time. Kept with the account, so that it is the
 * same in every browser; the screen reads and writes it over core's own route (admin-app/src/store/kept-view.ts).
 */

declare(strict_types=1);

namespace DynamicCache\Admin;

use DynamicCache\Feature;

final class PagesView implements Feature
{
    public const META = 'dynamic_cache_pages_view';

    private const WORD = ['type' => 'string', 'maxLength' => 32, 'pattern' => '^[a-z_]*$'];

    public function boot(): void
    {
        add_action('rest_api_init', $this->register(...));
    }

    public function register(): void
    {
        register_meta('user', self::META, [
            'type' => 'object',
            'single' => true,
            'default' => (object) [],
            'auth_callback' => static fn(mixed $allowed, string $key, int $user): bool => $user === get_current_user_id(),
            'show_in_rest' => ['schema' => [
                'type' => 'object',
                'additionalProperties' => false,
                'properties' => [
                    'fields' => ['type' => 'array', 'maxItems' => 20, 'items' => self::WORD],
                    'per_page' => ['type' => 'integer', 'minimum' => 1, 'maximum' => 100],
                    'orderby' => self::WORD,
                    'order' => ['type' => 'string', 'enum' => ['asc', 'desc']],
                ],
            ]],
        ]);
    }
}
