<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Privacy;

use DynamicCache\Privacy\Privacy;
use DynamicCache\Tests\WordPress\Edge\EdgeTestCase;

/** What the Worker keeps of somebody who works in the test sandbox belongs to them too. */
final class SandboxPrivacyTest extends EdgeTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('editor');
        foreach (['wp_privacy_personal_data_exporters', 'wp_privacy_personal_data_erasers'] as $hook) {
            remove_all_filters($hook);
        }
        (new Privacy($this->client(...)))->boot();
    }

    public function test_WP_25_the_records_of_a_person_are_asked_for_by_the_name_under_which_they_act(): void
    {
        $this->register();
        $this->worker->answers(200, ['ok' => true, 'more' => true, 'records' => [['kind' => 'vote', 'id' => 'request-1', 'at' => 1_795_000_000, 'text' => 'I am in a hurry']]]);
        $this->worker->answers(200, ['ok' => true, 'more' => false, 'records' => []]);
        $first = $this->call('exporters', 1);
        $second = $this->call('exporters', 2);
        $sent = $this->worker->last();

        self::assertIsArray($first);
        self::assertIsArray($second);
        self::assertSame([false, true], [$first['done'], $second['done']]);
        self::assertStringContainsString('I am in a hurry', (string) json_encode($first['data']));
        self::assertStringEndsWith('/api/plugin/people/records', $sent->url);
        self::assertSame(['wp:' . wp_get_current_user()->user_login, 100], [$sent->json('agent_id'), $sent->json('offset')]);
    }

    public function test_WP_25_an_export_without_the_worker_is_a_failure_and_not_an_empty_one(): void
    {
        $this->register();
        $this->worker->is_down();

        self::assertInstanceOf(\WP_Error::class, $this->call('exporters', 1));
    }

    public function test_WP_25_the_name_is_erased_at_the_worker_or_said_to_be_there_still(): void
    {
        $this->register();
        $this->worker->answers(200, ['ok' => true, 'erased' => 3]);
        $done = $this->call('erasers', 1);
        $sent = $this->worker->last();
        $this->worker->is_down();
        $failed = $this->call('erasers', 1);

        self::assertSame(['items_removed' => true, 'items_retained' => false, 'messages' => [], 'done' => true], $done);
        self::assertStringEndsWith('/api/plugin/people/erase', $sent->url);
        self::assertSame('wp:' . wp_get_current_user()->user_login, $sent->json('agent_id'));
        self::assertIsArray($failed);
        self::assertSame([false, true, true], [$failed['items_removed'], $failed['items_retained'], $failed['done']]);
        self::assertCount(1, (array) $failed['messages']);
    }

    public function test_without_a_worker_or_a_user_nobody_is_called(): void
    {
        $nothing = ['data' => [], 'done' => true];

        self::assertSame($nothing, $this->call('exporters', 1));
        $this->register();
        self::assertSame($nothing, $this->call('exporters', 1, 'nobody@example.org'));
        self::assertSame([], $this->worker->sent);
    }

    private function call(string $kind, int $page, ?string $email = null): mixed
    {
        $found = apply_filters("wp_privacy_personal_data_{$kind}", []);
        $ours = is_array($found) ? $found['ai-wp-dynamic-cache-sandbox'] ?? null : null;
        $callback = is_array($ours) ? $ours['callback'] ?? null : null;
        self::assertIsCallable($callback);

        return $callback($email ?? wp_get_current_user()->user_email, $page);
    }
}
