<?php

/**
 * Alerts as signed JSON to an address of the owner's choice. Who can change a setting need not be who may reach the servers
 * beside this one: the site itself may be asked, and what the whole world can ask. Core's own guard knows neither version 6
 * nor, before 6.9, the addresses of a cloud's metadata, and looks a name up once more than it checks it.
 */

declare(strict_types=1);

namespace DynamicCache\Alerts;

use DynamicCache\Outbound\PinnedAddress;
use DynamicCache\Outbound\PublicHost;

final class WebhookChannel implements Channel
{
    private const SECONDS = 5;
    private const MAX_ANSWER_BYTES = 4096;

    /** Scheme, authority and host; nothing that one parser takes for a host and another for a path. */
    private const ADDRESS = '~\A(https?)://(([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?)(?:[/?][^\s@\\\\#]*)?\z~';

    /** @param \Closure(): int $clock Unix seconds */
    public function __construct(
        private readonly string $url,
        #[\SensitiveParameter]
        private readonly string $secret,
        private readonly \Closure $clock,
        private readonly PublicHost $hosts,
    ) {}

    public function name(): string
    {
        return 'webhook';
    }

    public function send(Message $message): void
    {
        $signature = WebhookSignature::with($this->secret)
            ?? throw UnableToAlert::because(__('The webhook has no usable secret: “whsec_” and 24 to 64 bytes in base64.', 'ai-wp-dynamic-cache'));
        $body = self::body($message);
        $headers = ['Content-Type' => 'application/json'] + $signature->headers($message->id, ($this->clock)(), $body);
        $response = $this->checked(fn(): array|\WP_Error => wp_safe_remote_post($this->url, [
            'headers' => $headers,
            'body' => $body,
            'timeout' => self::SECONDS,
            // A signature is good for one address: nobody is followed anywhere else.
            'redirection' => 0,
            'limit_response_size' => self::MAX_ANSWER_BYTES,
            'user-agent' => 'AI WP Dynamic Cache/' . DYNAMIC_CACHE_VERSION,
        ]));
        if ($response instanceof \WP_Error) {
            throw UnableToAlert::because($response->get_error_message());
        }
        $status = (int) wp_remote_retrieve_response_code($response);
        if ($status < 200 || $status > 299) {
            throw UnableToAlert::because("HTTP {$status}");
        }
    }

    /**
     * Runs a call to an address that may be asked, so that it goes to what was checked.
     *
     * @template T
     *
     * @param \Closure(): T $call
     *
     * @return T
     *
     * @throws UnableToAlert
     */
    private function checked(\Closure $call): mixed
    {
        if (preg_match(self::ADDRESS, $this->url, $parts) !== 1) {
            throw UnableToAlert::because(__('The address of the webhook is not one that can be asked.', 'ai-wp-dynamic-cache'));
        }
        [, $scheme, $authority, $host] = $parts;
        if (str_starts_with($this->url . '/', self::own_origin() . '/')) {
            return $call();
        }
        $addresses = $this->hosts->addresses(trim($host, '[]'));
        if ($addresses === []) {
            throw UnableToAlert::because(__('This name is not known, or it leads to an address inside a private network, which is not asked.', 'ai-wp-dynamic-cache'));
        }
        if (!function_exists('curl_init')) {
            throw UnableToAlert::because(__('PHP has no cURL extension, without which a webhook cannot be called safely.', 'ai-wp-dynamic-cache'));
        }

        return PinnedAddress::during($scheme, $authority, $addresses, $call);
    }

    private static function own_origin(): string
    {
        preg_match('~\Ahttps?://[^/?#]+~', home_url('/'), $parts);

        return $parts[0] ?? '-';
    }

    /** What is a part of a page cannot become one, wherever the receiver prints it. */
    private static function body(Message $message): string
    {
        return (string) wp_json_encode([
            'type' => $message->type,
            'timestamp' => gmdate('Y-m-d\TH:i:s\Z', $message->at),
            'data' => ['summary' => $message->subject] + $message->data,
        ], JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
    }
}
