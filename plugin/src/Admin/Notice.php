<?php

/** On every admin screen, while something keeps the cache from working: what it is, and the one thing to do. */

declare(strict_types=1);

namespace DynamicCache\Admin;

use DynamicCache\Capabilities;
use DynamicCache\Feature;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\Problem;
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
        foreach ($this->diagnosis->problems() as $problem) {
            if ($problem->isUrgent) {
                self::tell($problem);

                return;
            }
        }
    }

    private static function tell(Problem $problem): void
    {
        // What is no link is a button of our own screens.
        [$href, $label] = $problem->action?->link() ?? [Page::url(), __('Open Dynamic Cache', 'ai-wp-dynamic-cache')];
        printf(
            '<div class="notice notice-warning"><p><strong>%s</strong> %s %s <a href="%s">%s</a></p></div>',
            esc_html__('Dynamic Cache:', 'ai-wp-dynamic-cache'),
            esc_html($problem->message),
            esc_html($problem->fix),
            esc_url($href),
            esc_html($label),
        );
    }
}
