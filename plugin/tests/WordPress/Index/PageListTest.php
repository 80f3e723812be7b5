<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Index;

use DynamicCache\Database;
use DynamicCache\Engine\Reason;
use DynamicCache\Index\PageTable;
use DynamicCache\Purge\PurgeQueue;
use PHPUnit\Framework\Attributes\DataProvider;

/** What `GET /pages` tells, against the real store. */
final class PageListTest extends IndexTestCase
{
    public function test_a_stored_page_is_told_with_all_that_is_known_of_it(): void
    {
        $id = $this->stored('/a/', ['post:7'], '<html><title>Caf&eacute; &amp; bar</title></html>', 600);
        $answer = $this->rest('GET', '/pages');

        self::assertSame(['ok', 'total', 'page', 'per_page', 'pages', 'summary'], array_keys($answer->body));
        self::assertSame([
            'id' => $id,
            'url' => 'http://127.0.0.1:8899/a/',
            'variant' => '',
            'title' => 'Café & bar',
            'kind' => 'other',
            'post' => null,
            'status' => 'cached',
            'reason' => 'fresh',
            'stored_at' => $this->now,
            'expires_at' => $this->now + 600,
            'seen_at' => $this->now,
            'bytes' => 49,
            'gzip_bytes' => $answer->at('pages.0.gzip_bytes'),
            'tags_count' => 3,
            'hits' => 0,
            'last_hit' => null,
        ], $answer->at('pages.0'));
        self::assertSame([['status' => 'cached', 'count' => 1]], $answer->at('summary.statuses'));
    }

    public function test_the_store_has_the_last_word_where_the_list_does_not_know_yet(): void
    {
        $this->stored('/kept/', ['post:1']);
        $this->stored('/purged/', ['post:2']);
        $this->stored('/deleted/', ['post:3']);
        remove_all_actions('dynamic_cache_purged');
        self::store()->purge(['post:2'], [], $this->now);
        foreach ((array) glob(self::cache_dir() . '/pages/1/*/*/' . substr(hash('sha256', self::canonical('/deleted/')), 2) . '.page') as $file) {
            unlink((string) $file);
        }

        self::assertSame(['/deleted/' => 'not-cached cold', '/kept/' => 'cached fresh', '/purged/' => 'purged purged'], $this->listed('orderby=url&order=asc'));
    }

    public function test_a_page_that_is_never_stored_says_why(): void
    {
        $this->refused('/cart/', Reason::SetCookie);

        self::assertSame(['/cart/' => 'not-cached set-cookie'], $this->listed());
    }

    public function test_what_is_no_page_gets_no_row_so_that_no_scanner_fills_the_list(): void
    {
        $this->refused('/.git/config', Reason::Status, 404);
        self::assertSame(0, self::rows());

        $this->stored('/moved/');
        $this->refused('/moved/', Reason::Status, 404);
        self::assertSame(1, self::rows());
        self::assertSame('status', Database::connection()->get_var('SELECT refusal FROM ' . PageTable::settled()));
    }

    public function test_a_render_that_fails_says_nothing_while_the_page_of_before_is_served(): void
    {
        $this->stored('/a/');
        $this->refused('/a/', Reason::DbError);

        self::assertSame(['/a/' => 'cached fresh'], $this->listed());
    }

    public function test_a_render_that_is_stored_again_is_good_again(): void
    {
        $this->stored('/a/', ['post:7']);
        $this->refused('/a/', Reason::DbError);
        $this->stored('/a/', ['post:7']);

        self::assertSame(['/a/' => 'cached fresh'], $this->listed('status=cached'));
    }

    public function test_pages_of_other_settings_and_of_yesterday_are_told_apart(): void
    {
        $this->stored('/short/', [], '', 60);
        $this->stored('/long/');
        $this->now += 120;
        self::sql('UPDATE ' . PageTable::settled() . ' SET expires_at = ' . (time() - 60) . " WHERE url LIKE '%/short/'");

        self::assertSame(['/short/'], array_keys($this->listed('status=expired')));
        self::assertSame(['/long/'], array_keys($this->listed('status=cached,purged')));
    }

