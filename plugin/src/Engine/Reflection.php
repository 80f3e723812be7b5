<?php

/**
 * Finds an ignored parameter in a finished page. It was taken out of the request while the page was rendered, but
 * filter_input() and getenv() still see it: what they print would be served to everybody.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Reflection
{
    /**
     * Whether a value (or, without value, a name) of the parameters is in the text, in any spelling that a theme may
     * give it. Letter case does not count.
     *
     * @param list<QueryParameter> $parameters
     */
    public static function is_in(string $text, array $parameters): bool
    {
        if ($parameters === []) {
            return false;
        }
        $text = strtolower($text);
        foreach ($parameters as $parameter) {
            foreach (self::spellings($parameter) as $spelling) {
                if ($spelling !== '' && str_contains($text, strtolower($spelling))) {
                    return true;
                }
            }
        }

        return false;
    }

    /** @return list<string> */
    private static function spellings(QueryParameter $parameter): array
    {
        [$rawName, $rawValue] = [...explode('=', $parameter->raw, 2), ''];
        [$raw, $decoded] = $rawValue === '' ? [$rawName, $parameter->name] : [$rawValue, $parameter->value];
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
