<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

final class HitTest extends DropinTestCase
{
    public function test_answers_the_second_visit_without_wordpress(): void
    {
        $first = $this->site->get('/');
        $this->site->write_content('second');
        $second = $this->site->get('/');

        self::assert_says('miss; reason=cold', $first);
        self::assertMatchesRegularExpression('/^dynamic-cache-origin; fwd=uri-miss; stored; ttl=60(?:4800|479\d)$/', (string) $first->header('Cache-Status'));
        self::assert_says('hit; reason=fresh', $second);
        self::assertMatchesRegularExpression('/^dynamic-cache-origin; hit; ttl=60\d{4}$/', (string) $second->header('Cache-Status'));
        self::assertSame(200, $second->status);
        self::assertSame($first->body, $second->body);
        self::assertStringContainsString('first', $second->body);
        self::assertSame(1, $this->site->renders());
    }

    public function test_replays_all_headers_of_the_page(): void
    {
        $this->site->get('/');
        $hit = $this->site->get('/');

        self::assertSame('<https://api.example/>; rel="https://api.w.org/", </?p=1>; rel=shortlink', $hit->header('Link'));
        self::assertSame('text/html; charset=UTF-8', $hit->header('Content-Type'));
        self::assertSame('max-age=0, must-revalidate', $hit->header('Cache-Control'));
        self::assertSame('Accept-Encoding', $hit->header('Vary'));
        self::assertSame((string) strlen($hit->body), $hit->header('Content-Length'));
        self::assertMatchesRegularExpression('/^"[0-9a-f]{32}"$/', (string) $hit->header('ETag'));
        self::assertMatchesRegularExpression('/^[0-9]$/', (string) $hit->header('Age'));
        self::assertNull($hit->header('X-Dynamic-Cache-Tags'));
        self::assertNull($hit->header('X-Dynamic-Cache-Store'));
    }

    /** RFC 9110 §7.6.1, RFC 9111 §3.1. */
    public function test_keeps_nothing_that_was_said_of_one_connection(): void
    {
        $this->site->get('/hop-by-hop/');
        $hit = $this->site->get('/hop-by-hop/');

        self::assert_says('hit; reason=fresh', $hit);
        self::assertSame('1', $hit->header('X-Kept'));
        foreach (['X-This-Connection', 'Proxy-Authenticate', 'Upgrade'] as $name) {
            self::assertNull($hit->header($name), $name);
        }
    }

    public function test_sends_gzip_to_those_who_accept_it_as_a_representation_of_its_own(): void
    {
        $plain = $this->site->get('/');
        $gzip = $this->site->get('/', ['Accept-Encoding' => 'gzip, br']);
        $none = $this->site->get('/', ['Accept-Encoding' => 'gzip;q=0, *;q=0.5']);
        $identity = $this->site->get('/', ['Accept-Encoding' => 'identity, gzip;q=0.5']);

        self::assertSame('gzip', $gzip->header('Content-Encoding'));
        self::assertSame((string) strlen($gzip->body), $gzip->header('Content-Length'));
        self::assertSame($plain->body, $gzip->text());
        self::assertNotSame($identity->header('ETag'), $gzip->header('ETag'));
        self::assertNull($none->header('Content-Encoding'));
        self::assertSame($plain->body, $none->body);
        self::assertNull($identity->header('Content-Encoding'));
    }

    public function test_leaves_compression_to_php_where_php_does_it(): void
    {
        $this->site->stop();
        $this->site = new FakeSite(['zlib.output_compression' => '1']);
        $first = $this->site->get('/', ['Accept-Encoding' => 'gzip']);
        $second = $this->site->get('/', ['Accept-Encoding' => 'gzip']);

        self::assert_says('hit; reason=fresh', $second);
        self::assertSame('gzip', $second->header('Content-Encoding'));
        self::assertSame($first->text(), $second->text());
    }

    public function test_cp_95_a_head_request_reads_with_the_headers_of_get_and_never_fills(): void
    {
        $cold = $this->site->get('/', [], 'HEAD');
        self::assert_says('miss; reason=cold', $cold);
        self::assertSame([], $this->site->page_files());

        $this->site->get('/');
        $get = $this->site->get('/', ['Accept-Encoding' => 'gzip']);
        $head = $this->site->get('/', ['Accept-Encoding' => 'gzip'], 'HEAD');

        self::assert_says('hit; reason=fresh', $head);
        self::assertSame($get->lasting_headers(), $head->lasting_headers());
        self::assertSame('', $head->body);
    }

