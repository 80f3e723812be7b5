<?php

/**
 * Cleans the request before WordPress renders a page for everybody: ignored parameters, conditions, ranges, other names
 * for the host or path, and spellings of an address, which this one visitor sent, must not shape it.
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

    /**
     * Other names for the host, scheme, port or path. A page is rendered for the cache only when `Host`, scheme and
     * target are the site's own, so that a proxy's true ones add nothing, and a visitor's could end up in a link.
     */
    private const ALIASES = [
        'HTTP_CF_VISITOR',
        'HTTP_CLOUDFRONT_FORWARDED_PROTO',
        'HTTP_FORWARDED',
        'HTTP_FORWARDED_HOST',
        'HTTP_FRONT_END_HTTPS',
        'HTTP_HTTP_HOST',
        'HTTP_X_FORWARDED_HOST',
        'HTTP_X_FORWARDED_PATH',
        'HTTP_X_FORWARDED_PORT',
        'HTTP_X_FORWARDED_PREFIX',
        'HTTP_X_FORWARDED_PROTO',
        'HTTP_X_FORWARDED_PROTOCOL',
        'HTTP_X_FORWARDED_SCHEME',
        'HTTP_X_FORWARDED_SERVER',
        'HTTP_X_FORWARDED_SSL',
        'HTTP_X_FORWARDED_URI',
        'HTTP_X_HOST',
        'HTTP_X_HTTP_DESTINATIONURL',
        'HTTP_X_HTTP_HOST_OVERRIDE',
        'HTTP_X_ORIGINAL_HOST',
        'HTTP_X_ORIGINAL_URI',
        'HTTP_X_ORIGINAL_URL',
        'HTTP_X_REWRITE_URL',
        'HTTP_X_URL_SCHEME',
    ];

    /**
     * Afterwards host, path and query are those of the key, spelled in one way: two requests with the same key are the
     * same request to WordPress, in whatever order and encoding their parameters came.
     */
    public static function clean(Visit $visit): void
    {
        foreach ([...self::CONDITIONS, ...self::ALIASES] as $name) {
            unset($_SERVER[$name]);
        }
        $query = $visit->target->query;
        $_SERVER['HTTP_HOST'] = $visit->config->host;
        $_SERVER['QUERY_STRING'] = $query;
        $_SERVER['REQUEST_URI'] = $visit->target->path . ($query === '' ? '' : "?{$query}");
        if (isset($_SERVER['REDIRECT_QUERY_STRING'])) {
            $_SERVER['REDIRECT_QUERY_STRING'] = $query;
        }
        // More than max_input_vars of them are a warning, as they were when PHP read them first.
        @parse_str($query, $variables);
        $_REQUEST = $variables + array_diff_key($_REQUEST, $_GET);
        $_GET = $variables;
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
