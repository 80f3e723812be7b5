<?php

/**
 * Tells WordPress of the option, so that whoever writes it past our API (an importer, `wp option update`) can store
 * nothing but a sound state, and so that such a write is followed by everything that follows one of ours.
 */

declare(strict_types=1);

namespace DynamicCache\Settings;

use DynamicCache\Feature;

final class RegisteredOption implements Feature
{
    public function __construct(private readonly SettingsRepository $repository) {}

    public function boot(): void
    {
        add_action('init', $this->register(...));
        add_action('update_option_' . SettingsRepository::OPTION, $this->announce(...), 10, 2);
    }

    public function register(): void
    {
        register_setting('dynamic_cache', SettingsRepository::OPTION, [
            'type' => 'string',
            'show_in_rest' => false,
            'sanitize_callback' => $this->sound(...),
        ]);
    }

    /** The value itself, or what is stored already when the value is not a state of the settings. */
    public function sound(mixed $value): mixed
    {
        $document = is_string($value) ? json_decode($value, false, 32) : null;
        $isState = $document instanceof \stdClass && is_int($document->counter ?? null)
            && ($document->values ?? null) instanceof \stdClass;

        return $isState ? $value : get_option(SettingsRepository::OPTION);
    }

    public function announce(mixed $old, mixed $new): void
    {
        do_action(
            'dynamic_cache_settings_changed',
            $this->repository->typed($this->repository->interpreted($new)),
            $this->repository->typed($this->repository->interpreted($old)),
        );
    }
}
