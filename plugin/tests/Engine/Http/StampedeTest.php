<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use DynamicCache\Engine\CountRecord;
use PHPUnit\Framework\TestCase;

/** Many visitors at once, each with a process of their own: how often the site renders, and how long they wait. */
final class StampedeTest extends TestCase
{
    private const PROCESSES = 8;

    private static ?FakeSite $shared = null;

    private FakeSite $site;

    public static function setUpBeforeClass(): void
    {
        self::$shared = new FakeSite([], self::PROCESSES);
    }

    public static function tearDownAfterClass(): void
    {
        self::$shared?->stop();
        self::$shared = null;
    }

    protected function setUp(): void
    {
        self::assertNotNull(self::$shared);
        $this->site = self::$shared;
        $this->site->reset();
        mkdir("{$this->site->dir}/cache/count");
    }

    public function test_r_20_a_page_that_was_never_stored_is_rendered_once(): void
    {
        $this->site->close_gate();
        $visitors = $this->site->begin_all('/', self::PROCESSES);
        self::assertTrue($this->site->reaches(1, self::PROCESSES - 1));
        $this->site->open_gate();
        $replies = FakeSite::finish_all($visitors);

        self::assertSame(1, $this->site->renders());
        self::assertSame(['hit; reason=collapsed' => self::PROCESSES - 1, 'miss; reason=cold' => 1], self::said($replies));
        foreach ($replies as $reply) {
            self::assertStringContainsString('<p>first</p>', $reply->body);
        }
        $collapsed = $this->first($replies, 'hit; reason=collapsed');
        self::assertMatchesRegularExpression('/^dynamic-cache-origin; fwd=uri-miss; collapsed; ttl=\d+; detail=collapsed$/', (string) $collapsed->header('Cache-Status'));
        self::assertSame(self::PROCESSES - 1, $this->counted('hit', 'collapsed'));
        self::assertTrue($this->site->reaches(1, 0), 'Places of those who waited were not given back.');
    }

    public function test_other_pages_are_rendered_meanwhile(): void
    {
        $this->site->close_gate();
        $visitors = [$this->site->begin('/a/'), $this->site->begin('/b/')];
        self::assertTrue($this->site->reaches(2, 0));
        $this->site->open_gate();

        self::assertSame(['miss; reason=cold' => 2], self::said(FakeSite::finish_all($visitors)));
    }

    public function test_r_20_nobody_waits_longer_than_the_limit(): void
    {
        $this->site->write_config(['lease' => ['wait_ms' => 300, 'waiters' => 64]]);
        $this->site->close_gate();
        $visitors = $this->site->begin_all('/', 3);
        self::assertTrue($this->site->reaches(3, 0), 'They wait for a render that does not end.');
        $this->site->open_gate();
        $replies = FakeSite::finish_all($visitors);

        self::assertSame(['miss; reason=busy' => 2, 'miss; reason=cold' => 1], self::said($replies));
        self::assertSame('dynamic-cache-origin; fwd=uri-miss; collapsed=?0; detail=busy', $this->first($replies, 'miss; reason=busy')->header('Cache-Status'));
        self::assertCount(1, $this->site->page_files());
    }

    public function test_where_nobody_may_wait_all_render_and_one_stores(): void
    {
        $this->site->write_config(['lease' => ['wait_ms' => 3000, 'waiters' => 0]]);
        $this->site->close_gate();
        $visitors = $this->site->begin_all('/', 4);
        self::assertTrue($this->site->reaches(4, 0));
        $this->site->open_gate();

        self::assertSame(['miss; reason=busy' => 3, 'miss; reason=cold' => 1], self::said(FakeSite::finish_all($visitors)));
    }

    public function test_only_so_many_wait_and_the_others_render(): void
    {
        $this->site->write_config(['lease' => ['wait_ms' => 3000, 'waiters' => 2]]);
        $this->site->close_gate();
        $visitors = $this->site->begin_all('/', 6);
        self::assertTrue($this->site->reaches(4, 2));
        $this->site->open_gate();

        self::assertSame(
            ['hit; reason=collapsed' => 2, 'miss; reason=busy' => 3, 'miss; reason=cold' => 1],
            self::said(FakeSite::finish_all($visitors)),
        );
    }

    public function test_a_page_that_may_not_be_stored_is_waited_for_once_and_not_again(): void
    {
        $this->site->close_gate();
        $first = $this->site->begin_all('/cookie-set/', 4);
        self::assertTrue($this->site->reaches(1, 3));
        $this->site->open_gate();
        self::assertSame(['miss; reason=set-cookie' => 4], self::said(FakeSite::finish_all($first)));

        $this->site->close_gate();
        $second = $this->site->begin_all('/cookie-set/', 4);
        self::assertTrue($this->site->reaches(8, 0), 'They wait for a page that was refused a moment ago.');
        $this->site->open_gate();
        self::assertSame(['miss; reason=set-cookie' => 4], self::said(FakeSite::finish_all($second)));
    }

