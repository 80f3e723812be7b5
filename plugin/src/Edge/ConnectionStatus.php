<?php

/** Where the connection to the Worker stands, in words for people. */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Settings\EdgeSettings;

final class ConnectionStatus
{
    private function __construct(
        public readonly ConnectionState $state,
        public readonly string $error,
        public readonly Credentials $credentials,
        public readonly int $behind,
        public readonly string $url,
    ) {}

    public static function of(EdgeSettings $settings, int $behind, string $outboxError): self
    {
        $credentials = Credentials::load();
        $isWanted = $settings->enabled && $settings->url !== '';
        $state = match (true) {
            !$isWanted => ConnectionState::Off,
            $credentials->state() === ConnectionState::Active && $credentials->key() === null => ConnectionState::Failed,
            default => $credentials->state(),
        };
        $error = match ($state) {
            ConnectionState::Off => '',
            ConnectionState::Paused => "home_url_changed: registered as {$credentials->home}",
            ConnectionState::Failed => $credentials->error !== '' ? $credentials->error : 'secret_needs_reentry',
            ConnectionState::Verifying => $credentials->error,
            ConnectionState::Active => Told::load()->configError !== '' ? Told::load()->configError : $outboxError,
        };

        return new self($state, $error, $credentials, $behind, $settings->url);
    }

    /** @return array{state: string, error: ?string, site_id: ?string, kid: ?string, behind: int, url: string} */
    public function to_array(): array
    {
        $isOff = $this->state === ConnectionState::Off;

        return [
            'state' => $this->state->value,
            'error' => $this->error === '' ? null : $this->error,
            'site_id' => $isOff || $this->credentials->siteId === '' ? null : $this->credentials->siteId,
            'kid' => $isOff || $this->credentials->kid === '' ? null : $this->credentials->kid,
            'behind' => $this->behind,
            'url' => $this->url,
        ];
    }
}
