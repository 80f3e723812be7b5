<?php

/**
 * Brings the document panel (admin-app/src/editor) into the block editor, for posts of a kind that visitors can see.
 * Whoever may edit the post may use it: the routes ask for the same capability.
 */

declare(strict_types=1);

namespace DynamicCache\Admin;

use DynamicCache\Feature;

final class EditorPanel implements Feature
{
    private const HANDLE = 'dynamic-cache-editor';

    public function __construct(private readonly string $mainFile) {}

    public function boot(): void
    {
        add_action('enqueue_block_editor_assets', $this->enqueue(...));
    }

    public function enqueue(): void
    {
        // The same hook runs for the site editor and for widgets, which edit no page.
        $screen = function_exists('get_current_screen') ? get_current_screen() : null;
        if ($screen instanceof \WP_Screen && $screen->base === 'post' && is_post_type_viewable($screen->post_type)) {
            BuiltScript::find($this->mainFile, 'editor')?->enqueue($this->mainFile, self::HANDLE);
        }
    }
}
