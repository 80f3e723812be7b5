<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use PHPUnit\Framework\Attributes\DataProvider;

/** Pages that look like any other 200 and must not be kept: the measured cases of reference table 0.1. */
final class NotStoredTest extends DropinTestCase
{
    /** @return array<string, array{string, string}> path and reason word */
    public static function renders(): array
    {
        return [
            'R-10 a fatal error in the template' => ['/fatal/', 'fatal'],
            'R-10 a fatal error that a plugin raised' => ['/user-fatal/', 'fatal'],
            'R-11 exit in the template' => ['/exit/', 'incomplete'],
            'R-11 die on init' => ['/die/', 'incomplete'],
            'R-11 the buffer was ended in the middle' => ['/end-flush/', 'incomplete'],
            'R-11 the buffer was thrown away' => ['/end-clean/', 'incomplete'],
            'R-11 a whole page was thrown away' => ['/clean-behind-the-end/', 'incomplete'],
            'R-11 an end tag in the middle' => ['/end-tag-in-the-middle/', 'incomplete'],
            'R-11 all buffers were ended in the middle' => ['/end-all/', 'incomplete'],
            'R-12 nothing at all' => ['/white/', 'incomplete'],
            'R-12 white space' => ['/blank/', 'incomplete'],
            'R-12 an empty document' => ['/short/', 'incomplete'],
            'R-14 a failed query' => ['/db-error/', 'db-error'],
            'R-15 template_redirect did not run' => ['/no-template/', 'incomplete'],
            'R-15 wp_footer did not run' => ['/no-footer/', 'incomplete'],
            'WordPress told nothing' => ['/no-facts/', 'incomplete'],
            'WordPress failed to tell' => ['/throw-in-facts/', 'store-error'],
            'CP-75 Set-Cookie' => ['/cookie-set/', 'set-cookie'],
            'CP-76 private' => ['/private/', 'cache-control'],
            'CP-77 Vary' => ['/vary/', 'vary'],
            'CP-07 an answer for one origin' => ['/cors/', 'vary'],
            'CP-78 the admin bar' => ['/admin-bar/', 'logged-in'],
            'CP-98 a redirect' => ['/redirect/', 'status'],
            'CP-97 a 404' => ['/missing/', 'status'],
            'CP-99 a 500' => ['/status-500/', 'status'],
            'CP-99 a 503 in the words of CGI' => ['/status-line/', 'status'],
            'CP-100 compressed by somebody else' => ['/compressed/', 'incomplete'],
            'CP-100 said to be compressed' => ['/claims-to-be-compressed/', 'incomplete'],
            'CP-94 said to be a part' => ['/part/', 'incomplete'],
            'a user is logged in' => ['/logged-in/', 'logged-in'],
            'DONOTCACHEPAGE' => ['/donotcache/', 'donotcache'],
            'wp_is_mobile() was asked' => ['/mobile/', 'varies-by-device'],
            'the render changed something itself' => ['/refused/', 'changed-by-own-render'],
            'a purge came in between' => ['/purge-meanwhile/', 'purged-during-fill'],
            'a suspicion came in between' => ['/suspect-meanwhile/', 'suspect'],
            'CP-30 an ignored parameter in the page' => ['/print-query/?utm_source=%22%3E%3Ccanary%3E', 'reflected'],
        ];
    }

    #[DataProvider('renders')]
    public function test_is_served_and_not_stored(string $target, string $reason): void
    {
        $first = $this->site->get($target);
        $second = $this->site->get($target);

        self::assert_says("miss; reason={$reason}", $first);
        self::assertSame($first->status, $second->status);
        self::assertSame($first->body, $second->body);
        self::assertSame(2, $this->site->renders());
        self::assertSame([], $this->site->page_files());
        self::assertMatchesRegularExpression("/^dynamic-cache-origin; fwd=uri-miss; detail={$reason}$/", (string) $first->header('Cache-Status'));
        self::assertStringNotContainsString('Warning', $first->body);
        self::assertStringNotContainsString('Notice', $first->body);
    }

    public function test_r_10_an_exhausted_memory_is_not_stored(): void
    {
        // The callback never runs: PHP answers with what it has.
        $this->site->get('/memory/');
        self::assertSame([], $this->site->page_files());
        self::assert_says('miss; reason=cold', $this->site->get('/memory/'));
    }

    public function test_r_11_a_page_whose_headers_left_early_is_not_stored(): void
    {
        $first = $this->site->get('/flush/');
        $second = $this->site->get('/flush/');

        // The word left with the headers, before the render was over.
        self::assert_says('miss; reason=cold', $second);
        self::assertSame($first->body, $second->body);
        self::assertStringContainsString('</html>', $second->body);
        self::assertSame([], $this->site->page_files());
    }

    public function test_r_10_what_fails_behind_the_page_is_not_in_the_stored_copy(): void
    {
        $first = $this->site->get('/late-fatal/');
        $second = $this->site->get('/late-fatal/');

        self::assertStringContainsString('Fatal error: in a shutdown hook', $first->body);
        self::assert_says('hit; reason=fresh', $second);
        self::assertStringNotContainsString('Fatal error', $second->body);
    }

    public function test_a_404_is_stored_for_as_long_as_the_owner_chose(): void
    {
        $this->site->write_config(['ttl' => ['page' => 1000, 'not_found' => 30, 'grace' => 0, 'browser' => 0]]);
        $first = $this->site->get('/missing/');
        $second = $this->site->get('/missing/');

        self::assert_says('miss; reason=cold', $first);
        self::assertSame(404, $second->status);
        self::assert_says('hit; reason=fresh', $second);
        self::assertSame('max-age=0, must-revalidate', $second->header('Cache-Control'));
        self::assertLessThanOrEqual(30, (int) substr((string) strrchr((string) $second->header('Cache-Status'), '='), 1));
    }

    public function test_the_shortest_of_all_lifetimes_counts(): void
    {
        $this->site->get('/short-lived/');
        $this->site->get('/capped/');

        self::assertMatchesRegularExpression('/; hit; ttl=(90|8\d)$/', (string) $this->site->get('/short-lived/')->header('Cache-Status'));
        self::assertMatchesRegularExpression('/; hit; ttl=(50|4\d)$/', (string) $this->site->get('/capped/')->header('Cache-Status'));
    }

    public function test_feeds_and_robots_end_in_their_own_way(): void
    {
        foreach (['/feed/' => 'application/rss+xml; charset=UTF-8', '/robots.txt' => 'text/plain; charset=utf-8'] as $target => $type) {
            $first = $this->site->get($target);
            $second = $this->site->get($target);
            self::assert_says('hit; reason=fresh', $second);
            self::assertSame($type, $second->header('Content-Type'));
            self::assertSame($first->body, $second->body);
        }
    }

    public function test_r_42_a_visitor_who_leaves_does_not_leave_half_a_page(): void
    {
        $this->site->raw("GET / HTTP/1.1\r\nHost: {$this->site->host}\r\nConnection: close\r\n\r\n", false);
        $next = $this->site->get('/');

        self::assertStringContainsString('</html>', $next->body);
        foreach ($this->site->page_files() as $file) {
            self::assertStringContainsString('</html>', (string) file_get_contents($file));
        }
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
    }
}
