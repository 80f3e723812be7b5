<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Proof;

/** A plugin changes a page without any hook: no gate and no listener sees that, the sampling does. */
final class ContinuousProofTest extends ProofTestCase
{
    public function test_a_page_that_changed_without_any_hook_is_found_among_the_hits_and_purged_and_told(): void
    {
        self::store('/');
        self::hide('new words & <i>more</i>');
        self::visit_often('/');
        self::assertStringContainsString('old words', self::live()->request('GET', '/')->body, 'The cache is not broken at all.');

        self::fold();
        self::assertTrue(self::inside('scheduled'), 'Cron is not asked to check what was drawn.');
        $run = self::check();
        $checks = self::checks($run);

        self::assertSame(1, $run->code);
        self::assertSame([['different', 'hit', self::live()->url . '/']], array_map(static fn(array $check): array => [$check['outcome'], $check['mode'], $check['url']], $checks));
        self::assertSame("- old words\n+ new words & <i>more</i>", $checks[0]['difference']);

        $again = self::live()->request('GET', '/');
        self::assertSame('miss; reason=purged', $again->header('x-dynamic-cache'));
        self::assertStringContainsString('new words', $again->body);
        self::assertSame(['A check found a stored page that was not what WordPress renders'], array_slice(self::causes(), 0, 1));
        self::assertSame('Pages were purged by hand', self::first(self::newest()['changes'] ?? null)['sentence'] ?? null, 'Who did it does not belong there.');
        self::assertContains('post:1', (array) (self::newest()['tags'] ?? []));
        $this->assert_told_once();
    }

    public function test_a_page_that_renders_the_same_is_checked_and_left_alone(): void
    {
        self::store('/hello-world/');
        self::visit_often('/hello-world/');
        self::fold();
        $run = self::check();

        self::assertSame(0, $run->code, $run->err);
        self::assertSame(['same'], array_column(self::checks($run), 'outcome'), $run->out);
        self::assertSame('hit; reason=fresh', self::live()->request('GET', '/hello-world/')->header('x-dynamic-cache'));
        self::assertSame([], self::received());
        self::assertSame('1 page checked this week, 0 differences.', self::week()['sentence'] ?? null);
    }

    public function test_a_page_that_never_renders_the_same_is_volatile_and_stays(): void
    {
        self::hide('dice');
        self::store('/');
        $run = self::check(self::live()->url . '/');

        self::assertSame(0, $run->code, $run->err);
        self::assertSame(['volatile'], array_column(self::checks($run), 'outcome'), $run->out);
        self::assertMatchesRegularExpression('~^- .*<b>[0-9]+</b>.*\n\+ .*<b>[0-9]+</b>~', self::checks($run)[0]['difference']);
        self::assertSame('hit; reason=fresh', self::live()->request('GET', '/')->header('x-dynamic-cache'));
        self::assertSame([], self::received());
    }

    public function test_a_fresh_render_is_never_stored_and_leaves_nothing_behind(): void
    {
        self::store('/');
        $before = self::live()->rest('GET', '/pages')->body;
        self::assertSame(['same'], array_column(self::checks(self::check(self::live()->url . '/')), 'outcome'));

        self::assertSame([], self::inside('probe-folders'));
        self::assertSame($before, self::live()->rest('GET', '/pages')->body);
        // The log of purges did not move either: a hit still takes the short way.
        self::assertSame('hit; reason=fresh', self::live()->request('GET', '/')->header('x-dynamic-cache'));
    }

    public function test_a_rate_of_zero_draws_nothing(): void
    {
        self::settings(['proof' => ['sample_rate' => 0]]);
        self::store('/');
        self::visit_often('/');
        self::fold();

        self::assertSame([], self::checks(self::check()));
    }

    public function test_no_more_pages_than_the_hour_has_room_for_are_drawn(): void
    {
        self::settings(['proof' => ['max_per_hour' => 1]]);
        foreach (['/', '/hello-world/', '/sample-page/'] as $path) {
            self::store($path);
            self::visit_often($path);
        }
        self::fold();
        self::assertCount(1, self::checks(self::check()));

        self::visit_often('/');
        self::fold();
        self::assertSame([], self::checks(self::check()));
    }

