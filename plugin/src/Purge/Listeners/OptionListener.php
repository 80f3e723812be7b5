<?php

/** Sees options change, before they do. */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Feature;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\FixedChange;
use DynamicCache\Purge\Changes\OptionStartChange;
use DynamicCache\Purge\Changes\RareChange;
use DynamicCache\Purge\Changes\SavedSetting;
use DynamicCache\Purge\Changes\SiteChange;
use DynamicCache\Purge\Changes\ThemeModChange;
use DynamicCache\Purge\Changes\WidgetChange;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\OptionMeaning;
use DynamicCache\Tags\Options\EarlyOptions;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tables\OptionStart;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\Time\ScheduleTaps;

final class OptionListener implements Feature
{
    public function boot(): void
    {
        add_action('update_option', $this->before_update(...), 0, 3);
        add_action('add_option', $this->before_add(...), 0, 2);
        add_action('delete_option', $this->before_delete(...), 0);
    }

    /**
     * @param mixed $old
     * @param mixed $new
     */
    public function before_update(string $name, $old, $new): void
    {
        if (WidgetChange::is_of($name)) {
            PurgeQueue::of_site()->expect("option:{$name}", static fn(): Change => new WidgetChange($name, $old), WidgetChange::suspects());
            // A plugin may keep something else under such a name, or print what core shows in its areas.
            $this->foreign($name);

            return;
        }
        if (str_starts_with($name, 'theme_mods_')) {
            PurgeQueue::of_site()->expect("option:{$name}", static fn(): Change => new ThemeModChange($name, $old), ThemeModChange::between($old, $new));

            return;
        }
        if ($name === ScheduleTaps::OPTION) {
            $this->schedule($old, $new);

            return;
        }
        $tags = OptionMeaning::tags($name, $old, $new);
        if ($tags === null) {
            $this->foreign($name);
        } elseif ($tags !== []) {
            $this->expect($name, $tags);
        }
    }

    /** @param mixed $value */
    public function before_add(string $name, $value): void
    {
        $this->before_update($name, null, $value);
    }

    public function before_delete(string $name): void
    {
        if (!OptionMeaning::is_derived($name)) {
            $this->before_update($name, get_option($name), null);
        }
    }

    /** A plugin's option: worth a purge once a page was seen to read it. */
    private function foreign(string $name): void
    {
        $this->read($name, Tag::option(Tag::name($name)));
        PurgeQueue::of_site()->expect("start:{$name}", static fn(): Change => new OptionStartChange($name), OptionStart::tags($name, OptionStart::noted()));
        if (SavedSetting::is_under_way()) {
            PurgeQueue::of_site()->expect("saved:{$name}", static fn(): Change => new SavedSetting($name), EarlyOptions::has($name) ? SiteChange::TAGS : []);
        }
    }

    private function read(string $name, string $tag): void
    {
        PurgeQueue::of_site()->expect(
            "read:{$tag}",
            static fn(): Change => new RareChange(RareFacet::option($name), $tag, "option {$name}"),
            RareFacet::is_noted(RareFacet::option($name)) ? [$tag] : [],
        );
    }

    /** Written whenever something has run: only work that has moved counts. */
    private function schedule(mixed $old, mixed $new): void
    {
        [$before, $after] = [self::by_hook($old), self::by_hook($new)];
        $hooks = array_filter(array_keys($before + $after), static fn(int|string $hook): bool => ($before[$hook] ?? []) !== ($after[$hook] ?? []));
        foreach ($hooks === [] ? [] : [Tag::option(ScheduleTaps::OPTION), ...array_map(static fn(int|string $hook): string => ScheduleTaps::tag((string) $hook), $hooks)] as $tag) {
            $this->read(ScheduleTaps::OPTION, $tag);
        }
    }

    /** @return array<array-key, array<mixed>> hook → what is scheduled of it, by time */
    private static function by_hook(mixed $schedule): array
    {
        $events = [];
        foreach (is_array($schedule) ? $schedule : [] as $time => $hooks) {
            foreach (is_array($hooks) ? $hooks : [] as $hook => $ofHook) {
                $events[$hook][$time] = $ofHook;
            }
        }

        return $events;
    }

    /** @param list<string> $tags */
    private function expect(string $name, array $tags): void
    {
        PurgeQueue::of_site()->expect(
            "option:{$name}:" . implode(',', $tags),
            static fn(): Change => new FixedChange($tags, "option {$name}"),
            $tags,
        );
    }
}
