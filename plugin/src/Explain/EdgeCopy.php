<?php

/**
 * What the edge has of a page. It is asked with `only-if-cached` (RFC 9111 section 5.2.1.7), so that nobody renders
 * anything for it.
 */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Edge\ConnectionState;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\EdgeAddress;
use DynamicCache\Edge\EdgePosition;
use DynamicCache\Engine\Reason;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\SiteUrl;

final class EdgeCopy
{
    private const SECONDS = 2;

    /**
     * @param int|null $age seconds; null = there is no copy
     * @param int|null $expiresIn seconds
     * @param string|null $error why it could not be asked, in words
     */
    private function __construct(
        public readonly ?Outcome $outcome,
        public readonly ?Reason $reason,
        public readonly ?int $age,
        public readonly ?int $expiresIn,
        public readonly ?string $error,
    ) {}

    /** Null when no edge is connected. */
    public static function of(SiteUrl $page): ?self
    {
        $edge = SettingsRepository::of_site()->all()->edge;
        $address = $edge->enabled && Credentials::load()->state() === ConnectionState::Active ? EdgeAddress::parse($edge->url) : null;
        if ($address === null) {
            return null;
        }
        $response = wp_remote_head($address->url("/edge/cache/~{$page->host}{$page->target}"), [
            'timeout' => self::SECONDS,
            'redirection' => 0,
            'cookies' => [],
            'headers' => ['Cache-Control' => 'only-if-cached'] + EdgePosition::header(time()),
            'user-agent' => 'AI WP Dynamic Cache/' . DYNAMIC_CACHE_VERSION,
        ]);
        if ($response instanceof \WP_Error) {
            /* translators: %s: what went wrong */
            return self::unknown(sprintf(__('The edge could not be asked: %s.', 'ai-wp-dynamic-cache'), rtrim($response->get_error_message(), '.')));
        }
        $header = static function (string $name) use ($response): string {
            $value = wp_remote_retrieve_header($response, $name);

            return is_array($value) ? implode(', ', array_filter($value, is_string(...))) : $value;
        };

        return self::told((int) wp_remote_retrieve_response_code($response), $header('x-dynamic-cache'), $header('age'), $header('cache-status'));
    }

    /**
     * @param string $said `X-Dynamic-Cache`
     * @param string $age of the response, seconds
     * @param string $cacheStatus `Cache-Status` (RFC 9211)
     */
    public static function told(int $status, string $said, string $age, string $cacheStatus): self
    {
        if (preg_match('/^(hit|stale|miss|bypass); reason=([a-z-]{1,40})$/D', $said, $match) !== 1) {
            /* translators: %d: HTTP status */
            return self::unknown(sprintf(__('The edge answered with status %d instead of the page.', 'ai-wp-dynamic-cache'), $status));
        }
        $isStored = $match[1] === 'hit' || $match[1] === 'stale';
        $ttl = preg_match('/dynamic-cache-edge;[^,]*\bttl=(-?[0-9]{1,9})/', $cacheStatus, $life) === 1 ? (int) $life[1] : null;

        return new self(Outcome::from($match[1]), Reason::tryFrom($match[2]), $isStored ? (int) $age : null, $isStored ? $ttl : null, null);
    }

    private static function unknown(string $error): self
    {
        return new self(null, null, null, null, $error);
    }

    /** @return array{layer: string, outcome: string|null, reason: string|null, age: int|null, expires_in: int|null, error: string|null} */
    public function to_array(): array
    {
        return [
            'layer' => 'edge',
            'outcome' => $this->outcome?->value,
            'reason' => $this->reason?->value,
            'age' => $this->age,
            'expires_in' => $this->expiresIn,
            'error' => $this->error,
        ];
    }
}