    public function test_says_304_to_a_client_that_has_the_page(): void
    {
        $this->site->get('/');
        sleep(1);
        $etag = (string) $this->site->get('/')->header('ETag');
        $hit = $this->site->get('/', ['If-None-Match' => "\"other\", W/{$etag}"]);
        self::assertSame(304, $hit->status);
        self::assertSame('', $hit->body);
        self::assertSame($etag, $hit->header('ETag'));
        self::assertNull($hit->header('Content-Length'));
        self::assert_says('hit; reason=fresh', $hit);

        $modified = (string) $this->site->get('/')->header('Last-Modified');
        self::assertSame(304, $this->site->get('/', ['If-Modified-Since' => $modified])->status);
        self::assertSame(200, $this->site->get('/', ['If-Modified-Since' => 'Wed, 01 Jan 2020 00:00:00 GMT'])->status);
        self::assertSame(200, $this->site->get('/', ['If-Modified-Since' => 'yesterday'])->status);
        self::assertSame(200, $this->site->get('/', ['If-None-Match' => '"other"', 'If-Modified-Since' => $modified])->status);
        self::assertSame(200, $this->site->get('/', ['If-None-Match' => $etag, 'Accept-Encoding' => 'gzip'])->status);
        self::assertSame(304, $this->site->get('/', ['If-None-Match' => $etag], 'HEAD')->status);
    }

    public function test_names_no_date_within_the_second_of_storing(): void
    {
        $stored = time();
        $this->site->get('/');
        $hit = $this->site->get('/');
        if (time() === $stored) {
            self::assertNull($hit->header('Last-Modified'));
        }
        sleep(1);
        self::assertNotNull($this->site->get('/')->header('Last-Modified'));
    }

    public function test_cp_93_conditions_and_ranges_never_reach_a_fill(): void
    {
        $reply = $this->site->get('/own-validators/', [
            'If-None-Match' => '*',
            'If-Modified-Since' => 'Fri, 01 Jan 2100 00:00:00 GMT',
            'Range' => 'bytes=0-10',
        ]);

        self::assertSame(200, $reply->status);
        self::assertStringContainsString('<b>plain</b>', $reply->body);
        self::assertMatchesRegularExpression('/^"[0-9a-f]{32}"$/', (string) $reply->header('ETag'));
        self::assertNull($reply->header('Last-Modified'));
        self::assert_says('hit; reason=fresh', $this->site->get('/own-validators/'));
    }

    public function test_gives_browsers_the_seconds_of_the_owner_on_top_of_the_age(): void
    {
        $this->site->write_config(['ttl' => ['page' => 1000, 'not_found' => 0, 'grace' => 0, 'browser' => 60]]);
        $this->site->get('/');
        sleep(1);
        $hit = $this->site->get('/');

        self::assertSame('max-age=' . (60 + (int) $hit->header('Age')) . ', must-revalidate', $hit->header('Cache-Control'));
        self::assertGreaterThan(0, (int) $hit->header('Age'));
    }

    public function test_a_purge_is_seen_by_the_next_visitor(): void
    {
        $this->site->get('/');
        $this->site->write_content('second');
        $this->site->store()->purge(['post:1'], [], time());
        $after = $this->site->get('/');

        self::assert_says('miss; reason=purged', $after);
        self::assertStringContainsString('second', $after->body);
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
    }

    public function test_a_suspicion_hides_the_page_until_it_is_withdrawn(): void
    {
        $this->site->get('/');
        $suspicion = $this->site->store()->suspect(['post:1'], time());
        self::assert_says('miss; reason=suspect', $this->site->get('/'));

        $this->site->store()->purge([], [$suspicion], time());
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
    }

    public function test_pages_of_other_settings_are_rendered_again(): void
    {
        $this->site->get('/');
        $this->site->write_config(['revision' => 'ffffffffffffffff']);

        self::assert_says('miss; reason=revision', $this->site->get('/'));
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
    }
}