    public function test_filters_search_and_order_go_together(): void
    {
        $this->stored('/shoes/red/', [], '<title>Red shoes</title>');
        $this->stored('/shoes/blue/', [], '<title>Blue shoes, longer</title>');
        $this->stored('/about/', [], '<title>We sell shoes</title>');
        $this->refused('/shoes/cart/', Reason::SetCookie);

        self::assertSame(['/about/', '/shoes/blue/', '/shoes/cart/', '/shoes/red/'], array_keys($this->listed('search=shoes&orderby=url&order=asc')));
        self::assertSame(['/shoes/blue/', '/about/', '/shoes/red/'], array_keys($this->listed('search=shoes&status=cached&orderby=bytes&order=desc')));
        self::assertSame(['/shoes/cart/'], array_keys($this->listed('reason=set-cookie,vary')));
        self::assertSame([], $this->listed('status=cached&reason=set-cookie'));
        self::assertSame([], $this->listed('kind=feed'));
        self::assertSame([], $this->listed('search=' . rawurlencode('%')));
    }

    public function test_pages_of_the_list_do_not_overlap_though_their_values_are_the_same(): void
    {
        foreach (range(1, 7) as $number) {
            $this->stored("/{$number}/");
        }
        $all = [];
        foreach ([1, 2, 3] as $page) {
            array_push($all, ...array_keys($this->listed("per_page=3&page={$page}&orderby=hits")));
        }

        self::assertCount(7, array_unique($all));
        self::assertSame(7, $this->rest('GET', '/pages?per_page=3')->at('total'));
    }

    /** @return iterable<string, array{string, string}> */
    public static function bad_queries(): iterable
    {
        yield 'an unknown name' => ['sort=url', 'sort'];
        yield 'an unknown status' => ['status=cold', 'status.0'];
        yield 'an unknown order' => ['orderby=id;drop', 'orderby'];
        yield 'a list for a text' => ['search[]=a', 'search'];
        yield 'page 0' => ['page=0', 'page'];
        yield 'a word for a number' => ['per_page=many', 'per_page'];
        yield 'too many' => ['per_page=101', 'per_page'];
        yield 'a long search' => ['search=' . str_repeat('a', 201), 'search'];
        yield 'a persona of strange letters' => ['persona=a%27b', 'persona'];
    }

    #[DataProvider('bad_queries')]
    public function test_names_what_is_wrong_with_a_question(string $query, string $path): void
    {
        $answer = $this->rest('GET', "/pages?{$query}");

        self::assertSame([400, 'invalid_query', [$path]], [$answer->status, $answer->at('error'), $answer->wrong_paths()]);
    }

    public function test_WP_02_only_who_manages_the_cache_reads_the_list(): void
    {
        $this->stored('/a/');
        foreach (['', 'subscriber', 'editor'] as $role) {
            $role === '' ? wp_set_current_user(0) : $this->become($role);
            self::assertSame([$role === '' ? 401 : 403, null], [$this->rest('GET', '/pages')->status, $this->rest('GET', '/pages')->at('pages')], $role);
        }
    }

    public function test_hostile_addresses_and_titles_stay_text(): void
    {
        $this->stored('/%3Cscript%3E/', [], "<title>x' OR 1=1 -- &lt;b&gt;\xff</title>", 3600, 'a=%27%3B+drop');

        $answer = $this->rest('GET', '/pages?search=' . rawurlencode("' OR 1=1"));
        self::assertSame(1, $answer->at('total'));
        self::assertSame('http://127.0.0.1:8899/%3Cscript%3E/?a=%27%3B+drop', $answer->at('pages.0.url'));
        self::assertSame('cached', $answer->at('pages.0.status'));
    }

    public function test_a_site_that_lost_the_table_goes_on_without_a_word(): void
    {
        $database = Database::connection();
        $database->suppress_errors(false);
        self::sql('DROP TABLE ' . Database::table('pages'));
        ob_start();
        $this->stored('/a/', ['post:7']);
        PurgeQueue::of_site()->add('post:7');
        PurgeQueue::of_site()->flush('manual');
        $this->index()->count([str_repeat('a', 16) => 1]);
        $this->index()->sweep();
        $printed = ob_get_clean();
        $fate = self::fate(self::canonical('/a/'));
        // SQLite ends the transaction of a statement that failed: nothing takes this row back.
        self::sql('DELETE FROM ' . Database::table('purges'));

        self::assertSame(['', 'purged'], [$printed, $fate]);
    }
}
