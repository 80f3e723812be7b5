<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use DynamicCache\Engine\CacheKey;
use DynamicCache\Engine\RefreshSignature;
use DynamicCache\Store\LeaseNote;
use DynamicCache\Store\LeaseNoteKind;
use DynamicCache\Store\Page;
use DynamicCache\Store\PurgeKind;
use DynamicCache\Store\Stores;
use PHPUnit\Framework\Attributes\DataProvider;

/** Pages past their time: shown once more while one request of the site to itself renders them anew. */
final class StaleTest extends DropinTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->site->get('/');
        $this->site->write_content('second');
    }

    public function test_an_old_page_is_shown_at_once_and_renewed_behind_the_visitors_back(): void
    {
        $this->site->expire_pages(3600);
        $this->site->close_gate();
        $stale = $this->site->get('/');
        self::assert_says('stale; reason=grace', $stale);
        self::assertMatchesRegularExpression('/^dynamic-cache-origin; hit; ttl=-\d+; detail=grace$/', (string) $stale->header('Cache-Status'));
        self::assertStringContainsString('<p>first</p>', $stale->body);
        self::assertTrue($this->site->reaches(2, 0), 'Nobody renews it.');
        $this->site->open_gate();

        $fresh = $this->site->get('/');
        self::assert_says('hit; reason=fresh', $fresh);
        self::assertStringContainsString('<p>second</p>', $fresh->body);
        self::assertSame(2, $this->site->renders());
    }

    public function test_the_variant_of_the_visitor_is_the_one_that_is_renewed(): void
    {
        $this->site->write_config(['rules' => [
            'query' => ['mode' => 'ignore-list', 'ignore' => ['utm_*'], 'allow' => []],
            'exclude' => ['paths' => [], 'queries' => [], 'cookies' => [], 'user_agents' => []],
            'variants' => ['device' => null, 'language' => ['cookie' => 'lang', 'values' => ['de', 'fr']], 'currency' => null],
        ]]);
        $headers = ['Cookie' => 'lang=fr; other=1'];
        $this->site->get('/shop/?b=2&a=%20x&utm_source=campaign77', $headers);
        $this->site->expire_pages(3600);

        self::assert_says('stale; reason=grace', $this->site->get('/shop/?b=2&a=%20x&utm_source=campaign78', $headers));
        self::assertTrue($this->site->reaches(3, 0));
        self::assert_says('hit; reason=fresh', $this->site->get('/shop/?a=+x&b=2', $headers));
    }

    public function test_without_a_way_to_itself_the_next_visitor_renders(): void
    {
        $this->site->expire_pages(3600);
        // A configuration of an earlier version.
        $file = "{$this->site->dir}/cache/config/1.php";
        file_put_contents($file, (string) preg_replace('/,"lease".*$/s', '}', (string) file_get_contents($file)));

        $reply = $this->site->get('/');
        self::assert_says('miss; reason=expired', $reply);
        self::assertStringContainsString('<p>second</p>', $reply->body);
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
    }

    public function test_where_no_call_to_itself_arrives_the_visitor_renders(): void
    {
        $this->site->expire_pages(3600);
        $leases = Stores::leases("{$this->site->dir}/cache", 'disk', '1');
        $leases->note('refresh-way', new LeaseNote(LeaseNoteKind::Asked, time() - 8, time() - 3, 3));

        self::assert_says('miss; reason=expired', $this->site->get('/'));
    }

    public function test_after_a_while_the_way_to_itself_is_tried_again(): void
    {
        $this->site->expire_pages(3600);
        $leases = Stores::leases("{$this->site->dir}/cache", 'disk', '1');
        $leases->note('refresh-way', new LeaseNote(LeaseNoteKind::Asked, time() - 400, time() - 395, 3));

        self::assert_says('stale; reason=grace', $this->site->get('/'));
        self::assertTrue($this->site->reaches(2, 0));
        self::assertSame(LeaseNoteKind::Begun, $leases->noted('refresh-way')?->kind);
    }

    public function test_after_its_grace_a_page_is_a_miss(): void
    {
        $this->site->expire_pages(-1);

        self::assert_says('miss; reason=expired', $this->site->get('/'));
    }

    public function test_a_purged_page_is_never_shown_again_however_young_it_is(): void
    {
        $this->site->expire_pages(3600);
        $this->site->store()->purge(['post:1'], [], time());
        $this->site->trouble('database');

        $reply = $this->site->get('/');
        self::assertSame(500, $reply->status);
        self::assertStringNotContainsString('first', $reply->body);
    }

    public function test_a_soft_purge_shows_the_page_once_more(): void
    {
        $file = $this->site->page_files()[0];
        $this->site->store()->purge(['post:1'], [], time(), PurgeKind::Soft);

        self::assert_says('stale; reason=grace', $this->site->get('/'));
        self::assertTrue($this->site->reaches(2, 0));
        $fresh = $this->site->get('/');
        self::assert_says('hit; reason=fresh', $fresh);
        self::assertStringContainsString('<p>second</p>', $fresh->body);
        self::assertSame([$file], $this->site->page_files());
    }

    /** @return array<string, array{string, int, string}> trouble, status of WordPress, reason */
    public static function troubles(): array
    {
        return [
            'R-13 the database is down' => ['database', 500, 'status'],
            'R-16 maintenance' => ['maintenance', 503, 'status'],
            // PHP sets the status only after its buffers were closed.
            'R-10 an exception in a template' => ['exception', 200, 'fatal'],
        ];
    }

    #[DataProvider('troubles')]
    public function test_r_17_whoever_renders_gets_the_old_page_instead_of_an_error(string $trouble, int $status, string $reason): void
    {
        // The way to itself is closed, so that this visitor's own request renders.
        $this->site->write_config(['refresh_secret' => str_repeat('0', 64)]);
        Stores::leases("{$this->site->dir}/cache", 'disk', '1')->note('refresh-way', new LeaseNote(LeaseNoteKind::Asked, time() - 8, time() - 3, 3));
        $this->site->expire_pages(3600);
        // It has failed before, so that the next try is a minute away and not a second.
        Stores::leases("{$this->site->dir}/cache", 'disk', '1')->note($this->key(), new LeaseNote(LeaseNoteKind::Begun, time() - 90, time() - 1, 6));
        $this->site->trouble($trouble);
        $reply = $this->site->get('/', ['Accept-Encoding' => 'gzip']);

        self::assertSame(200, $reply->status);
        self::assert_says('stale; reason=grace', $reply);
        self::assertMatchesRegularExpression("/^dynamic-cache-origin; fwd=stale; fwd-status={$status}; ttl=-\\d+; detail={$reason}\$/", (string) $reply->header('Cache-Status'));
        self::assertSame('text/html; charset=UTF-8', $reply->header('Content-Type'));
        self::assertNull($reply->header('Retry-After'));
        self::assertStringContainsString('<p>first</p>', $reply->text());
        self::assertStringNotContainsString('Error', $reply->text());
        // Others are not made to try it as well, one after the other.
        self::assert_says('stale; reason=grace', $this->site->get('/'));
        self::assertSame(2, $this->site->renders());
    }

    public function test_r_18_a_refresh_that_fails_leaves_the_page_and_its_life_and_waits_longer_each_time(): void
    {
        $this->site->expire_pages(3600);
        $bytes = file_get_contents($this->site->page_files()[0]);
        $this->site->trouble('database');
        $leases = Stores::leases("{$this->site->dir}/cache", 'disk', '1');
        $pauses = [];
        for ($i = 1; $i <= 9; $i++) {
            self::assert_says('stale; reason=grace', $this->site->get('/'));
            self::assertTrue($this->site->reaches(1 + $i, 0));
            $this->site->get('/robots.txt', [], 'HEAD');
            $note = $leases->noted($this->key());
            self::assertNotNull($note);
            $pauses[] = $note->until - $note->at;
            // Its pause is over.
            $leases->note($this->key(), new LeaseNote($note->kind, time() - 90, time() - 1, $note->count));
            file_put_contents("{$this->site->dir}/renders", str_repeat('x', 1 + $i));
        }

        self::assertSame($bytes, file_get_contents($this->site->page_files()[0]));
        foreach ([1, 2, 4, 8, 16, 32, 60, 60, 60] as $i => $seconds) {
            self::assertEqualsWithDelta(min(60, $seconds), $pauses[$i], max(1, $seconds / 4), "Attempt {$i}: " . implode(' ', $pauses));
        }
    }

    public function test_r_19_of_many_who_see_an_old_page_one_renews_it_and_nobody_waits(): void
    {
        $site = new FakeSite([], 6);
        try {
            $site->get('/');
            $site->expire_pages(3600);
            $site->close_gate();
            $first = FakeSite::finish_all($site->begin_all('/', 5));
            self::assertTrue($site->reaches(2, 0));
            $site->open_gate();

            foreach ($first as $reply) {
                self::assert_says('stale; reason=grace', $reply);
            }
            self::assertSame(2, $site->renders());
        } finally {
            $site->open_gate();
            $site->stop();
        }
    }

    public function test_r_12_a_render_that_has_shrunk_to_nothing_does_not_replace_a_page_that_nobody_changed(): void
    {
        $this->site->write_content(str_repeat('long ', 50));
        $this->site->store()->purge(['post:1'], [], time());
        $this->site->get('/');
        file_put_contents("{$this->site->dir}/renders", 'x');
        $this->site->expire_pages(3600);
        $this->site->trouble('small');

        self::assert_says('stale; reason=grace', $this->site->get('/'));
        self::assertTrue($this->site->reaches(2, 0));
        self::assert_says('stale; reason=grace', $this->site->get('/'));
        $this->site->expire_pages(-1);
        self::assert_says('miss; reason=expired', $this->site->get('/'));
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
    }

    public function test_r_29_a_page_of_tomorrow_is_not_old_but_wrong(): void
    {
        $store = $this->site->store();
        $found = $store->find($this->canonical(), time());
        self::assertInstanceOf(Page::class, $found);
        $now = time();
        $page = new Page($found->canonical, 200, [], $found->body, $found->tags, $now + 86_400, $now + 90_000, $found->revision, staleUntil: $now + 99_000);
        $store->save($page, $store->token($now), $now);

        self::assert_says('miss; reason=expired', $this->site->get('/'));
    }

    public function test_head_shows_the_same_headers_and_renews_nothing(): void
    {
        $this->site->expire_pages(3600);
        $head = $this->site->get('/', [], 'HEAD');

        self::assert_says('stale; reason=grace', $head);
        self::assertSame('', $head->body);
        self::assertSame(1, $this->site->renders());
        self::assertNull(Stores::leases("{$this->site->dir}/cache", 'disk', '1')->noted($this->key()));
    }

    public function test_a_stranger_cannot_make_the_site_render(): void
    {
        $this->site->expire_pages(3600);
        Stores::leases("{$this->site->dir}/cache", 'disk', '1')->note($this->key(), new LeaseNote(LeaseNoteKind::Begun, time(), time() + 60, 7));
        $forged = RefreshSignature::sign($this->key(), str_repeat('ab', 32), time());
        $foreign = RefreshSignature::sign(hash('sha256', 'another page'), FakeSite::REFRESH_SECRET, time());
        $old = RefreshSignature::sign($this->key(), FakeSite::REFRESH_SECRET, time() - 3600);
        foreach ([$forged, $foreign, $old, 'v1', '', 'v1;ts=1;mac=', str_repeat('x', 4000)] as $value) {
            self::assert_says('stale; reason=grace', $this->site->get('/', [RefreshSignature::HEADER => $value]));
        }
        self::assertSame(1, $this->site->renders());
    }

    public function test_a_genuine_call_for_a_page_that_is_fresh_renders_nothing(): void
    {
        $this->site->get('/', [RefreshSignature::HEADER => RefreshSignature::sign($this->key(), FakeSite::REFRESH_SECRET, time())]);

        self::assertSame(1, $this->site->renders());
    }

    private function key(): string
    {
        return hash('sha256', $this->canonical());
    }

    private function canonical(): string
    {
        return CacheKey::canonical([
            'site' => '1', 'scheme' => 'http', 'host' => $this->site->host, 'path' => '/', 'query' => '',
            'persona' => '', 'language' => '', 'currency' => '', 'device' => '',
        ]);
    }
}
