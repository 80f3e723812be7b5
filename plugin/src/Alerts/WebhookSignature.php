<?php

/**
 * The three headers of Standard Webhooks 1.0 (standardwebhooks.com, "Webhook Headers" and "Signature scheme"): symmetric
 * signature `v1`, HMAC-SHA256 over `id.timestamp.body` under the bytes behind `whsec_`, in base64.
 */

declare(strict_types=1);

namespace DynamicCache\Alerts;

final class WebhookSignature
{
    private const PREFIX = 'whsec_';

    /** The least and the most that Standard Webhooks allow, in bytes. */
    private const LEAST = 24;
    private const MOST = 64;

    private function __construct(#[\SensitiveParameter] private readonly string $key) {}

    /** Null when the text is no secret of that form. */
    public static function with(#[\SensitiveParameter] string $secret): ?self
    {
        $key = str_starts_with($secret, self::PREFIX) ? base64_decode(substr($secret, strlen(self::PREFIX)), true) : false;

        return $key === false || strlen($key) < self::LEAST || strlen($key) > self::MOST ? null : new self($key);
    }

    /**
     * @param int $now Unix seconds
     * @param string $body the bytes as they are sent
     *
     * @return array{webhook-id: string, webhook-timestamp: string, webhook-signature: string}
     */
    public function headers(string $id, int $now, string $body): array
    {
        return [
            'webhook-id' => $id,
            'webhook-timestamp' => (string) $now,
            'webhook-signature' => 'v1,' . base64_encode(hash_hmac('sha256', "{$id}.{$now}.{$body}", $this->key, true)),
        ];
    }
}
