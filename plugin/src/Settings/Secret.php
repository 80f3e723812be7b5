<?php

/** A setting that nobody may read back: reveal() is for the code that uses it, mask() for everything that shows it. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class Secret
{
    /** Shorter secrets would be half told by their last four characters. */
    private const SHOWN_FROM = 8;

    private function __construct(public readonly SecretState $state, private readonly string $plain) {}

    public static function none(): self
    {
        return new self(SecretState::None, '');
    }

    public static function stored(string $plain): self
    {
        return new self(SecretState::Stored, $plain);
    }

    public static function needs_reentry(): self
    {
        return new self(SecretState::NeedsReentry, '');
    }

    public static function fixed(string $plain): self
    {
        return new self(SecretState::Fixed, $plain);
    }

    /** The secret itself; empty when there is none that can be used. */
    public function reveal(): string
    {
        return $this->plain;
    }

    /** `••••last4`, or empty when nothing is set. */
    public function mask(): string
    {
        return match (true) {
            $this->state === SecretState::None => '',
            strlen($this->plain) < self::SHOWN_FROM => '••••',
            default => '••••' . $this->last_four(),
        };
    }

    /** @return array{state: string, mask: string} what dumps and error reports may show */
    public function __debugInfo(): array
    {
        return ['state' => $this->state->value, 'mask' => $this->mask()];
    }

    /** Characters, not bytes: half of a character would make the whole answer invalid JSON. */
    private function last_four(): string
    {
        return preg_match('/.{4}\z/su', $this->plain, $match) === 1 ? $match[0] : '';
    }
}
