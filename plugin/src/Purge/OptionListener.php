<?php

/** Sees options change, before they do. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Feature;
use DynamicCache\Tags\OptionMeaning;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

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

            return;
        }
        if (str_starts_with($name, 'theme_mods_')) {
            PurgeQueue::of_site()->expect("option:{$name}", static fn(): Change => new ThemeModChange($name, $old), ThemeModChange::between($old, $new));

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
        $tag = Tag::option(Tag::name($name));
        PurgeQueue::of_site()->expect(
            "option:{$name}",
            static fn(): Change => new RareChange(RareFacet::option($name), $tag, "option {$name}"),
            RareFacet::is_noted(RareFacet::option($name)) ? [$tag] : [],
        );
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
