<?php

/** Options with widgets and their places. What core shows of them has taps of its own (FrameTaps); a plugin may print all of it. */

declare(strict_types=1);

namespace DynamicCache\Tags\Options;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class WidgetOptions
{
    /** Which widgets stand where. */
    public const AREAS = 'sidebars_widgets';

    private const HANDING_AREAS = OptionTaps::HANDING + ['wp_get_sidebars_widgets' => true];

    private const HANDING_WIDGETS = OptionTaps::HANDING + ['WP_Widget::get_settings' => true];

    /** @var array<array-key, true> options whose tags are on the page */
    private array $told = [];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('pre_option_' . self::AREAS, $this->areas(...), PHP_INT_MAX);
        add_filter(self::AREAS, $this->areas(...), PHP_INT_MAX);
        // Before that core reads all of them, to know which widgets there are.
        did_action('wp_loaded') > 0 ? $this->listen() : add_action('wp_loaded', $this->listen(...), PHP_INT_MAX, 0);
    }

    private function listen(): void
    {
        array_map($this->widget(...), array_map(strval(...), array_keys(self::names())));
    }

    /** Which widgets stand where: core asks for every area. */
    private function areas(mixed $areas = null): mixed
    {
        if (!isset($this->told[self::AREAS]) && Caller::leaves_by(self::HANDING_AREAS, ['is_active_sidebar' => true, 'dynamic_sidebar' => true]) !== '') {
            $this->told[self::AREAS] = true;
            $this->page->rare(RareFacet::option(self::AREAS), Tag::option(self::AREAS));
        }

        return $areas;
    }

    /** All widgets of a kind: core reads them to show one. */
    private function widget(string $name): void
    {
        add_filter("pre_option_{$name}", function (mixed $value = false) use ($name): mixed {
            if (!isset($this->told[$name]) && Caller::leaves_by(self::HANDING_WIDGETS, ['display_callback' => true]) !== '') {
                $this->told[$name] = true;
                $this->page->rare(RareFacet::option($name), Tag::option(Tag::name($name)));
            }

            return $value;
        }, PHP_INT_MAX);
    }

    /** @return array<string, true> options of the kinds of widgets that are registered */
    public static function names(): array
    {
        global $wp_widget_factory;
        $names = [];
        foreach ($wp_widget_factory instanceof \WP_Widget_Factory ? $wp_widget_factory->widgets : [] as $widget) {
            // Some have another name from before.
            array_push($names, $widget->option_name, get_object_vars($widget)['alt_option_name'] ?? '');
        }

        return array_fill_keys(array_filter($names, is_string(...)), true);
    }
}
