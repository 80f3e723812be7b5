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
        public readonly Backlog $backlog,
        public readonly string $url,
    ) {}

    public static function of(EdgeSettings $settings, Backlog $backlog): self
    {
        $credentials = Credentials::load();
        $isWanted = $settings->enabled && $settings->url !== '';
        $state = $isWanted ? $credentials->state() : ConnectionState::Off;
        $error = match ($state) {
            ConnectionState::Off => '',
            ConnectionState::Paused => Trouble::HomeUrlChanged->value . ": registered as {$credentials->home}",
            ConnectionState::Failed, ConnectionState::Verifying => $credentials->error,
            ConnectionState::Active => self::error_of_active($credentials, $backlog->error),
        };
        $isCutOff = $state === ConnectionState::Active && Trouble::is_lasting($error);

        return new self($isCutOff ? ConnectionState::Failed : $state, Trouble::explain($error), $credentials, $backlog, $settings->url);
    }

    private static function error_of_active(Credentials $credentials, string $outboxError): string
    {
        if ($credentials->key() === null) {
            return Trouble::SecretNeedsReentry->value;
        }
        $configError = Told::load()->configError;

        return $configError !== '' ? $configError : $outboxError;
    }

    /** @return array{state: string, error: ?string, site_id: ?string, kid: ?string, behind: int, behind_since: ?int, next_try: ?int, url: string} */
    public function to_array(): array
    {
        $isOff = $this->state === ConnectionState::Off;

        return [
            'state' => $this->state->value,
            'error' => $this->error === '' ? null : $this->error,
            'site_id' => $isOff || $this->credentials->siteId === '' ? null : $this->credentials->siteId,
            'kid' => $isOff || $this->credentials->kid === '' ? null : $this->credentials->kid,
            'behind' => $this->backlog->count,
            'behind_since' => $this->backlog->since,
            'next_try' => $this->backlog->nextTry,
            'url' => $this->url,
        ];
    }
}
