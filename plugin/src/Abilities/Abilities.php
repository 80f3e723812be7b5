<?php

/**
 * What agents and other programs inside WordPress may ask of the cache (wp_register_ability(), WordPress 6.9). Every
 * ability is a route of our REST API under another name: the same permission, the same checks, the same answer.
 */

declare(strict_types=1);

namespace DynamicCache\Abilities;

use DynamicCache\Feature;

final class Abilities implements Feature
{
    private const CATEGORY = 'dynamic-cache';

    public function boot(): void
    {
        // Neither action exists in a WordPress without abilities.
        add_action('wp_abilities_api_categories_init', $this->register_category(...));
        add_action('wp_abilities_api_init', $this->register(...));
    }

    public function register_category(): void
    {
        wp_register_ability_category(self::CATEGORY, [
            'label' => __('Page cache', 'ai-wp-dynamic-cache'),
            'description' => __('What the page cache does, why, and what it forgets.', 'ai-wp-dynamic-cache'),
        ]);
    }

    public function register(): void
    {
        foreach (RouteAbility::all() as $name => $ability) {
            wp_register_ability("dynamic-cache/{$name}", $ability->registration(self::CATEGORY));
        }
    }
}
