<?php

/**
 * Alerts as signed JSON to an address of the owner's choice, through core's guard against addresses inside the network:
 * who can change a setting need not be who may reach the servers beside this one.
 */

declare(strict_types=1);

namespace DynamicCache\Alerts;

final class WebhookChannel implements Channel
{
    private const SECONDS = 5;
    private const MAX_ANSWER_BYTES = 4096;

    /** @param \Closure(): int $clock Unix seconds */
    public function __construct(
        private readonly string $url,
        #[\SensitiveParameter]
        private readonly string $secret,
        private readonly \Closure $clock,
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
        $response = wp_safe_remote_post($this->url, [
            'headers' => ['Content-Type' => 'application/json'] + $signature->headers($message->id, ($this->clock)(), $body),
            'body' => $body,
            'timeout' => self::SECONDS,
            // A signature is good for one address: nobody is followed anywhere else.
            'redirection' => 0,
            'limit_response_size' => self::MAX_ANSWER_BYTES,
            'user-agent' => 'AI WP Dynamic Cache/' . DYNAMIC_CACHE_VERSION,
        ]);
        if ($response instanceof \WP_Error) {
            throw UnableToAlert::because($response->get_error_message());
        }
        $status = (int) wp_remote_retrieve_response_code($response);
        if ($status < 200 || $status > 299) {
            throw UnableToAlert::because("HTTP {$status}");
        }
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
