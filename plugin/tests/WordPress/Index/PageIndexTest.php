<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Index;

use DynamicCache\Database;
use DynamicCache\Engine\CountOutcome;
use DynamicCache\Engine\CountRecord;
use DynamicCache\Engine\Reason;
use DynamicCache\Index\PageAddress;
use DynamicCache\Index\PageKind;
use DynamicCache\Index\TagHashes;
use DynamicCache\Index\TagSourcesText;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\SoftPurge;
use DynamicCache\Stats\Counting;
use DynamicCache\Store\TagHash;
use DynamicCache\Tests\WordPress\Stats\TextStore;
use PHPUnit\Framework\Attributes\DataProvider;

/** How the list is kept: hits, purges, what is forgotten. */
final class PageIndexTest extends IndexTestCase
{
    public function test_hits_of_the_count_log_reach_the_row_of_their_page_and_no_other(): void
    {
        $front = $this->stored('/');
        $this->stored('/other/');
        $this->log($front, CountOutcome::Hit, 3);
        $this->log($front, CountOutcome::Miss, 1);
        $this->log($front, CountOutcome::EdgeFill, 1);
        (new Counting(Paths::of_wordpress(), new TextStore(self::cache_dir() . '/totals'), fn(): int => $this->now + 60))->run();
        $this->stored('/');

        $answer = $this->rest('GET', '/pages?orderby=hits&order=desc');
        self::assertSame([3, 0], array_column((array) $answer->at('pages'), 'hits'));
        self::assertSame($front, $answer->at('pages.0.id'));
        self::assertIsInt($answer->at('pages.0.last_hit'));
        self::assertNull($answer->at('pages.1.last_hit'));
    }

    public function test_a_purge_tells_how_many_pages_it_put_out_of_use_and_how_many_stayed_good(): void
    {
        $this->stored('/a/', ['post:7']);
        $this->stored('/b/', ['post:7', 'post:8']);
        $this->stored('/c/', ['post:9']);
        $this->refused('/cart/', Reason::SetCookie);
        $this->purge(tags: ['post:7']);
        self::assertSame([2, 1], $this->last_purge());

        $this->purge(tags: ['post:7', 'post:8']);
        self::assertSame([0, 1], $this->last_purge(), 'what was out of use before is not counted twice');

        $this->stored('/a/', ['post:7']);
        $this->purge(urls: ['http://127.0.0.1:8899/a/']);
        self::assertSame([1, 1], $this->last_purge());

        $this->stored('/a/', ['post:7']);
        $this->purge(tags: ['site']);
        self::assertSame([2, 0], $this->last_purge());
        self::assertSame(['/a/', '/b/', '/c/'], array_keys($this->listed('status=purged&orderby=url&order=asc')));

        $this->stored('/c/', ['post:9']);
        self::assertSame(['/c/' => 'cached fresh'], $this->listed('status=cached'));
    }

    public function test_a_soft_purge_makes_pages_stale_and_counts_them(): void
    {
        $this->stored('/a/', ['post:7'], grace: 600);
        $this->stored('/b/', ['post:8'], grace: 600);
        SoftPurge::of_site()->run(['post:7'], []);

        self::assertSame([1, 1], $this->last_purge());
        self::assertSame(['/a/' => 'stale grace'], $this->listed('status=stale'));
        self::assertSame(['/b/' => 'cached fresh'], $this->listed('status=cached'));

        SoftPurge::of_site()->run(['site'], []);
        self::assertSame([1, 0], $this->last_purge());
        self::assertSame(['/a/', '/b/'], array_keys($this->listed('status=stale&orderby=url&order=asc')));
    }

    public function test_a_purge_of_tags_that_no_page_has_touches_nothing(): void
    {
        $this->stored('/a/', ['post:7', 'post:71']);
        $this->purge(tags: ['post:77', 'post:1']);

        self::assertSame([0, 1], $this->last_purge());
        self::assertSame(['/a/' => 'cached fresh'], $this->listed('status=cached'));
    }

    public function test_the_sweep_finds_what_the_store_lost(): void
    {
        $this->stored('/a/');
        $this->stored('/b/');
        foreach ((array) glob(self::cache_dir() . '/pages/1/*/*/' . substr(hash('sha256', self::canonical('/a/')), 2) . '.page') as $file) {
            unlink((string) $file);
        }
        self::assertSame(['/a/', '/b/'], array_keys($this->listed('status=cached&orderby=url&order=asc')));
        $this->index()->sweep();

        self::assertSame(['/b/' => 'cached fresh'], $this->listed('status=cached'));
        self::assertSame(['/a/' => 'not-cached cold'], $this->listed('status=not-cached'));
    }

    public function test_rows_that_tell_nothing_any_more_are_forgotten_and_the_others_stay(): void
    {
        $this->stored('/old/', [], '', 60);
        $this->stored('/long/', [], '', 40 * 86_400);
        $this->now += 31 * 86_400;
        $this->stored('/new/');
        $this->index()->sweep();

        self::assertSame(2, self::rows());
        self::assertSame(['http://127.0.0.1:8899/long/', 'http://127.0.0.1:8899/new/'], Database::connection()->get_col('SELECT url FROM ' . Database::table('pages') . ' ORDER BY url'));
    }

