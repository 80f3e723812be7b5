<?php

/** The cache rules of the owner and of other plugins, in the form that the drop-in and the Worker read (contracts/src/rules.ts). */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class Rules
{
    public function __construct(
        public readonly QueryRules $query,
        public readonly ExcludeRules $exclude,
        public readonly ?Variant $device,
        public readonly ?Variant $language,
        public readonly ?Variant $currency,
    ) {}

    public static function from(Document $settings): self
    {
        $variants = $settings->part('variants');

        return new self(
            QueryRules::from($settings->part('query')),
            ExcludeRules::from($settings->part('exclude')),
            Variant::from($variants->part_or_null('device')),
            Variant::from($variants->part_or_null('language')),
            Variant::from($variants->part_or_null('currency')),
        );
    }

    /** @return array<string, array<string, mixed>> */
    public function to_array(): array
    {
        return [
            'query' => $this->query->to_array(),
            'exclude' => PluginExcludes::added_to($this->exclude->to_array()),
            'variants' => [
                'device' => $this->device?->to_array(),
                'language' => $this->language?->to_array(),
                'currency' => $this->currency?->to_array(),
            ],
        ];
    }
}
