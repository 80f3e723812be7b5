<?php

/**
 * Fetches pages of the site with their address byte for byte, which core's wp_remote_get() would spell anew: through the
 * same library of core, from the site's own home address and no other, following nobody, up to a size and a time.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Findings\Loopback;
use DynamicCache\Findings\LoopbackReply;
use DynamicCache\Findings\LoopbackTrouble;
use DynamicCache\Findings\UnableToReachSite;
use WpOrg\Requests\Exception as RequestsException;
use WpOrg\Requests\Requests;
use WpOrg\Requests\Response;

final class OwnSite
{
    /** Seconds. */
    private const CONNECT = 3.0;
    private const ANSWER = 10.0;

    private const MAX_BYTES = 4_194_304;

    /** @param \Closure(): float $clock seconds that only go forward */
    public function __construct(private readonly Loopback $loopback, private readonly \Closure $clock) {}

    public static function of_wordpress(): self
    {
        return new self(Loopback::of_site(), static fn(): float => hrtime(true) / 1e9);
    }

    /**
     * @param array<string, string> $headers
     *
     * @throws UnableToReachSite
     */
    public function get(string $url, array $headers): LoopbackReply
    {
        if (!$this->loopback->is_own($url)) {
            throw new UnableToReachSite(LoopbackTrouble::NotOwn);
        }
        $began = ($this->clock)();
        try {
            $response = Requests::request($url, ['Accept' => 'text/html,*/*;q=0.8'] + $headers, [], Requests::GET, [
                'timeout' => self::ANSWER,
                'connect_timeout' => self::CONNECT,
                'follow_redirects' => false,
                'max_bytes' => self::MAX_BYTES,
                'useragent' => 'AI WP Dynamic Cache/' . DYNAMIC_CACHE_VERSION . '; measuring its own site',
                // The address as it is.
                'idn' => false,
                // As Findings\Loopback: a certificate need not be for the inner name.
                'verify' => self::certificate($url),
                'verifyname' => self::certificate($url) !== false,
            ]);
        } catch (RequestsException $failure) {
            throw new UnableToReachSite(LoopbackTrouble::of($failure->getType(), $failure->getMessage()), $failure->getMessage());
        }

        return new LoopbackReply((int) $response->status_code, self::headers($response), $response->body, (($this->clock)() - $began) * 1000);
    }

    private static function certificate(string $url): string|false
    {
        return (bool) apply_filters('https_local_ssl_verify', false, $url) ? ABSPATH . 'wp-includes/certificates/ca-bundle.crt' : false;
    }

    /** @return array<string, list<string>> by lower-case name */
    private static function headers(Response $response): array
    {
        $headers = [];
        foreach (array_keys($response->headers->getAll()) as $name) {
            $headers[strtolower($name)] = array_values(array_filter($response->headers->getValues($name) ?? [], is_string(...)));
        }

        return $headers;
    }
}
