<?php

/**
 * Asks the site itself for one page and does not wait for the answer: the render is a request of its own, because after
 * an answer has gone out nothing can be seen any more of headers and cookies.
 *
 * Goes to the address on which this very request came in, so that neither a name server nor a cache in front of the site
 * stands between.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class RefreshCall
{
    /** Seconds for connecting; the visitor has the page by then. */
    private const CONNECT = 0.5;

    /**
     * @param string $address `tcp://…` or `tls://…`
     * @param string $request the bytes to send
     */
    private function __construct(public readonly string $address, public readonly string $request, private readonly string $name) {}

    /**
     * @param array<array-key, mixed> $server $_SERVER
     * @param string $secret that signs it
     */
    public static function of(Visit $visit, array $server, #[\SensitiveParameter] string $secret): self
    {
        $config = $visit->config;
        $text = static fn(string $name): string => is_string($server[$name] ?? null) ? $server[$name] : '';
        $address = filter_var($text('SERVER_ADDR'), FILTER_VALIDATE_IP);
        $port = preg_match('/^[1-9][0-9]{0,4}$/D', $text('SERVER_PORT')) === 1 ? (int) $text('SERVER_PORT') : 0;
        // A proxy that ends TLS in front of the web server says so; the owner's own lines in wp-config.php believe it.
        $isForwarded = $text('HTTP_X_FORWARDED_PROTO') === 'https' && $port !== 443;
        $isSecure = $config->scheme === 'https' && !$isForwarded;
        $name = (string) preg_replace('/:[0-9]+$/D', '', $config->host);
        $default = preg_match('/:([0-9]{1,5})$/D', $config->host, $match) === 1 ? (int) $match[1] : ($isSecure ? 443 : 80);
        $target = $visit->target->path . ($visit->target->query === '' ? '' : "?{$visit->target->query}");
        $lines = [
            "GET {$target} HTTP/1.1",
            "Host: {$config->host}",
            'Connection: close',
            'User-Agent: AI WP Dynamic Cache; refresh',
            RefreshSignature::HEADER . ': ' . RefreshSignature::sign($visit->target->key(), $secret, $visit->now),
            ...($isForwarded ? ['X-Forwarded-Proto: https'] : []),
            ...self::cookies($visit),
        ];
        $host = $address === false || $port === 0 ? $name : (str_contains($address, ':') ? "[{$address}]" : $address);

        return new self(
            ($isSecure ? 'tls' : 'tcp') . "://{$host}:" . ($address === false || $port === 0 ? $default : $port),
            implode("\r\n", $lines) . "\r\n\r\n",
            $name,
        );
    }

    /** Never says how it went: a refresh that arrives says so itself. */
    public function send(): void
    {
        // To itself, perhaps under an address that no certificate names: core does not verify those either.
        $context = stream_context_create(['ssl' => ['peer_name' => $this->name, 'verify_peer' => false, 'verify_peer_name' => false]]);
        $socket = @stream_socket_client($this->address, $code, $message, self::CONNECT, STREAM_CLIENT_CONNECT, $context);
        if ($socket !== false) {
            stream_set_timeout($socket, 1);
            @fwrite($socket, $this->request);
            fclose($socket);
        }
    }

    /**
     * The cookies that choose the variant which this visitor sees.
     *
     * @return list<string>
     */
    private static function cookies(Visit $visit): array
    {
        $cookies = Cookies::parse($visit->request->header('cookie') ?? '');
        $pairs = [];
        foreach ($visit->config->rules->variants as $variant) {
            $value = $variant?->value($cookies) ?? '';
            if ($variant !== null && $value !== '') {
                $pairs[] = "{$variant->cookie}={$value}";
            }
        }

        return $pairs === [] || preg_match('/[\r\n]/', implode($pairs)) === 1 ? [] : ['Cookie: ' . implode('; ', $pairs)];
    }
}
