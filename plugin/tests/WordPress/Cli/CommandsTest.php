<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cli;

final class CommandsTest extends CliTestCase
{
    protected function setUp(): void
    {
        self::done('enable');
    }

    public function test_status_is_clean_JSON_and_says_what_is_there(): void
    {
        $status = self::done('status', '--format=json', '--quiet')->json();

        self::assertIsArray($status);
        self::assertSame([true, 'installed', 'off', []], [$status['enabled'], $status['dropin'], $status['edge'], $status['problems']]);
    }

    public function test_disable_takes_the_files_out_and_enable_puts_them_back(): void
    {
        $dropin = self::wp()->wordpress->root . '/wp-content/advanced-cache.php';
        self::done('disable');
        $after = is_file($dropin);
        self::done('enable');

        self::assertSame([false, true], [$after, is_file($dropin)]);
    }

    public function test_WP_11_enable_asks_before_another_dropin_is_set_aside(): void
    {
        $dropin = self::wp()->wordpress->root . '/wp-content/advanced-cache.php';
        self::done('disable');
        file_put_contents($dropin, '<?php // theirs');
        $refused = self::refused('enable');

        self::assertStringContainsString('--replace-dropin', $refused->err);
        self::assertSame('<?php // theirs', file_get_contents($dropin));
        self::done('enable', '--replace-dropin');
        self::done('disable');
        self::assertSame('<?php // theirs', file_get_contents($dropin));
        unlink($dropin);
    }

    public function test_pause_and_resume(): void
    {
        self::done('pause', '15');
        $paused = self::done('settings', 'get', 'paused_until')->out;
        self::done('resume');

        self::assertEqualsWithDelta(time() + 900, (int) $paused, 60);
        self::assertSame("null\n", self::done('settings', 'get', 'paused_until')->out);
    }

    public function test_refuses_a_pause_that_is_none(): void
    {
        foreach (['0', '-5', '1441', 'soon', '1.5'] as $minutes) {
            self::assertSame(1, self::wp()->run('pause', $minutes)->code, $minutes);
        }
        self::assertSame("null\n", self::done('settings', 'get', 'paused_until')->out);
    }

    public function test_purges_tags_addresses_and_everything(): void
    {
        self::assertStringContainsString('post:1', self::done('purge', 'post:1', '/hello-world/')->out);
        self::assertStringContainsString('post:1', self::done('purge', '--post=1')->out);
        self::assertStringContainsString('Every stored page', self::done('purge', '--all')->out);
    }

    public function test_a_purge_names_nonsense_and_purges_nothing(): void
    {
        $before = $this->log();
        $refused = self::refused('purge', 'post:1', 'foo bar!', 'https://elsewhere.example/', 'ftp://127.0.0.1:8899/');

        foreach (['foo bar!', 'https://elsewhere.example/', 'ftp://127.0.0.1:8899/'] as $word) {
            self::assertStringContainsString("“{$word}”", $refused->err);
        }
        self::assertSame($before, $this->log());
    }

    public function test_a_purge_of_nothing_or_of_a_post_that_is_not_there_is_refused(): void
    {
        self::refused('purge');
        self::assertStringContainsString('“4711”', self::refused('purge', '--post=4711')->err);
        self::assertStringContainsString('“1x”', self::refused('purge', '--post=1x')->err);
        self::refused('purge', '--all', 'post:1');
        self::assertStringContainsString('single site', self::refused('purge', '--all', '--network')->err);
    }

    public function test_the_history_says_who_purged_what_and_why(): void
    {
        self::done('purge', 'post:4711', '/shop/');
        $rows = json_decode(self::done('purges', '--limit=1', '--format=json')->out, true);

        self::assertIsArray($rows);
        self::assertCount(1, $rows);
        self::assertStringStartsWith('post:4711 ', implode('', array_filter(array_column($rows, 'tags'), is_string(...))));
        self::assertStringContainsString('/shop/', (string) json_encode(array_column($rows, 'urls'), JSON_UNESCAPED_SLASHES));
        self::refused('purges', '--limit=none');
        self::refused('purges', '--limit=501');
    }

    public function test_the_figures_of_the_last_days_end_in_their_sum(): void
    {
        $rows = self::done('stats', '--days=2', '--format=csv')->out;
        $all = self::done('stats', '--days=2', '--format=json')->json();

        self::assertMatchesRegularExpression('/\Aday,hits,stale,misses,bypasses,from_cache,gap\n2[0-9-]{9},[^\n]+\n2[0-9-]{9},[^\n]+\ntotal,[^\n]+\n\z/', $rows);
        self::assertIsArray($all);
        self::assertIsArray($all['days']);
        self::assertCount(2, $all['days']);
        self::assertStringContainsString('--days', self::refused('stats', '--days=0')->err);
    }

    public function test_a_pattern_is_tried_before_it_is_saved(): void
    {
        $found = self::done('settings', 'preview', 'exclude.paths', '/*', '--format=json', '--quiet')->json();

        self::assertIsArray($found);
        self::assertGreaterThan(0, $found['matched']);
        self::assertStringContainsString('no page would be cached', (string) json_encode($found['note']));
        self::assertStringContainsString('field:', self::refused('settings', 'preview', 'ttl.page', '/*')->err);
    }

    public function test_quiet_says_nothing_and_the_exit_code_all(): void
    {
        self::assertSame('', self::done('purge', '--all', '--quiet')->out);
    }

    public function test_who_may_purge_may_purge_and_nothing_else(): void
    {
        self::wp()->wordpress->run(__DIR__ . '/make-users.php');

        self::done('purge', '--all', '--user=purger');
        self::assertStringContainsString('manage_dynamic_cache', self::refused('disable', '--user=purger')->err);
        self::assertStringContainsString('purge_dynamic_cache', self::refused('purge', '--all', '--user=writer')->err);
        self::assertStringContainsString('manage_dynamic_cache', self::refused('settings', 'list', '--user=writer')->err);
        self::done('purge', '--post=1', '--user=purger');
        self::assertStringContainsString('purge_dynamic_cache', self::refused('purge', '--post=1', '--user=writer')->err);
    }

    public function test_every_command_says_how_it_is_called(): void
    {
        $help = self::wp()->wp('', 'help', 'dynamic-cache')->out;
        foreach (['disable', 'doctor', 'enable', 'explain', 'pause', 'purge', 'resume', 'settings', 'status', 'warm'] as $name) {
            self::assertMatchesRegularExpression("/^  {$name} +\\S/m", $help);
        }
        self::assertMatchesRegularExpression('/dynamic-cache purge \[<tag-or-url>\.\.\.\] \[--post=<id>\]\s+\[--all\] \[--network\]/', self::wp()->wp('', 'help', 'dynamic-cache', 'purge')->out);
    }

    /** Every byte of the purge log of the site. */
    private function log(): string
    {
        $files = glob(self::wp()->wordpress->root . '/wp-content/cache/dynamic-cache/log/*');

        return implode('', array_map(file_get_contents(...), array_filter($files === false ? [] : $files, is_file(...))));
    }
}
