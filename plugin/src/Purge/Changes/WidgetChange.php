<?php

/** Widgets before and now: one option holds all instances of a kind, another one says in which area each stands. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Tags\Tag;

final class WidgetChange implements Change
{
    private const AREAS = 'sidebars_widgets';
    private const UNUSED = ['wp_inactive_widgets', 'array_version'];

    public function __construct(private readonly string $option, private readonly mixed $before) {}

    /** Of an option that holds widgets or their areas. */
    public static function is_of(string $option): bool
    {
        return $option === self::AREAS || str_starts_with($option, 'widget_');
    }

    public function tags(array $inUse): array
    {
        $after = get_option($this->option, null);
        $areas = $this->option === self::AREAS ? self::differing($this->before, $after) : $this->areas_of(self::differing($this->before, $after));

        return array_map(static fn(string $area): string => Tag::widget(Tag::name($area)), array_values(array_diff($areas, self::UNUSED)));
    }

    public function from_now(): Change
    {
        return new self($this->option, get_option($this->option, null));
    }

    public function cause(): string
    {
        return "option {$this->option}";
    }

    /**
     * Tags of every area that could be concerned.
     *
     * @return list<string>
     */
    public static function suspects(): array
    {
        return array_map(static fn(string $area): string => Tag::widget(Tag::name($area)), array_values(array_diff(array_keys(self::areas()), self::UNUSED)));
    }

    /** @return list<string> keys; the empty default that core writes for every kind of widget is no difference */
    private static function differing(mixed $before, mixed $after): array
    {
        $before = is_array($before) ? $before : [];
        $after = is_array($after) ? $after : [];
        $keys = array_diff(array_keys($before + $after), ['_multiwidget']);

        return array_map(strval(...), array_values(array_filter(
            $keys,
            static fn(int|string $key): bool => ($before[$key] ?? []) !== ($after[$key] ?? []),
        )));
    }

    /**
     * @param list<string> $numbers of instances
     *
     * @return list<string>
     */
    private function areas_of(array $numbers): array
    {
        $ids = array_map(fn(string $number): string => substr($this->option, strlen('widget_')) . "-{$number}", $numbers);

        return array_keys(array_filter(self::areas(), static fn(array $widgets): bool => array_intersect(array_filter($widgets, is_string(...)), $ids) !== []));
    }

    /** @return array<string, array<mixed>> */
    private static function areas(): array
    {
        $areas = [];
        $option = get_option(self::AREAS);
        foreach (is_array($option) ? $option : [] as $area => $widgets) {
            if (is_array($widgets)) {
                $areas[(string) $area] = $widgets;
            }
        }

        return $areas;
    }
}
