<?php

/** Who is told when a stored page turns out to be wrong; contracts/src/settings.ts says what each means. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class AlertSettings
{
    /**
     * @param string $email '' = nobody
     * @param string $webhookUrl '' = none
     * @param Secret $webhookSecret `whsec_` and base64
     * @param int $maxPerHour messages
     */
    public function __construct(
        public readonly string $email,
        public readonly string $webhookUrl,
        public readonly Secret $webhookSecret,
        public readonly int $maxPerHour,
    ) {}

    public static function from(Document $alerts, Secret $webhookSecret): self
    {
        return new self($alerts->text('email'), $alerts->text('webhook_url'), $webhookSecret, $alerts->int('max_per_hour'));
    }
}
