<?php

/** The way from the list of plugins to the screens: where an owner looks first after activating one. */

declare(strict_types=1);

namespace DynamicCache\Admin;

use DynamicCache\Capabilities;
use DynamicCache\Feature;
use DynamicCache\ScreenLink;

final class PluginRow implements Feature
{
    public function __construct(private readonly string $mainFile) {}

    public function boot(): void
    {
        add_filter('plugin_action_links_' . plugin_basename($this->mainFile), $this->with_settings(...));
    }

    /**
     * @param mixed $links what else can be done with the plugin; other plugins filter it too
     *
     * @return mixed
     */
    public function with_settings($links)
    {
        if (!is_array($links) || !current_user_can(Capabilities::MANAGE)) {
            return $links;
        }
        $link = sprintf('<a href="%s">%s</a>', esc_url(ScreenLink::to('settings')), esc_html__('Settings', 'ai-wp-dynamic-cache'));

        return ['settings' => $link] + $links;
    }
}
