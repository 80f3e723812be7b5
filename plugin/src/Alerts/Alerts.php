<?php

/**
 * Sends alerts by every channel that the owner has set up, at most so many an hour. What a channel does not take is tried
 * again for half an hour or so; the other channel does not wait for it.
 */

declare(strict_types=1);

namespace DynamicCache\Alerts;

use DynamicCache\Outbound\PublicHost;
use DynamicCache\Settings\AlertSettings;

final class Alerts
{
    /** `{sent: [Unix seconds], waiting: [{channel, tries, message}]}` */
    private const OPTION = 'dynamic_cache_alerts';

    private const TRIES = 6;

    /** Messages that wait at most. */
    private const MOST_WAITING = 20;

    /**
     * @param list<Channel> $channels
     * @param int $maxPerHour messages
     */
    public function __construct(private readonly array $channels, private readonly int $maxPerHour) {}

    public static function of_site(AlertSettings $settings): self
    {
        return new self(self::channels($settings), $settings->maxPerHour);
    }

    /** @return list<Channel> */
    public static function channels(AlertSettings $settings): array
    {
        return [
            ...($settings->email === '' ? [] : [new EmailChannel($settings->email)]),
            ...($settings->webhookUrl === '' ? [] : [new WebhookChannel($settings->webhookUrl, $settings->webhookSecret->reveal(), time(...), PublicHost::of_dns())]),
        ];
    }

    /** Whether a message did not get through yet. */
    public static function is_waiting(): bool
    {
        return self::state()['waiting'] !== [];
    }

    public function has_channels(): bool
    {
        return $this->channels !== [];
    }

    /** Whether one more may be sent in this hour. */
    public function has_room(int $now): bool
    {
        return count(self::sent_since($now - 3600)) < $this->maxPerHour;
    }

    public function send(Message $message, int $now): void
    {
        $state = self::state();
        $state['sent'] = [...self::sent_since($now - 3600), $now];
        foreach ($this->channels as $channel) {
            if (!self::is_taken($channel, $message)) {
                $state['waiting'][] = ['channel' => $channel->name(), 'tries' => 1, 'message' => $message->to_array()];
            }
        }
        self::save($state);
    }

    /** Those that a channel did not take. One that no longer exists is given up. */
    public function retry(): void
    {
        $state = self::state();
        if ($state['waiting'] === []) {
            return;
        }
        $left = [];
        foreach ($state['waiting'] as $one) {
            $message = Message::from($one['message']);
            $channel = $this->channel($one['channel']);
            if ($message !== null && $channel !== null && !self::is_taken($channel, $message) && $one['tries'] < self::TRIES) {
                $left[] = ['tries' => $one['tries'] + 1] + $one;
            }
        }
        $state['waiting'] = $left;
        self::save($state);
    }

    private static function is_taken(Channel $channel, Message $message): bool
    {
        try {
            $channel->send($message);

            return true;
        } catch (UnableToAlert $failure) {
            error_log("AI WP Dynamic Cache: alert by {$channel->name()}: {$failure->getMessage()}");

            return false;
        }
    }

    private function channel(string $name): ?Channel
    {
        foreach ($this->channels as $channel) {
            if ($channel->name() === $name) {
                return $channel;
            }
        }

        return null;
    }

    /** @return list<int> */
    private static function sent_since(int $since): array
    {
        return array_values(array_filter(self::state()['sent'], static fn(int $at): bool => $at > $since));
    }

    /** @return array{sent: list<int>, waiting: list<array{channel: string, tries: int, message: array<mixed>}>} */
    private static function state(): array
    {
        $stored = get_option(self::OPTION, []);
        $stored = is_array($stored) ? $stored : [];
        $sent = is_array($stored['sent'] ?? null) ? array_values(array_filter($stored['sent'], is_int(...))) : [];
        $waiting = [];
        foreach (is_array($stored['waiting'] ?? null) ? $stored['waiting'] : [] as $one) {
            [$channel, $tries, $message] = is_array($one) ? [$one['channel'] ?? null, $one['tries'] ?? null, $one['message'] ?? null] : [null, null, null];
            if (is_string($channel) && is_int($tries) && is_array($message)) {
                $waiting[] = ['channel' => $channel, 'tries' => $tries, 'message' => $message];
            }
        }

        return ['sent' => $sent, 'waiting' => $waiting];
    }

    /** @param array{sent: list<int>, waiting: list<array{channel: string, tries: int, message: array<mixed>}>} $state */
    private static function save(array $state): void
    {
        update_option(self::OPTION, ['sent' => $state['sent'], 'waiting' => array_slice($state['waiting'], -self::MOST_WAITING)], false);
    }
}
