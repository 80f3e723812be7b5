<?php

/** Fetches over WordPress' HTTP API, so that the owner's proxy settings and certificates count. */

declare(strict_types=1);

namespace DynamicCache\Warm;

use DynamicCache\Edge\EdgePosition;

final class WordPressFetch implements Fetch
{
    /** A request with this header was made here: it warms nothing itself. */
    public const MARK = 'X-Dynamic-Cache-Warm';

    /** Enough for every page; what is longer is read no further, and is stored all the same. */
    private const MAX_BYTES = 16_777_216;

    public function get(string $url, bool $isOwnHost, float $seconds): Fetched
    {
        $limit = self::limit($seconds);
        add_action('http_api_curl', $limit, PHP_INT_MAX);
        try {
            $response = wp_remote_get($url, [
                'timeout' => $seconds,
                // Where a redirect leads is another page; and nobody is followed off the site.
                'redirection' => 0,
                'cookies' => [],
                'headers' => [self::MARK => '1', 'Accept' => 'text/html,application/xhtml+xml,*/*;q=0.8']
                    + ($isOwnHost ? [] : EdgePosition::header(time())),
                // As core asks itself (wp_cron, Site Health): a host often has no certificate for its own address.
                'sslverify' => !$isOwnHost || apply_filters('https_local_ssl_verify', false) === true,
                'limit_response_size' => self::MAX_BYTES,
                'user-agent' => 'AI WP Dynamic Cache/' . DYNAMIC_CACHE_VERSION,
            ]);
        } finally {
            remove_action('http_api_curl', $limit, PHP_INT_MAX);
        }
        if ($response instanceof \WP_Error) {
            throw UnableToFetch::because($response->get_error_message());
        }

        return new Fetched(
            (int) wp_remote_retrieve_response_code($response),
            self::header($response, 'x-dynamic-cache'),
            self::header($response, 'cache-status'),
        );
    }

    /**
     * Requests (the library in core) rounds times up to whole seconds, and takes ten for the connection alone.
     *
     * @return \Closure(mixed): void
     */
    private static function limit(float $seconds): \Closure
    {
        return static function ($handle) use ($seconds): void {
            if ($handle instanceof \CurlHandle) {
                curl_setopt($handle, CURLOPT_NOSIGNAL, true);
                curl_setopt($handle, CURLOPT_CONNECTTIMEOUT_MS, (int) round($seconds * 1000));
                curl_setopt($handle, CURLOPT_TIMEOUT_MS, (int) round($seconds * 1000));
            }
        };
    }

    /** @param array<string, mixed> $response */
    private static function header(array $response, string $name): string
    {
        $value = wp_remote_retrieve_header($response, $name);

        return is_array($value) ? implode(', ', array_filter($value, is_string(...))) : $value;
    }
}
