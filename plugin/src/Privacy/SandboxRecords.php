<?php

/**
 * What the Worker keeps of one person who works in the test sandbox of this site: requests, votes, claims, conflicts. They
 * act there under their login name (Leaderboard\Actor).
 */

declare(strict_types=1);

namespace DynamicCache\Privacy;

use DynamicCache\Edge\Call;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\EdgeClient;
use DynamicCache\Edge\EdgeFailure;
use DynamicCache\Edge\EdgeKey;
use DynamicCache\Edge\Trouble;
use DynamicCache\Leaderboard\Actor;

final class SandboxRecords
{
    private const PER_PAGE = 100;

    /** Seconds that WordPress' privacy tools wait. */
    private const PATIENCE = 5.0;

    public function __construct(private readonly EdgeClient $client) {}

    /**
     * @param int $page from 1
     *
     * @return array{data: list<array<string, mixed>>, done: bool}|\WP_Error where the Worker does not answer: an export that
     *     lacks something must not look whole
     */
    public function export(string $email, int $page): array|\WP_Error
    {
        [$key, $actor] = [Credentials::load()->usable_key(), self::actor($email)];
        if ($key === null || $actor === '') {
            return ['data' => [], 'done' => true];
        }
        try {
            $answer = $this->ask($key, 'records', ['agent_id' => $actor, 'offset' => (max(1, $page) - 1) * self::PER_PAGE]);
        } catch (EdgeFailure $failure) {
            return new \WP_Error('sandbox_unreachable', Trouble::explain($failure->getMessage()));
        }
        $records = array_values(array_filter(is_array($answer['records'] ?? null) ? $answer['records'] : [], is_array(...)));

        return ['data' => array_map(self::item(...), $records), 'done' => ($answer['more'] ?? false) !== true];
    }

    /**
     * Takes the name out, and with it what was said of a vote, a release or a resolution. What was asked for and reported
     * stays without a name.
     *
     * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
     */
    public function erase(string $email): array
    {
        [$key, $actor] = [Credentials::load()->usable_key(), self::actor($email)];
        $erased = 0;
        $messages = [];
        if ($key !== null && $actor !== '') {
            try {
                $erased = $this->ask($key, 'erase', ['agent_id' => $actor])['erased'] ?? 0;
            } catch (EdgeFailure $failure) {
                /* translators: %s: why, a sentence */
                $messages[] = sprintf(__('The test sandbox at the Worker could not be reached, and may still have the login name. %s', 'ai-wp-dynamic-cache'), Trouble::explain($failure->getMessage()));
            }
        }

        return ['items_removed' => $erased > 0, 'items_retained' => $messages !== [], 'messages' => $messages, 'done' => true];
    }

    /**
     * @param array<string, string|int> $what
     *
     * @return array<array-key, mixed>
     *
     * @throws EdgeFailure
     */
    private function ask(EdgeKey $key, string $route, array $what): array
    {
        $body = (string) wp_json_encode(['site_id' => $key->siteId] + $what, JSON_UNESCAPED_SLASHES);

        return $this->client->signed($key, new Call('POST', "/api/plugin/people/{$route}", $body, self::PATIENCE, wp_generate_uuid4()));
    }

    private static function actor(string $email): string
    {
        $user = get_user_by('email', $email);

        return $user instanceof \WP_User ? Actor::of($user) : '';
    }

    /**
     * @param array<array-key, mixed> $record
     *
     * @return array<string, mixed>
     */
    private static function item(array $record): array
    {
        $text = static fn(string $name): string => is_scalar($record[$name] ?? null) ? (string) $record[$name] : '';

        return [
            'group_id' => 'dynamic-cache-sandbox',
            'group_label' => __('Test sandbox of the page cache', 'ai-wp-dynamic-cache'),
            'group_description' => __('What this person asked for, voted on, worked on or reported in the test sandbox. Kept at Cloudflare for at most 180 days.', 'ai-wp-dynamic-cache'),
            'item_id' => 'sandbox-' . $text('kind') . '-' . $text('id'),
            'data' => [
                ['name' => __('When', 'ai-wp-dynamic-cache'), 'value' => gmdate('c', (int) $text('at'))],
                ['name' => __('What', 'ai-wp-dynamic-cache'), 'value' => self::kind($text('kind'))],
                ['name' => __('Said', 'ai-wp-dynamic-cache'), 'value' => $text('text')],
            ],
        ];
    }

    private static function kind(string $kind): string
    {
        return match ($kind) {
            'request' => __('A request for the sandbox', 'ai-wp-dynamic-cache'),
            'vote' => __('A vote', 'ai-wp-dynamic-cache'),
            'claim' => __('Work in the sandbox', 'ai-wp-dynamic-cache'),
            'conflict' => __('A report of a conflict', 'ai-wp-dynamic-cache'),
            'resolution' => __('The end of a conflict', 'ai-wp-dynamic-cache'),
            default => $kind,
        };
    }
}
