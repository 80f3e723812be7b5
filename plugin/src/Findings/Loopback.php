<?php

/**
 * Fetches pages of the site as a visitor without cookies would: from its own home address and no other (scheme, host and
 * port), following nobody, up to a size and a time. What it is asked for comes from permalinks, which plugins filter.
 */

declare(strict_types=1);

namespace DynamicCache\Findings;

use DynamicCache\Settings\HomeUrl;

final class Loopback
{
    /** Seconds for one request. */
    public const SECONDS = 5.0;

    private const MAX_BYTES = 4_194_304;

    /** @param \Closure(): float $clock seconds, for measuring */
    public function __construct(private readonly HomeUrl $home, private readonly \Closure $clock) {}

    public static function of_site(): self
    {
        return new self(HomeUrl::of_site(), static fn(): float => microtime(true));
    }

    /** Whether this is an address of the site itself. */
    public function is_own(string $url): bool
    {
        $asked = HomeUrl::parse($url);
        $hasUser = parse_url($url, PHP_URL_USER) !== null;

        return preg_match('~\Ahttps?://[^\x00-\x20\x7f\\\\]+\z~i', $url) === 1 && !$hasUser
            && [$asked->scheme, $asked->host] === [$this->home->scheme, $this->home->host];
    }

    /**
     * @param array<string, string> $headers
     * @param float $seconds at most
     *
     * @throws UnableToReachSite
     */
    public function get(string $url, array $headers = [], float $seconds = self::SECONDS): LoopbackReply
    {
        if (!$this->is_own($url)) {
            throw new UnableToReachSite(LoopbackTrouble::NotOwn);
        }
        $began = ($this->clock)();
        $response = wp_remote_get($url, [
            'timeout' => min($seconds, self::SECONDS),
            'redirection' => 0,
            'limit_response_size' => self::MAX_BYTES,
            // core's own filter for calls of a site to itself: a certificate need not be for the inner name
            'sslverify' => (bool) apply_filters('https_local_ssl_verify', false, $url),
            'headers' => ['Accept' => 'text/html,*/*;q=0.8', 'Cache-Control' => 'no-cache'] + $headers,
            'user-agent' => 'AI WP Dynamic Cache/' . DYNAMIC_CACHE_VERSION . '; looking at its own site',
        ]);
        if ($response instanceof \WP_Error) {
            $message = $response->get_error_message();
            throw new UnableToReachSite(LoopbackTrouble::of((string) $response->get_error_code(), $message), $message);
        }

        return new LoopbackReply(
            (int) wp_remote_retrieve_response_code($response),
            self::headers($response),
            wp_remote_retrieve_body($response),
            (($this->clock)() - $began) * 1000,
        );
    }

    /**
     * @param array<string, mixed> $response
     *
     * @return array<string, list<string>>
     */
    private static function headers(array $response): array
    {
        $headers = [];
        foreach (wp_remote_retrieve_headers($response) as $name => $values) {
            $values = array_filter(is_array($values) ? $values : [$values], is_scalar(...));
            $headers[strtolower((string) $name)] = array_values(array_map(strval(...), $values));
        }

        return $headers;
    }
}
