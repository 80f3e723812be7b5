<?php

/** The pages that visitors get, as the drop-in finds them. */

declare(strict_types=1);

namespace DynamicCache\Proof;

use DynamicCache\Index\PageAddress;
use DynamicCache\Settings\Settings;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;

final class StoredPages
{
    /** @param string $revision of the settings; a page of another one is served to nobody */
    public function __construct(private readonly PageStore $store, private readonly string $revision) {}

    /** Null when nobody would get it now. */
    public function find(PageAddress $address, int $now): ?Page
    {
        $found = $this->store->find($address->canonical(), $now);

        return $found instanceof Page && $found->revision === $this->revision ? $found : null;
    }

    /** The cookies by which a visitor gets this variant. */
    public static function cookies(Settings $settings, string $variant): string
    {
        parse_str($variant, $values);
        $variants = ['device' => $settings->rules->device, 'language' => $settings->rules->language, 'currency' => $settings->rules->currency];
        $cookies = [];
        foreach ($variants as $name => $rule) {
            $value = $values[$name] ?? '';
            if ($rule !== null && is_string($value) && $value !== '') {
                $cookies[] = "{$rule->cookie}={$value}";
            }
        }

        return implode('; ', $cookies);
    }
}
