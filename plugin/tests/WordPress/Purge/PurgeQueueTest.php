<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Database;
use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Install\Paths;
use DynamicCache\Lists\ChangedLists;
use DynamicCache\Purge\Journal;
use DynamicCache\Purge\Purged;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\PurgeRecords;
use DynamicCache\Purge\SiteStore;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\UnableToReachStore;
use DynamicCache\Tags\WholeTags;

final class PurgeQueueTest extends PurgeTestCase
{
    public function test_a_page_is_under_suspicion_before_the_database_changes(): void
    {
        $post = self::post();
        $this->drain();
        self::store_page('shown', ["post:{$post}"]);
        self::store_page('other', ['post:999999']);
        $fate = [];
        add_filter('query', static function (string $sql) use (&$fate): string {
            if (preg_match('/^\s*UPDATE `?wp_posts/', $sql) === 1) {
                $fate[] = self::fate('shown') . ' ' . self::fate('other');
            }

            return $sql;
        });

        wp_update_post(['ID' => $post, 'post_title' => 'Another']);

        self::assertSame('suspect served', $fate[0] ?? null);
    }

    public function test_lists_are_under_suspicion_before_a_new_post_is_in_the_database(): void
    {
        self::store_page('list', ['list:post:term:3', 'list:post~all']);
        $fate = [];
        add_filter('query', static function (string $sql) use (&$fate): string {
            if (preg_match('/^\s*INSERT INTO `?wp_posts/', $sql) === 1) {
                $fate[] = self::fate('list');
            }

            return $sql;
        });

        self::post();

        self::assertSame('suspect', $fate[0] ?? null);
    }

    public function test_the_flush_purges_what_changed_and_gives_the_rest_back(): void
    {
        $post = self::post();
        $this->drain();
        self::store_page('shown', ["post:{$post}"]);
        self::store_page('list of another category', ['list:post:term:999999', 'list:post~all']);

        wp_update_post(['ID' => $post, 'menu_order' => 4]);
        self::assertSame('suspect', self::fate('list of another category'));
        PurgeQueue::flush_all();

        self::assertSame('purged', self::fate('shown'));
        self::assertSame('served', self::fate('list of another category'));
    }

    public function test_r_36_the_edge_is_told_of_a_suspicion_at_once_and_of_its_withdrawal(): void
    {
        $post = self::post();
        $this->drain();
        self::store_page('shown', ["post:{$post}"]);
        $told = [];
        add_action('dynamic_cache_suspected', static function (array $tags) use (&$told): void {
            $told = [...$told, ...$tags];
        });

        $title = get_the_title($post);
        $before = did_action('dynamic_cache_withdrawn');
        wp_update_post(['ID' => $post, 'post_title' => 'Other']);
        self::assertContains("post:{$post}", $told);
        self::assertSame($before, did_action('dynamic_cache_withdrawn'));
        wp_update_post(['ID' => $post, 'post_title' => $title]);
        PurgeQueue::flush_all();

        self::assertSame($before + 1, did_action('dynamic_cache_withdrawn'));
    }

    public function test_suspects_a_tag_once_in_a_request(): void
    {
        $post = self::post();
        $this->drain();
        wp_update_post(['ID' => $post, 'post_title' => 'One']);
        $before = self::store()->token(time())->sequence;

        wp_update_post(['ID' => $post, 'post_title' => 'Two']);

        self::assertSame($before, self::store()->token(time())->sequence);
    }

    public function test_writes_down_who_purged_what_and_why(): void
    {
        $this->become('editor');
        $login = wp_get_current_user()->user_login;
        $this->drain();

        PurgeQueue::of_site()->add('post:7', 'home');
        PurgeQueue::of_site()->add_urls('/hello/');
        PurgeQueue::of_site()->flush('manual');

        $row = Database::connection()->get_row('SELECT * FROM ' . Database::table('purges') . ' ORDER BY id DESC LIMIT 1', 'ARRAY_A');
        self::assertIsArray($row);
        self::assertSame($login, $row['actor']);
        self::assertSame('manual', $row['cause']);
        self::assertSame('["home","post:7"]', $row['tags']);
        self::assertSame('["http://127.0.0.1:8899/hello/"]', $row['urls']);
        self::assertCount(1, $this->purged);
        $token = $this->purged[0]->token;
        self::assertNotNull($token);
        self::assertSame([$token->epoch, (string) $token->sequence], [$row['epoch'], $row['seq']]);
    }

