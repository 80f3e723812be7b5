<?php

/**
 * One GET with its address byte for byte, which core's wp_remote_get() would spell anew: through the same library of core,
 * following nobody, up to a size and a time.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Findings\LoopbackReply;
use DynamicCache\Findings\LoopbackTrouble;
use DynamicCache\Findings\UnableToReachSite;
use WpOrg\Requests\Exception as RequestsException;
use WpOrg\Requests\Requests;
use WpOrg\Requests\Response;

final class PageFetch
{
    /** Seconds. */
    private const CONNECT = 3.0;
    private const ANSWER = 10.0;

    private const MAX_BYTES = 4_194_304;

    /** @param \Closure(): float $clock seconds that only go forward */
    public function __construct(private readonly \Closure $clock) {}

    public static function of_process(): self
    {
        return new self(static fn(): float => hrtime(true) / 1e9);
    }

    /**
     * @param array<string, string> $headers
     * @param string|false $certificate file with the roots that are trusted; false = a certificate need not be for this name
     *
     * @throws UnableToReachSite
     */
    public function get(string $url, array $headers, string|false $certificate): LoopbackReply
    {
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
                'verify' => $certificate,
                'verifyname' => $certificate !== false,
            ]);
        } catch (RequestsException $failure) {
            throw new UnableToReachSite(LoopbackTrouble::of($failure->getType(), $failure->getMessage()), $failure->getMessage());
        }

        return new LoopbackReply((int) $response->status_code, self::headers($response), $response->body, (($this->clock)() - $began) * 1000);
    }

    /** What WordPress trusts. */
    public static function roots(): string
    {
        return ABSPATH . 'wp-includes/certificates/ca-bundle.crt';
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
