<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use DynamicCache\Engine\CountOutcome;
use DynamicCache\Engine\CountRecord;

/** What a request leaves in the count log. */
final class CountTest extends DropinTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        mkdir("{$this->site->dir}/cache/count");
    }

    public function test_counts_a_miss_and_a_hit_with_bytes_and_time(): void
    {
        $miss = $this->site->get('/');
        $hit = $this->site->get('/');
        [$first, $second] = $this->records();

        self::assertSame(['miss', 'cold', null], [$first->outcome->value, $first->why->value, $first->refusal]);
        self::assertSame(['hit', 'fresh'], [$second->outcome->value, $second->why->value]);
        self::assertSame([strlen($miss->body), strlen($hit->body)], [$first->bytes, $second->bytes]);
        self::assertGreaterThan(0, $first->micros);
        self::assertLessThan(5_000_000, $first->micros);
        self::assertGreaterThan(0, $second->micros);
        self::assertMatchesRegularExpression('/^[0-9a-f]{16}$/', $first->key);
        self::assertSame($first->key, $second->key);
        self::assertEqualsWithDelta(time(), $second->at, 5);
    }

    public function test_counts_why_a_page_was_missing_and_why_it_was_not_stored(): void
    {
        $this->site->get('/cookie-set/');
        $reply = $this->site->get('/cookie-set/');
        $record = $this->records()[1];

        self::assertSame('miss', $record->outcome->value);
        self::assertSame('cold', $record->why->value);
        self::assertSame($reply->header('X-Dynamic-Cache'), "miss; reason={$record->refusal?->value}");
    }

    public function test_counts_visitors_who_are_logged_in_as_bypass_only(): void
    {
        $this->site->get('/', ['Cookie' => 'wordpress_logged_in_1=a']);
        $this->site->get('/wp-admin/');
        $this->site->write_config(['paused_until' => time() + 600]);
        $this->site->get('/');

        self::assertSame(
            [['bypass', 'cookie'], ['bypass', 'path'], ['bypass', 'paused']],
            array_map(static fn(CountRecord $record): array => [$record->outcome->value, $record->why->value], $this->records()),
        );
    }

    public function test_a_head_request_counts_without_a_body(): void
    {
        $this->site->get('/', [], 'HEAD');
        $this->site->get('/');
        $this->site->get('/', [], 'HEAD');

        self::assertSame(
            [['miss', 0], ['hit', 0]],
            array_map(
                static fn(CountRecord $record): array => [$record->outcome->value, $record->bytes],
                [$this->records()[0], $this->records()[2]],
            ),
        );
    }

    public function test_counts_nothing_where_the_cache_is_off(): void
    {
        $this->site->write_config(['enabled' => false]);
        $this->site->get('/');

        self::assertSame([], $this->records());
    }

    public function test_a_log_that_cannot_be_written_changes_no_answer(): void
    {
        $this->site->get('/');
        unlink("{$this->site->dir}/cache/count/1.php");
        mkdir("{$this->site->dir}/cache/count/1.php");
        $hit = $this->site->get('/');
        $miss = $this->site->get('/another/');

        self::assert_says('hit; reason=fresh', $hit);
        self::assert_says('miss; reason=cold', $miss);
        self::assertStringNotContainsString('Warning', $hit->body . $miss->body);
        self::assertStringNotContainsString('fopen', $hit->body . $miss->body);
    }

    public function test_a_genuine_fill_of_the_worker_is_no_visit_and_a_forged_one_is(): void
    {
        $this->site->write_config(['edge' => ['kid' => 'k1', 'fill_key' => str_repeat('ab', 32), 'marker_key' => str_repeat('cd', 32)]]);
        $this->site->get('/', ['X-Dynamic-Cache-Fill' => $this->fill(str_repeat('ab', 32))]);
        $this->site->get('/', ['X-Dynamic-Cache-Fill' => $this->fill(str_repeat('ab', 32))]);
        $this->site->get('/', ['X-Dynamic-Cache-Fill' => $this->fill(str_repeat('ef', 32))]);

        self::assertSame(
            [CountOutcome::EdgeFill, CountOutcome::EdgeFill, CountOutcome::Hit],
            array_map(static fn(CountRecord $record): CountOutcome => $record->outcome, $this->records()),
        );
    }

    private function fill(string $secret): string
    {
        $joined = static fn(string ...$fields): string
            => implode('', array_map(static fn(string $field): string => strlen($field) . ":{$field}\n", $fields));
        $key = hash('sha256', "dck1\n" . $joined('1', 'http', $this->site->host, '/', '', '', '', '', ''));
        $time = (string) time();

        return "v1;kid=k1;ts={$time};mac=" . hash_hmac('sha256', $joined('fill1', 'k1', 'GET', $key, $time), pack('H*', $secret));
    }

    /** @return list<CountRecord> */
    private function records(): array
    {
        $lines = explode("\n", (string) @file_get_contents("{$this->site->dir}/cache/count/1.php"));

        return array_values(array_filter(array_map(CountRecord::parse(...), $lines)));
    }
}
