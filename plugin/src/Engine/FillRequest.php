<?php

/**
 * Cleans the request before WordPress renders a page for everybody: ignored parameters, conditions and ranges of this
 * one visitor must not shape it.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class FillRequest
{
    /** Core answers feeds with 304 by itself; a part or a 304 is no page. */
    private const CONDITIONS = [
        'HTTP_IF_MATCH',
        'HTTP_IF_MODIFIED_SINCE',
        'HTTP_IF_NONE_MATCH',
        'HTTP_IF_RANGE',
        'HTTP_IF_UNMODIFIED_SINCE',
        'HTTP_RANGE',
    ];

    public static function clean(Target $target): void
    {
        foreach (self::CONDITIONS as $name) {
            unset($_SERVER[$name]);
        }
        if ($target->ignored === []) {
            return;
        }
        foreach ($target->ignored as $parameter) {
            unset($_GET[$parameter->variable], $_REQUEST[$parameter->variable]);
        }
        $query = self::join($target->kept);
        $uri = $_SERVER['REQUEST_URI'] ?? '';
        $path = explode('?', is_string($uri) ? $uri : '', 2)[0];
        $_SERVER['QUERY_STRING'] = $query;
        $_SERVER['REQUEST_URI'] = $query === '' ? $path : "{$path}?{$query}";
    }

    /**
     * A redirect within the site gets the ignored parameters back, so that a visitor's campaign survives it. Null when
     * the address stays as it is.
     */
    public static function redirect(string $location, Visit $visit): ?string
    {
        $ignored = $visit->target->ignored;
        $parts = parse_url($location);
        if ($ignored === [] || $parts === false) {
            return null;
        }
        $host = $parts['host'] ?? null;
        $port = isset($parts['port']) ? ":{$parts['port']}" : '';
        if ($host !== null && !$visit->config->answers(CacheKey::host($host . $port, $parts['scheme'] ?? $visit->config->scheme))) {
            return null;
        }
        [$address, $fragment] = [...explode('#', $location, 2), null];

        return $address . (isset($parts['query']) ? '&' : '?') . self::join($ignored) . ($fragment === null ? '' : "#{$fragment}");
    }

    /** @param list<QueryParameter> $parameters */
    private static function join(array $parameters): string
    {
        return implode('&', array_map(static fn(QueryParameter $parameter) => $parameter->raw, $parameters));
    }
}