    public function test_names_the_changes_when_nobody_gave_a_cause(): void
    {
        $post = self::post();
        $this->drain();

        wp_update_post(['ID' => $post, 'post_title' => 'Another']);
        PurgeQueue::flush_all();

        self::assertSame("post {$post}", Database::connection()->get_var('SELECT cause FROM ' . Database::table('purges') . ' ORDER BY id DESC LIMIT 1'));
    }

    public function test_forgets_purges_after_ninety_days(): void
    {
        $now = 1_800_000_000;
        PurgeRecords::add(new Purged(['post:1'], [], false, null), 'old', $now - 91 * 86_400);
        PurgeRecords::add(new Purged(['post:2'], [], false, null), 'new', $now - 89 * 86_400);

        PurgeRecords::prune($now);

        $causes = Database::connection()->get_col('SELECT cause FROM ' . Database::table('purges'));
        self::assertContains('new', $causes);
        self::assertNotContains('old', $causes);
    }

    public function test_purges_the_page_under_a_url_and_no_other(): void
    {
        $key = static fn(string $path): string => hash('sha256', "dck1\n1:1\n4:http\n14:127.0.0.1:8899\n" . strlen($path) . ":{$path}\n" . str_repeat("0:\n", 5));
        self::store_page('hello', ['page:' . substr($key('/hello/'), 0, 32)]);
        self::store_page('other', ['page:' . substr($key('/other/'), 0, 32)]);

        PurgeQueue::of_site()->add_urls('http://127.0.0.1:8899/hello/');
        PurgeQueue::of_site()->flush('manual');

        self::assertSame('purged', self::fate('hello'));
        self::assertSame('served', self::fate('other'));
    }

    public function test_everything_purges_everything(): void
    {
        self::store_page('any', ['post:5']);

        PurgeQueue::of_site()->add('post:6');
        PurgeQueue::of_site()->everything();
        PurgeQueue::of_site()->flush('manual');

        self::assertSame('purged', self::fate('any'));
        self::assertTrue($this->purged[0]->everything);
        self::assertSame(['site'], $this->purged[0]->tags);
    }

    public function test_says_nothing_when_there_is_nothing_to_purge(): void
    {
        PurgeQueue::of_site()->flush('manual');

        self::assertSame([], $this->purged);
    }

    public function test_leaves_a_site_alone_whose_cache_is_off(): void
    {
        self::switch_cache(false);
        $before = self::store()->token(time());

        self::post();

        self::assertSame([], $this->flushed());
        self::assertEquals($before, self::store()->token(time()));
    }

    public function test_the_function_for_other_plugins_purges_at_the_end_of_the_request(): void
    {
        self::store_page('shop', ['post:5']);

        dynamic_cache_purge_tags(['post:5', 'post:6']);
        self::assertSame('served', self::fate('shop'));

        self::assert_tags(WholeTags::of(['post:5', 'post:6']), $this->flushed());
        self::assertSame('purged', self::fate('shop'));
    }

    public function test_a_store_that_cannot_be_reached_is_told_once_and_breaks_nothing(): void
    {
        $log = (string) tempnam(sys_get_temp_dir(), 'log');
        $before = ini_set('error_log', $log);
        $store = new SiteStore(static fn(): PageStore => throw UnableToReachStore::at('/nowhere', 'it is gone'), Paths::of_wordpress()->config_file('1'));
        $queue = new PurgeQueue($store, new Journal(), ChangedLists::of_site());

        $queue->suspect(['post:1']);
        $queue->add('post:1');
        $queue->flush('manual');

        ini_set('error_log', (string) $before);
        self::assertSame(1, substr_count((string) file_get_contents($log), 'it is gone'));
        unlink($log);
        self::assertNull($this->purged[0]->token);
        self::assertSame(['post:1'], $this->purged[0]->tags);
    }

    public function test_a_change_made_by_a_render_leaves_that_page_unstored(): void
    {
        $fill = new Fill();
        Fill::begin($fill);

        self::post();
        PurgeQueue::flush_all();

        self::assertSame(Reason::ChangedByOwnRender, $fill->refusal());
    }

    public function test_derived_data_written_by_a_render_is_no_change(): void
    {
        $fill = new Fill();
        Fill::begin($fill);

        set_transient('something', 'new');
        update_option('category_children', [1 => [2]]);
        update_post_meta(self::post(['post_status' => 'draft']), '_oembed_abc', 'html');
        PurgeQueue::flush_all();

        self::assertNull($fill->refusal());
    }
}
