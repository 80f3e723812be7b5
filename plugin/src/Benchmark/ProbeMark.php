<?php

/** What a probed page prints of its request: an element that shows nothing, which minifiers leave alone. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class ProbeMark
{
    /** The cookie by which shops know that there is a cart; its value is of one visitor. */
    public const CART = 'woocommerce_cart_hash';

    private const FORM = '~<template data-dynamic-cache-probe="([^"]*)"></template>~';

    /** @param array<string, string> $seen */
    public static function print(array $seen): void
    {
        printf('<template data-dynamic-cache-probe="%s"></template>', esc_attr(http_build_query($seen, '', '&', PHP_QUERY_RFC3986)));
    }

    /**
     * What a page was rendered for; null when it was not rendered for a probe, or is no page.
     *
     * @return array<string, string>|null
     */
    public static function of(string $body): ?array
    {
        if (preg_match(self::FORM, $body, $match) !== 1) {
            return null;
        }
        parse_str(wp_specialchars_decode($match[1], ENT_QUOTES), $values);
        $seen = [];
        foreach ($values as $name => $value) {
            $seen[(string) $name] = is_string($value) ? $value : '';
        }

        return $seen;
    }

    /** The page as a visitor gets it. */
    public static function without(string $body): string
    {
        return (string) preg_replace(self::FORM, '', $body);
    }
}
