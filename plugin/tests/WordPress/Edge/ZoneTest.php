<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Database;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\PurgeMessage;
use DynamicCache\Edge\Recipient;
use DynamicCache\Edge\Schedule;
use DynamicCache\Edge\Zone\ZoneAccess;
use DynamicCache\Edge\Zone\ZoneCalls;
use DynamicCache\Edge\Zone\ZoneClient;
use DynamicCache\Edge\Zone\ZonePurges;
use DynamicCache\Findings\Edge\ZoneTest as Test;
use DynamicCache\Purge\Purged;
use DynamicCache\Settings\SettingsRepository;

/** Purges of Cloudflare's own cache. Only Cloudflare is made up. */
final class ZoneTest extends EdgeTestCase
{
    private const ZONE = '0123456789abcdef0123456789abcdef';
    private const TOKEN = 'a-token-that-nobody-may-read-0123';
    private const TAKEN = ['success' => true, 'errors' => [], 'result' => ['id' => self::ZONE]];

    private ZonePurges $zone;

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        remove_all_actions('admin_init');
        $this->zone = ZonePurges::with($this->worker, fn(): int => $this->now);
        $this->zone->boot();
        $this->patch_settings(['edge' => ['zone_id' => self::ZONE, 'zone_token' => self::TOKEN]]);
        $this->outbox()->clear();
    }

    public function test_a_purge_is_told_by_cron_and_never_while_somebody_saves(): void
    {
        $this->purge('post:1', 'home');
        self::assertSame([], $this->worker->sent);
        self::assertIsInt(wp_next_scheduled(Schedule::EVENT, ['retry']));

        $this->worker->answers(200, self::TAKEN);
        do_action(Schedule::EVENT);
        $sent = $this->worker->last();
        self::assertSame('https://api.cloudflare.com/client/v4/zones/' . self::ZONE . '/purge_cache', $sent->url);
        self::assertSame('Bearer ' . self::TOKEN, $sent->header('Authorization'));
        self::assertSame('{"tags":["home","post:1"]}', $sent->body);
        self::assertSame(0, $this->outbox()->waiting($this->now));
    }

    public function test_a_call_names_thirty_tags_at_most_and_what_takes_too_many_calls_is_said_by_host(): void
    {
        $tags = static fn(int $count): array => array_map(static fn(int $n): string => "post:{$n}", range(1, $count));
        $sizes = array_map(
            static fn(array $call): int => count($call['tags'] ?? []),
            ZoneCalls::of(PurgeMessage::of($tags(70), [], null), ['example.org']),
        );

        self::assertSame([30, 30, 10], $sizes);
        self::assertSame([['hosts' => ['example.org']]], ZoneCalls::of(PurgeMessage::of($tags(151), [], null), ['example.org']));
        self::assertSame([['files' => ['https://example.org/a/']]], ZoneCalls::of(PurgeMessage::of([], ['https://example.org/a/'], null), ['example.org']));
    }

    public function test_everything_is_everything_of_this_site_and_not_of_the_zone(): void
    {
        do_action('dynamic_cache_purged', new Purged(['site'], [], true, null));
        $this->worker->answers(200, self::TAKEN);
        do_action(Schedule::EVENT);

        self::assertSame(['hosts' => [(string) parse_url(home_url(), PHP_URL_HOST)]], json_decode($this->worker->last()->body, true));
    }

    public function test_a_limit_is_waited_for_as_long_as_cloudflare_says_and_what_collects_is_one_message(): void
    {
        $this->purge('post:1');
        $this->worker->answers(429, ['success' => false], retryAfter: '90');
        do_action(Schedule::EVENT);
        $this->purge('post:2');
        $this->purge('post:3');
        $this->now += 89;
        do_action(Schedule::EVENT);
        self::assertCount(1, $this->worker->sent, 'Nobody asks before the time is over.');

        $this->now += 1;
        $this->worker->answers(200, self::TAKEN);
        do_action(Schedule::EVENT);
        self::assertSame(['post:1', 'post:2', 'post:3'], $this->worker->last()->json('tags'));
        self::assertSame(0, $this->outbox()->waiting($this->now));
    }

    public function test_calls_keep_the_rate_of_the_smallest_plan(): void
    {
        $this->purge('post:1');
        $this->worker->answers(200, self::TAKEN);
        do_action(Schedule::EVENT);
        $this->purge('post:2');
        $this->now += 11;
        do_action(Schedule::EVENT);
        self::assertCount(1, $this->worker->sent);

        $this->now += 1;
        $this->worker->answers(200, self::TAKEN);
        do_action(Schedule::EVENT);
        self::assertCount(2, $this->worker->sent);
    }

    public function test_R_36_what_fails_is_kept_and_tried_again(): void
    {
        $this->purge('post:1');
        $this->worker->is_down();
        do_action(Schedule::EVENT);
        self::assertSame(1, $this->outbox()->waiting($this->now));

        $this->now += 10;
        $this->worker->answers(200, self::TAKEN);
        do_action(Schedule::EVENT);
        self::assertSame(['post:1'], $this->worker->last()->json('tags'));
        self::assertSame(0, $this->outbox()->waiting($this->now));
    }

    public function test_a_token_that_may_not_is_told_by_name_and_shown_nowhere(): void
    {
        $this->purge('post:1');
        $this->worker->answers(403, ['success' => false, 'errors' => [['code' => 10000, 'message' => self::TOKEN]]]);
        do_action(Schedule::EVENT);
        $list = $this->rest('GET', '/outbox');

        self::assertStringContainsString('does not accept the token', (string) json_encode($list->at('messages')));
        self::assertStringNotContainsString(self::TOKEN, (string) json_encode([$list->body, $this->rest('GET', '/settings')->body, $this->rest('GET', '/status')->body]));
        self::assertStringNotContainsString(self::TOKEN, print_r(ZoneAccess::of(SettingsRepository::of_site()->all()->edge), true));
    }

    public function test_the_test_proves_token_and_zone_with_a_tag_that_no_page_has(): void
    {
        $edge = SettingsRepository::of_site()->all()->edge;
        $test = new Test(new ZoneClient($this->worker));
        $this->worker->answers(200, self::TAKEN)->answers(403, ['success' => false]);

        self::assertSame('good', $test->findings($edge)[0]->status->value);
        self::assertSame(['dynamic-cache-test'], $this->worker->last()->json('tags'));
        self::assertSame('bad', $test->findings($edge)[0]->status->value);
    }

    public function test_without_a_zone_nobody_is_told(): void
    {
        $this->patch_settings(['edge' => ['zone_id' => '']]);
        $this->purge('post:1');
        do_action(Schedule::EVENT);

        self::assertSame([[], 0], [$this->worker->sent, $this->outbox()->waiting($this->now)]);
    }

    public function test_a_token_that_never_works_does_not_let_messages_collect_for_ever(): void
    {
        $body = '{"message":{"tags":["post:1"],"urls":[],"everything":false,"epoch":"","seq":0}}';
        $row = "('zone', '{$body}', " . self::NOW . ", 1, 0, 'zone_not_allowed')";
        self::sql('INSERT INTO ' . Database::table('outbox') . ' (kind, body, created_at, attempts, not_before, last_error) VALUES ' . implode(', ', array_fill(0, 1100, $row)));
        $this->worker->answers(403, ['success' => false]);
        do_action(Schedule::EVENT);

        self::assertSame(1, $this->outbox()->waiting($this->now));
        self::assertIsArray($this->worker->last()->json('hosts'));
    }

    public function test_a_zone_without_an_edge_keeps_its_place_in_cron(): void
    {
        $this->connection()->boot();
        $this->purge('post:1');
        do_action('admin_init');

        self::assertIsInt(wp_next_scheduled(Schedule::EVENT, ['retry']));
        self::assertIsInt(wp_next_scheduled(Schedule::EVENT), 'And comes back to it, should that one be lost.');
    }

    public function test_another_zone_is_told_everything(): void
    {
        $this->patch_settings(['edge' => ['zone_id' => str_repeat('f', 32)]]);
        $this->worker->answers(200, self::TAKEN);
        do_action(Schedule::EVENT);

        self::assertIsArray($this->worker->last()->json('hosts'));
    }

    public function test_a_copy_of_the_site_does_not_purge_the_zone_of_the_original(): void
    {
        Credentials::load()->verifying_as('site-1', self::URL, $this->now)->activated('k-1', FakeWorker::SECRET)->save();
        add_filter('option_home', static fn(): string => 'http://staging.example.com');
        $this->purge('post:1');
        do_action(Schedule::EVENT);

        self::assertSame([], $this->worker->sent);
    }

    private function purge(string ...$tags): void
    {
        sort($tags);
        do_action('dynamic_cache_purged', new Purged($tags, [], false, null));
    }

    private function outbox(): Outbox
    {
        return new Outbox(Recipient::Zone);
    }
}
