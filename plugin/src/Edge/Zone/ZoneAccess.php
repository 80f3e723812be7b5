<?php

/** The Cloudflare zone that the site's host lies in, and the token that may purge it. */

declare(strict_types=1);

namespace DynamicCache\Edge\Zone;

use DynamicCache\Settings\EdgeSettings;

final class ZoneAccess
{
    private function __construct(
        public readonly string $id,
        #[\SensitiveParameter]
        private readonly string $token,
    ) {}

    /** Null while the id or the token is missing, or the token cannot be opened. */
    public static function of(EdgeSettings $settings): ?self
    {
        $token = $settings->zoneToken->reveal();
        $isUsable = preg_match('/^[0-9a-f]{32}$/D', $settings->zoneId) === 1 && preg_match('/^[\x21-\x7e]+$/D', $token) === 1;

        return $isUsable ? new self($settings->zoneId, $token) : null;
    }

    /** Value of `Authorization` (RFC 6750). */
    public function authorization(): string
    {
        return "Bearer {$this->token}";
    }

    /** @return array{id: string} what dumps may show */
    public function __debugInfo(): array
    {
        return ['id' => $this->id];
    }
}
