<?php

/**
 * What this site and its Worker know of each other (option `dynamic_cache_edge`): how far the registration has come,
 * and the key that came out of it. The secret lies in an envelope that opens on this site alone.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Settings\SecretBox;
use DynamicCache\Settings\UnableToOpenSecret;

final class Credentials
{
    public const OPTION = 'dynamic_cache_edge';
    private const PURPOSE = 'edge.secret';

    /**
     * @param ConnectionState $state never `Paused`, which follows from `$home`
     * @param string $url base URL of the Worker
     * @param string $home the address that was registered
     * @param string $error a word, with figures where they help; empty when all is well
     * @param int $tries registrations begun since the last that came to its end
     * @param int $since Unix seconds of the last of them
     * @param bool $isReplacing a new key is in use, and the Worker still has to give up the former one
     */
    private function __construct(
        public readonly ConnectionState $state,
        public readonly string $url,
        public readonly string $home,
        public readonly string $siteId,
        public readonly string $kid,
        private readonly string $envelope,
        public readonly string $error,
        public readonly int $tries,
        public readonly int $since,
        public readonly bool $isReplacing = false,
    ) {}

    /** Those of the current site. */
    public static function load(): self
    {
        $record = OptionRecord::load(self::OPTION);

        return new self(
            ConnectionState::tryFrom($record->text('state')) ?? ConnectionState::Off,
            $record->text('url'),
            $record->text('home'),
            $record->text('site_id'),
            $record->text('kid'),
            $record->text('secret'),
            $record->text('error'),
            $record->int('tries'),
            $record->int('since'),
            $record->int('replacing') === 1,
        );
    }

    /** Read again from the database: another request may have got the key since. */
    public static function fresh(): self
    {
        wp_cache_delete(self::OPTION, 'options');

        return self::load();
    }

    /** Removes everything. */
    public static function forget(): void
    {
        delete_option(self::OPTION);
    }

    /** A registration that the Worker has accepted and now verifies. */
    public function verifying_as(string $siteId, string $url, int $now): self
    {
        return new self(ConnectionState::Verifying, $url, Home::url(), $siteId, '', '', '', $this->tries + 1, $now);
    }

    /** A registration that came to nothing. A key from before stays: with it the site can prove who it is. */
    public function failed(string $url, string $error, int $now): self
    {
        return new self(ConnectionState::Failed, $url, Home::url(), $this->siteId, $this->kid, $this->envelope, $error, $this->tries + 1, $now);
    }

    public function activated(string $kid, #[\SensitiveParameter] string $secret): self
    {
        $envelope = SecretBox::of_site()->seal($secret, self::PURPOSE);

        return new self(ConnectionState::Active, $this->url, $this->home, $this->siteId, $kid, $envelope, '', 0, $this->since);
    }

    /** Another key of the same registration. */
    public function rotated(string $kid, #[\SensitiveParameter] string $secret): self
    {
        $envelope = SecretBox::of_site()->seal($secret, self::PURPOSE);

        return new self($this->state, $this->url, $this->home, $this->siteId, $kid, $envelope, $this->error, $this->tries, $this->since, true);
    }

    /** The former key has been given up. */
    public function settled(): self
    {
        return new self($this->state, $this->url, $this->home, $this->siteId, $this->kid, $this->envelope, $this->error, $this->tries, $this->since);
    }

    /** The site has left, and the Worker has not heard of it yet. */
    public function left(): self
    {
        return new self(ConnectionState::Off, $this->url, $this->home, $this->siteId, $this->kid, $this->envelope, '', 0, $this->since);
    }

    public function with_error(string $error): self
    {
        return new self($this->state, $this->url, $this->home, $this->siteId, $this->kid, $this->envelope, $error, $this->tries, $this->since, $this->isReplacing);
    }

    public function save(): self
    {
        update_option(self::OPTION, [
            'state' => $this->state->value,
            'url' => $this->url,
            'home' => $this->home,
            'site_id' => $this->siteId,
            'kid' => $this->kid,
            'secret' => $this->envelope,
            'error' => $this->error,
            'tries' => $this->tries,
            'since' => $this->since,
            'replacing' => $this->isReplacing ? 1 : 0,
        ], false);

        return $this;
    }

    /** Where things stand here and now. A copy of the site must not go on with what the original has begun either. */
    public function state(): ConnectionState
    {
        $isElsewhere = $this->state !== ConnectionState::Off && $this->home !== Home::url();

        return $isElsewhere ? ConnectionState::Paused : $this->state;
    }

    /** The key, whatever the state; null when there is none or its envelope does not open under today's salts. */
    public function key(): ?EdgeKey
    {
        $address = EdgeAddress::parse($this->url);
        if ($address === null || $this->siteId === '' || $this->kid === '' || $this->envelope === '') {
            return null;
        }
        try {
            $secret = SecretBox::of_site()->open($this->envelope, self::PURPOSE);
        } catch (UnableToOpenSecret) {
            return null;
        }

        return new EdgeKey($address, $this->siteId, $this->kid, $secret);
    }

    /** The key while it may be used. */
    public function usable_key(): ?EdgeKey
    {
        return $this->state() === ConnectionState::Active ? $this->key() : null;
    }

    /** @return array{kid: string, fill_key: string, marker_key: string, probe_key: string}|null what the drop-in gets */
    public function engine_part(): ?array
    {
        return $this->usable_key()?->engine_part();
    }

    /** The site id that a registration waits for. */
    public function verifying(): ?string
    {
        return $this->state() === ConnectionState::Verifying ? $this->siteId : null;
    }
}
