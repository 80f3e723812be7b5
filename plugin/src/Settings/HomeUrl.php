<?php

/**
 * The address under which every page of a site has its cache key: scheme, host and path of the home URL, in one
 * spelling (lower case, punycode, no default port).
 */

declare(strict_types=1);

namespace DynamicCache\Settings;

use WpOrg\Requests\Exception as RequestsException;
use WpOrg\Requests\IdnaEncoder;

final class HomeUrl
{
    /**
     * @param 'http'|'https' $scheme
     * @param string $host with its port where that is not the scheme's own
     * @param string $path begins and ends with a slash
     */
    private function __construct(
        public readonly string $scheme,
        public readonly string $host,
        public readonly string $path,
    ) {}

    /** The current site's. The option, not home_url(): language plugins filter that one by visitor. */
    public static function of_site(): self
    {
        $home = get_option('home');

        return self::parse(is_string($home) ? $home : '');
    }

    public static function parse(string $url): self
    {
        $parts = parse_url(trim($url));
        $parts = is_array($parts) ? $parts : [];
        $scheme = strtolower($parts['scheme'] ?? '') === 'https' ? 'https' : 'http';
        $port = $parts['port'] ?? null;
        $isOwnPort = $port === null || $port === ($scheme === 'https' ? 443 : 80);
        $path = trim($parts['path'] ?? '', '/');

        return new self(
            $scheme,
            self::ascii($parts['host'] ?? '') . ($isOwnPort ? '' : ':' . $port),
            $path === '' ? '/' : "/{$path}/",
        );
    }

    /** An address of the site that may begin at the root of its host. */
    public function absolute(string $url): string
    {
        return str_starts_with($url, '/') ? "{$this->scheme}://{$this->host}{$url}" : $url;
    }

    private static function ascii(string $host): string
    {
        if (preg_match('/[^\x00-\x7f]/', $host) === 1) {
            try {
                $encoded = function_exists('idn_to_ascii') ? idn_to_ascii($host) : IdnaEncoder::encode($host);
                $host = is_string($encoded) ? $encoded : $host;
            } catch (RequestsException) {
                // A name that cannot be encoded matches no request, so that nothing is cached under it.
            }
        }

        return strtolower($host);
    }
}
