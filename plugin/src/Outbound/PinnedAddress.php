<?php

/** Makes the requests of one call go to addresses that were checked, whatever the name resolves to by then (DNS rebinding). */

declare(strict_types=1);

namespace DynamicCache\Outbound;

final class PinnedAddress
{
    /**
     * @template T
     *
     * @param string $authority host, with a port where it is not the scheme's own
     * @param list<string> $addresses
     * @param \Closure(): T $call
     *
     * @return T
     */
    public static function during(string $scheme, string $authority, array $addresses, \Closure $call): mixed
    {
        if (preg_match('/\A([^:\[\]]+)(?::([0-9]+))?\z/', $authority, $parts) !== 1) {
            // An address of version 6 in brackets: nothing is looked up.
            return $call();
        }
        [$host, $port] = [$parts[1], $parts[2] ?? ($scheme === 'https' ? '443' : '80')];
        $bracketed = array_map(static fn(string $ip): string => str_contains($ip, ':') ? "[{$ip}]" : $ip, $addresses);
        $pin = static function (mixed $handle) use ($host, $port, $bracketed): void {
            if ($handle instanceof \CurlHandle) {
                curl_setopt($handle, CURLOPT_RESOLVE, ["{$host}:{$port}:" . implode(',', $bracketed)]);
            }
        };
        add_action('http_api_curl', $pin, PHP_INT_MAX);
        try {
            return $call();
        } finally {
            remove_action('http_api_curl', $pin, PHP_INT_MAX);
        }
    }
}