    public function test_our_own_look_at_the_web_server_is_no_page_of_the_site(): void
    {
        $this->stored('/shop/dynamic-cache-direct-0123456789abcdef');
        $this->refused('/dynamic-cache-direct-0123456789abcdef', Reason::DbError);
        $this->index()->settle();

        self::assertSame(0, self::rows());
    }

    public function test_a_page_of_another_site_of_the_network_is_not_noted(): void
    {
        self::assertNotNull(PageAddress::of_canonical(self::canonical('/a/')));
        self::assertNull(PageAddress::of_canonical('dck1\n'));
        self::assertNull(PageAddress::of_canonical(self::canonical('/a/') . 'x'));
        self::assertNull(PageAddress::of_canonical(str_replace('4:http', '9:http', self::canonical('/a/'))));
    }

    /** @return iterable<string, array{string, string, string}> */
    public static function addresses(): iterable
    {
        yield 'plain' => ['/a/', '', ''];
        yield 'with a query' => ['/a/', 'b=1&c=%26', ''];
        yield 'of a language' => ['/', '', 'de-AT'];
        yield 'with a colon and a line break in its escapes' => ['/a:1%0A/', 'q=2%3A', 'x'];
    }

    #[DataProvider('addresses')]
    public function test_a_row_leads_back_to_the_very_key_of_its_page(string $path, string $query, string $language): void
    {
        $canonical = self::canonical($path, $query, $language);
        $address = PageAddress::of_canonical($canonical);
        self::assertNotNull($address);

        self::assertSame($canonical, PageAddress::of_row('1', $address->url(), $address->variant(), $address->persona())?->canonical());
    }

    public function test_the_kind_of_a_page_is_what_the_main_query_found(): void
    {
        $post = self::post();
        $page = self::post(['post_type' => 'page']);
        $kinds = array_map(static function (string $query): array {
            $found = new \WP_Query();
            $found->query($query);

            return [PageKind::of_query($found)->value, PageKind::post_of($found)];
        }, ["p={$post}", "page_id={$page}", 's=a', 'feed=rss2', 'year=2026', 'author=1', 'cat=1', 'sitemap=index', '']);

        self::assertSame([['post', $post], ['page', $page], ['search', 0], ['feed', 0], ['date', 0], ['author', 0], ['archive', 0], ['sitemap', 0], ['front', 0]], $kinds);
        self::assertSame(PageKind::Other, PageKind::of_query(null));
    }

    public function test_what_put_the_tags_there_is_kept_within_bounds(): void
    {
        $sources = ['post:1' => 'the_title', 'post:2' => 'the_title', 'site' => '', 'user:1' => 'author_link@block:core/post-author'];
        self::assertSame(array_diff_key($sources, ['site' => '']), TagSourcesText::decode(TagSourcesText::encode($sources)));

        $many = array_fill_keys(array_map(static fn(int $id): string => "post:{$id}", range(1, 20_000)), 'the_title');
        $text = TagSourcesText::encode($many);
        self::assertLessThan(40_000, strlen($text));
        self::assertSame('the_title', TagSourcesText::decode($text)['post:1']);
        self::assertSame([], TagSourcesText::decode('no such thing'));
        self::assertSame([], TagSourcesText::decode(base64_encode((string) gzdeflate(str_repeat('a', 1_000_000)))));
    }

    public function test_a_page_of_too_many_tags_counts_as_hit_by_every_purge(): void
    {
        $tags = array_map(static fn(int $id): string => "post:{$id}", range(1, 5001));

        self::assertTrue(TagHashes::is_hit(TagHashes::encode($tags), TagHash::set(['post:999999'])));
        self::assertFalse(TagHashes::is_hit(TagHashes::encode(array_slice($tags, 1)), TagHash::set(['post:999999'])));
        self::assertTrue(TagHashes::is_hit(TagHashes::encode(array_slice($tags, 1)), TagHash::set(['post:5001'])));
        self::assertFalse(TagHashes::is_hit('', TagHash::set(['post:1'])));
    }

    /**
     * @param list<string> $tags
     * @param list<string> $urls
     */
    private function purge(array $tags = [], array $urls = []): void
    {
        PurgeQueue::of_site()->add(...$tags);
        PurgeQueue::of_site()->add_urls(...$urls);
        PurgeQueue::of_site()->flush('manual');
    }

    /** @return array{mixed, mixed} */
    private function last_purge(): array
    {
        $answer = $this->rest('GET', '/purges?per_page=1');

        return [$answer->at('purges.0.refreshed'), $answer->at('purges.0.untouched')];
    }

    private function log(string $id, CountOutcome $outcome, int $times): void
    {
        wp_mkdir_p(self::cache_dir() . '/count');
        $line = (new CountRecord($this->now, $outcome, Reason::Fresh, null, 10, 10, substr($id, 0, 16)))->line();
        file_put_contents(self::cache_dir() . '/count/1.php', str_repeat($line, $times), FILE_APPEND);
    }
}