    public function test_r_21_a_renderer_that_is_killed_is_followed_by_exactly_one(): void
    {
        $site = new FakeSite([], 5);
        try {
            $site->close_gate();
            $killed = $site->begin('/');
            self::assertTrue($site->reaches(1, 0));
            $waiting = $site->begin_all('/', 4);
            self::assertTrue($site->reaches(1, 4));
            posix_kill((int) file_get_contents("{$site->dir}/renderer"), SIGKILL);
            self::assertTrue($site->reaches(2, 3), 'Not exactly one follows.');
            $site->open_gate();

            self::assertSame(['hit; reason=collapsed' => 3, 'miss; reason=cold' => 1], self::said(FakeSite::finish_all($waiting)));
            self::assertSame(2, $site->renders());
            fclose($killed);
        } finally {
            $site->stop();
        }
    }

    public function test_r_22_a_purge_while_one_renders_elects_exactly_one_new_renderer(): void
    {
        $this->site->close_gate();
        $old = $this->site->begin('/');
        self::assertTrue($this->site->reaches(1, 0));
        $waiting = $this->site->begin_all('/', 5);
        self::assertTrue($this->site->reaches(1, 5));
        $this->site->write_content('second');
        $this->site->store()->purge(['post:1'], [], time());
        $this->site->open_gate();
        $replies = FakeSite::finish_all($waiting);

        self::assertSame('miss; reason=purged-during-fill', FakeSite::finish($old)->header('X-Dynamic-Cache'));
        self::assertSame(['hit; reason=collapsed' => 4, 'miss; reason=cold' => 1], self::said($replies));
        self::assertSame(2, $this->site->renders());
        foreach ($replies as $reply) {
            self::assertStringContainsString('<p>second</p>', $reply->body);
        }
    }

    public function test_head_and_bypass_neither_wait_nor_lead(): void
    {
        $this->site->close_gate();
        $leader = $this->site->begin('/');
        self::assertTrue($this->site->reaches(1, 0));
        $head = $this->site->begin('/', [], 'HEAD');
        $bypass = $this->site->begin('/', ['Cookie' => 'wordpress_logged_in_1=a']);
        self::assertTrue($this->site->reaches(3, 0));
        $this->site->open_gate();

        self::assertSame('miss; reason=cold', FakeSite::finish($head)->header('X-Dynamic-Cache'));
        self::assertSame('bypass; reason=cookie', FakeSite::finish($bypass)->header('X-Dynamic-Cache'));
        self::assertSame('miss; reason=cold', FakeSite::finish($leader)->header('X-Dynamic-Cache'));
    }

    public function test_r_42_a_visitor_who_leaves_does_not_stop_the_render_that_others_wait_for(): void
    {
        $this->site->close_gate();
        $leader = $this->site->begin('/');
        self::assertTrue($this->site->reaches(1, 0));
        fclose($leader);
        $waiting = $this->site->begin('/');
        self::assertTrue($this->site->reaches(1, 1));
        $this->site->open_gate();

        self::assertSame('hit; reason=collapsed', FakeSite::finish($waiting)->header('X-Dynamic-Cache'));
        self::assertSame(1, $this->site->renders());
    }

    public function test_r_09_where_no_lease_can_be_kept_the_site_works_as_without_them(): void
    {
        file_put_contents("{$this->site->dir}/cache/lease", 'in the way');
        $this->site->close_gate();
        $visitors = $this->site->begin_all('/', 3);
        self::assertTrue($this->site->reaches(3, 0));
        $this->site->open_gate();
        $replies = FakeSite::finish_all($visitors);

        self::assertSame(['miss; reason=cold' => 3], self::said($replies));
        self::assertSame('hit; reason=fresh', $this->site->get('/')->header('X-Dynamic-Cache'));
        self::assertStringNotContainsString('Warning', implode(array_map(static fn(HttpReply $reply): string => $reply->body, $replies)));
    }

    /**
     * @param list<HttpReply> $replies
     *
     * @return array<string, int> how often each was said
     */
    private static function said(array $replies): array
    {
        $said = array_count_values(array_map(static fn(HttpReply $reply): string => (string) $reply->header('X-Dynamic-Cache'), $replies));
        ksort($said);

        return $said;
    }

    /** @param list<HttpReply> $replies */
    private function first(array $replies, string $word): HttpReply
    {
        foreach ($replies as $reply) {
            if ($reply->header('X-Dynamic-Cache') === $word) {
                return $reply;
            }
        }
        self::fail("Nobody was told \"{$word}\".");
    }

    private function counted(string $outcome, string $why): int
    {
        $records = array_map(CountRecord::parse(...), explode("\n", (string) @file_get_contents("{$this->site->dir}/cache/count/1.php")));

        return count(array_filter($records, static fn(?CountRecord $record): bool => [$record?->outcome->value, $record?->why->value] === [$outcome, $why]));
    }
}
