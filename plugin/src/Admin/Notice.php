<?php

/** On every admin screen, while the cache is switched on but cannot work: what is wrong, and the one thing to do. */

declare(strict_types=1);

namespace DynamicCache\Admin;

use DynamicCache\Capabilities;
use DynamicCache\Feature;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Settings\SettingsRepository;

final class Notice implements Feature
{
    public function __construct(
        private readonly SettingsRepository $repository,
        private readonly Diagnosis $diagnosis,
    ) {}

    public function boot(): void
    {
        add_action('admin_notices', $this->print(...));
    }

    public function print(): void
    {
        if (!current_user_can(Capabilities::MANAGE) || !$this->repository->all()->enabled) {
            return;
        }
        $problem = $this->diagnosis->problems()[0] ?? null;
        if ($problem === null) {
            return;
        }
        printf(
            '<div class="notice notice-warning"><p><strong>%s</strong> %s %s <a href="%s">%s</a></p></div>',
            esc_html__('Dynamic Cache:', 'ai-wp-dynamic-cache'),
            esc_html($problem->message),
            esc_html($problem->fix),
            esc_url(Page::url()),
            esc_html__('Open Dynamic Cache', 'ai-wp-dynamic-cache'),
        );
    }
}
