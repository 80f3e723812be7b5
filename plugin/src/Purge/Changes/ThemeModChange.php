<?php

/** The settings of a theme before and now: one option for all. Pages carry those that they read, or asked for in vain. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Tags\Options\ThemeMods;
use DynamicCache\Tags\Tag;

final class ThemeModChange implements Change
{
    public function __construct(private readonly string $option, private readonly mixed $before) {}

    public function tags(array $inUse): array
    {
        if ($this->option !== 'theme_mods_' . get_stylesheet()) {
            // A child theme may read those of its parent.
            return get_option($this->option) === $this->before ? [] : [Tag::option(Tag::name($this->option))];
        }

        return self::between($this->before, get_option($this->option));
    }

    /**
     * Those that differ, and whoever reads all of them at once.
     *
     * @return list<string>
     */
    public static function between(mixed $old, mixed $new): array
    {
        $differing = self::differing($old, $new);

        return $differing === [] ? [] : [...$differing, Tag::option(Tag::name('theme_mods_' . get_stylesheet()))];
    }

    /** @return list<string> */
    private static function differing(mixed $old, mixed $new): array
    {
        $before = self::mods($old);
        $after = self::mods($new);
        $tags = [];
        foreach (array_keys($before + $after) as $name) {
            $isSame = array_key_exists($name, $before) === array_key_exists($name, $after) && ($before[$name] ?? null) === ($after[$name] ?? null);
            if (!$isSame && $name !== ThemeMods::NOTED) {
                $tags[] = Tag::theme_mod(Tag::name($name));
                array_push($tags, ...($name === ThemeMods::PLACES ? self::places($before[$name] ?? null, $after[$name] ?? null) : []));
            }
        }

        return array_values(array_unique($tags));
    }

    public function from_now(): Change
    {
        return new self($this->option, get_option($this->option));
    }

    public function cause(): string
    {
        return "option {$this->option}";
    }

    /**
     * Where another menu stands now.
     *
     * @return list<string>
     */
    private static function places(mixed $before, mixed $after): array
    {
        $before = self::mods($before);
        $after = self::mods($after);
        $other = array_filter(array_keys($before + $after), static fn(string $place): bool => ($before[$place] ?? 0) !== ($after[$place] ?? 0));

        return array_map(ThemeMods::place(...), array_values($other));
    }

    /** @return array<string, mixed> */
    private static function mods(mixed $option): array
    {
        $mods = [];
        foreach (is_array($option) ? $option : [] as $name => $value) {
            // Lists of arrays of older versions have numbers for names.
            $mods[(string) $name] = $value;
        }

        return $mods;
    }
}
