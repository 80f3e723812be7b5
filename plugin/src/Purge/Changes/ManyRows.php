<?php

/** Many options, or values of meta, were written by SQL: worth everything where a page may show one of their names. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Tags\MetaKey;
use DynamicCache\Tags\OptionMeaning;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tables\OptionStart;
use DynamicCache\Tags\Tag;

final class ManyRows implements Change
{
    /**
     * @param 'post'|'term'|'user'|'comment'|null $meta whose; null: options, without those that plugins keep for a while
     * @param list<string> $names
     */
    public function __construct(
        private readonly string $table,
        private readonly ?string $meta,
        private readonly array $names,
    ) {}

    public function tags(array $inUse): array
    {
        $isShown = $this->meta === null ? $this->is_option_shown($inUse) : $this->is_meta_shown($this->meta, $inUse);

        return $isShown ? [Tag::site()] : [];
    }

    public function from_now(): ?Change
    {
        return null;
    }

    public function cause(): string
    {
        return "table {$this->table}";
    }

    /** @param array<string, true> $inUse */
    private function is_option_shown(array $inUse): bool
    {
        foreach (array_map(strval(...), array_keys($inUse)) as $facet) {
            if (str_starts_with($facet, RareFacet::option('_transient_')) || str_starts_with($facet, RareFacet::option('_site_transient_'))) {
                return true;
            }
        }
        foreach ($this->names as $name) {
            if (isset($inUse[RareFacet::option($name)]) || OptionStart::tags($name, array_keys($inUse)) !== [] || WidgetChange::is_of($name) || str_starts_with($name, 'theme_mods_') || (OptionMeaning::tags($name, null, false) ?? []) !== []) {
                return true;
            }
        }

        return false;
    }

    /**
     * @param 'post'|'term'|'user'|'comment' $type
     * @param array<string, true> $inUse
     */
    private function is_meta_shown(string $type, array $inUse): bool
    {
        $isAnyShown = isset($inUse[MetaChange::ALL]) || isset($inUse[RareFacet::ANY_META]) || isset($inUse[RareFacet::table("{$type}meta")]);
        foreach ($this->names as $name) {
            $meaning = MetaKey::of($type, $name);
            if ($meaning === MetaKey::Shown || ($meaning !== MetaKey::Nothing && ($isAnyShown || isset($inUse[RareFacet::meta($name)])))) {
                return true;
            }
        }

        return false;
    }
}
