<?php

/**
 * Finds in a finished page what only this one visitor sent. Ignored parameters were taken out of the request while the
 * page was rendered, but filter_input() and getenv() still see them; cookies are left to plugins that live on them.
 * What such code prints would be served to everybody.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Reflection
{
    /** Shorter cookies (`yes`, `de_DE`, `12`) are in many pages by chance. */
    private const SHORTEST_COOKIE = 8;

    /**
     * Whether a value (or, without value, a name) of the parameters is in the text, in any spelling that a theme may
     * give it. Letter case does not count.
     *
     * @param list<QueryParameter> $parameters
     */
    public static function is_in(string $text, array $parameters): bool
    {
        $spellings = [];
        foreach ($parameters as $parameter) {
            [$rawName, $rawValue] = [...explode('=', $parameter->raw, 2), ''];
            array_push($spellings, ...($rawValue === '' ? self::spellings($rawName, $parameter->name) : self::spellings($rawValue, $parameter->value)));
        }

        return self::contains($text, $spellings);
    }

    /**
     * Whether the value of a cookie that is in no key is in the text. An address of the site itself does not count: such
     * cookies say where somebody came in, and every page has links.
     *
     * @param list<string> $keyed names of the cookies that choose a variant
     * @param string $home scheme and host of the site
     */
    public static function shows_cookie(string $text, Cookies $cookies, array $keyed, string $home): bool
    {
        $spellings = [];
        foreach (array_diff($cookies->names(), $keyed) as $name) {
            $raw = trim($cookies->value($name) ?? '', '"');
            $decoded = urldecode($raw);
            $path = str_starts_with($decoded, $home) ? substr($decoded, strlen($home)) : $decoded;
            $isOwnAddress = $path === '' || CacheKey::path(explode('?', $path, 2)[0]) !== null;
            if (strlen($decoded) >= self::SHORTEST_COOKIE && !$isOwnAddress) {
                array_push($spellings, ...self::spellings($raw, $decoded));
            }
        }

        return self::contains($text, $spellings);
    }

    /** @param list<string> $spellings */
    private static function contains(string $text, array $spellings): bool
    {
        if ($spellings === []) {
            return false;
        }
        $text = strtolower($text);
        foreach (array_unique($spellings) as $spelling) {
            if ($spelling !== '' && str_contains($text, strtolower($spelling))) {
                return true;
            }
        }

        return false;
    }

    /** @return list<string> */
    private static function spellings(string $raw, string $decoded): array
    {
        $html = htmlspecialchars($decoded, ENT_QUOTES | ENT_SUBSTITUTE);
        $json = json_encode($decoded, JSON_INVALID_UTF8_SUBSTITUTE);

        return [
            $raw,
            $decoded,
            trim($decoded),
            $html,
            str_replace('&#039;', '&#39;', $html),
            htmlspecialchars($raw, ENT_QUOTES | ENT_SUBSTITUTE),
            rawurlencode($decoded),
            urlencode($decoded),
            $json === false ? '' : substr($json, 1, -1),
        ];
    }
}