    public function test_an_alert_that_the_receiver_did_not_take_comes_again_with_the_same_id(): void
    {
        touch(self::live()->file('wp-content/hook-down'));
        self::find_a_difference();
        self::assertSame([], self::received());

        unlink(self::live()->file('wp-content/hook-down'));
        self::check();
        self::check();
        self::assertCount(1, self::received());
    }

    public function test_what_is_beyond_the_alerts_of_an_hour_waits_and_comes_together(): void
    {
        self::settings(['alerts' => ['max_per_hour' => 1]]);
        self::find_a_difference();
        self::find_a_difference('/hello-world/');
        self::find_a_difference('/sample-page/');
        self::assertCount(1, self::received());

        self::settings(['alerts' => ['max_per_hour' => 2]]);
        self::check();
        self::assertCount(2, self::received());
        $data = json_decode(self::received()[1]['body'], true);
        self::assertIsArray($data);
        self::assertIsArray($data['data']);
        self::assertSame(2, $data['data']['count']);
    }

    public function test_the_webhook_can_be_tried_and_its_secret_is_not_shown(): void
    {
        $answer = self::live()->rest('POST', '/settings/test', '{"what":"alerts"}');

        self::assertStringContainsString('"passed":true', $answer->body);
        self::assertCount(1, self::received());
        self::assertStringNotContainsString(self::SECRET, $answer->body . self::live()->rest('GET', '/settings')->body);
        self::assertStringContainsString('"type":"alert.test"', self::received()[0]['body']);
    }

    private static function find_a_difference(string $path = '/'): void
    {
        self::store($path);
        self::hide(bin2hex(random_bytes(4)));
        self::assertSame(['different'], array_column(self::checks(self::check(self::live()->url . $path)), 'outcome'));
    }

    private function assert_told_once(): void
    {
        self::check();
        self::assertCount(1, self::received());
        ['id' => $id, 'timestamp' => $time, 'signature' => $signature, 'body' => $body] = self::received()[0];
        $key = base64_decode(substr(self::SECRET, 6), true);
        self::assertSame('v1,' . base64_encode(hash_hmac('sha256', "{$id}.{$time}.{$body}", $key, true)), $signature);
        // A part of a page is text, wherever the receiver prints it.
        self::assertStringNotContainsString('<', $body);
        $alert = json_decode($body, true);
        self::assertIsArray($alert);
        self::assertSame('proof.difference', $alert['type']);
        self::assertIsArray($alert['data']);
        $page = self::first($alert['data']['pages'] ?? null);
        self::assertSame("- old words\n+ new words & <i>more</i>", $page['diff'] ?? null);
        self::assertNotSame([], $page['tags'] ?? []);
        self::assertIsString($page['evidence'] ?? null);
        self::assertMatchesRegularExpression('~^http://[^?]+/wp-admin/admin\.php\?page=ai-wp-dynamic-cache&screen=proof&check=[0-9]+$~', $page['evidence']);
        self::assertSame(1, self::week()['differences'] ?? null);
    }

    /** @return array<mixed> */
    private static function week(): array
    {
        $answer = json_decode(self::live()->rest('GET', '/proof')->body, true);
        self::assertIsArray($answer);
        self::assertIsArray($answer['week']);

        return $answer['week'];
    }

    /** @return array<mixed> */
    private static function first(mixed $list): array
    {
        self::assertIsArray($list);
        self::assertIsArray($list[0] ?? null);

        return $list[0];
    }

    /** @return array<mixed> the latest difference */
    private static function newest(): array
    {
        $answer = json_decode(self::live()->rest('GET', '/proof?outcome=different')->body, true);
        self::assertIsArray($answer);
        self::assertIsArray($answer['checks']);
        self::assertIsArray($answer['checks'][0] ?? null);

        return $answer['checks'][0];
    }

    /** @return list<string> the newest first */
    private static function causes(): array
    {
        $answer = json_decode(self::live()->rest('GET', '/purges')->body, true);
        self::assertIsArray($answer);
        self::assertIsArray($answer['purges']);

        return array_values(array_filter(array_column($answer['purges'], 'sentence'), is_string(...)));
    }
}
