<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Benchmark\Budget;
use DynamicCache\Benchmark\Gate\Evidence;
use DynamicCache\Benchmark\Gate\GateName;
use DynamicCache\Benchmark\Run;
use DynamicCache\Benchmark\Runs;
use DynamicCache\Benchmark\RunState;
use DynamicCache\Settings\Strategy;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class StatusTest extends WordPressTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
    }

    public function test_an_installation_that_was_never_switched_on_has_no_problem(): void
    {
        $status = $this->rest('GET', '/status');

        self::assertSame(
            ['ok', 'version', 'home', 'enabled', 'paused_until', 'dropin', 'wp_cache', 'cache_dir_writable', 'engine', 'strategy', 'first_run', 'problems', 'edge', 'gates', 'proof'],
            array_keys($status->body),
        );
        self::assertSame([true, '0.1.0', false, 'absent', []], array_map($status->at(...), ['ok', 'version', 'enabled', 'dropin', 'problems']));
        self::assertSame(
            ['state', 'error', 'site_id', 'kid', 'behind', 'behind_since', 'next_try', 'url', 'clock', 'acked', 'origin_seq', 'zone'],
            array_keys((array) $status->at('edge')),
        );
    }

    public function test_tells_what_the_last_finished_benchmark_saw_of_the_strategy_in_use(): void
    {
        self::assertNull($this->rest('GET', '/status')->at('gates'));
        self::run_of(Strategy::ObjectCache, RunState::Done, 1_795_000_000);
        self::assertNull($this->rest('GET', '/status')->at('gates'), 'Another strategy says nothing of this one.');
        $done = self::run_of(Strategy::OriginDisk, RunState::Done, 1_795_000_100);
        self::run_of(Strategy::OriginDisk, RunState::Cancelled, 1_795_000_200);

        self::assertSame(
            ['run' => $done, 'at' => 1_795_000_100, 'strategy' => 'origin-disk', 'passed' => ['digest' => true, 'leak' => false, 'purge' => null, 'collision' => null]],
            $this->rest('GET', '/status')->at('gates'),
        );
    }

    public function test_enabled_and_in_place_has_no_problem(): void
    {
        $this->patch_settings(['enabled' => true]);

        self::assertSame(['installed', true, []], [
            $this->rest('GET', '/status')->at('dropin'),
            $this->rest('GET', '/status')->at('enabled'),
            $this->rest('GET', '/status')->at('problems'),
        ]);
    }

    public function test_WP_11_names_a_foreign_dropin_and_enabling_asks_for_consent(): void
    {
        file_put_contents(WP_CONTENT_DIR . '/advanced-cache.php', '<?php // theirs');
        $refused = $this->patch_settings(['enabled' => true]);

        self::assertSame([409, 'foreign_dropin', ['enabled']], [$refused->status, $refused->at('error'), $refused->wrong_paths()]);
        self::assertSame(WP_CONTENT_DIR . '/advanced-cache.php', $refused->at('file'));
        self::assertSame([false, 'foreign'], [$this->rest('GET', '/status')->at('enabled'), $this->rest('GET', '/status')->at('dropin')]);
        self::assertSame(200, $this->patch_settings(['enabled' => true], '?replace_dropin=1')->status);
        self::assertSame(200, $this->patch_settings(['enabled' => false])->status);
        self::assertSame('<?php // theirs', file_get_contents(WP_CONTENT_DIR . '/advanced-cache.php'));
    }

    public function test_names_a_dropin_that_went_missing_and_a_save_brings_it_back(): void
    {
        $this->patch_settings(['enabled' => true]);
        unlink(WP_CONTENT_DIR . '/advanced-cache.php');
        $codes = $this->codes();
        $this->patch_settings(['ttl' => ['page' => 600]]);

        self::assertSame(['dropin_absent'], $codes);
        self::assertSame([], $this->codes());
    }

    public function test_names_a_missing_WP_CACHE(): void
    {
        $this->patch_settings(['enabled' => true]);
        $config = ABSPATH . 'wp-config.php';
        file_put_contents($config, (string) preg_replace('/^define.*WP_CACHE.*\n/m', '', (string) file_get_contents($config)));

        self::assertSame(['wp_cache_off'], $this->codes());
    }

    public function test_R_09_names_a_folder_that_cannot_be_written(): void
    {
        $this->patch_settings(['enabled' => true]);
        chmod(self::cache_dir(), 0550);
        $problem = $this->rest('GET', '/status')->at('problems.0');

        self::assertIsArray($problem);
        self::assertSame('folder_not_writable', $problem['code'] ?? null);
        self::assertStringContainsString(self::cache_dir(), is_string($problem['message'] ?? null) ? $problem['message'] : '');
        self::assertFalse($this->rest('GET', '/status')->at('cache_dir_writable'));
    }

    public function test_R_09_a_setting_that_the_dropin_cannot_be_told_is_not_saved(): void
    {
        $this->patch_settings(['enabled' => true]);
        chmod(self::cache_dir() . '/config', 0550);
        $answer = $this->patch_settings(['ttl' => ['page' => 600]]);
        chmod(self::cache_dir() . '/config', 0750);

        self::assertSame([409, 'unable_to_write'], [$answer->status, $answer->at('error')]);
        self::assertSame(604800, $this->rest('GET', '/settings')->at('settings.ttl.page'));
        self::assertSame('installed', $this->rest('GET', '/status')->at('dropin'));
    }

    public function test_an_active_page_cache_is_a_problem_with_the_link_that_deactivates_it(): void
    {
        $this->patch_settings(['enabled' => true]);
        update_option('active_plugins', ['wp-rocket/wp-rocket.php', 'wp-optimize/wp-optimize.php', 'ai-wp-dynamic-cache/ai-wp-dynamic-cache.php']);
        $problem = $this->rest('GET', '/status')->at('problems.0');

        self::assertSame(['other_cache'], $this->codes());
        self::assertIsArray($problem);
        $action = (array) ($problem['action'] ?? null);
        self::assertSame(['open', 'Deactivate WP Rocket'], [$action['do'] ?? null, $action['label'] ?? null]);
        $href = is_string($action['href'] ?? null) ? $action['href'] : '';
        self::assertStringContainsString('plugins.php?action=deactivate&plugin=wp-rocket%2Fwp-rocket.php&_wpnonce=', $href);
        ob_start();
        do_action('admin_notices');
        $notice = (string) ob_get_clean();
        self::assertStringContainsString('href="' . esc_url($href) . '">Deactivate WP Rocket</a>', $notice);
    }

    public function test_other_caches_are_no_problem_while_this_one_is_off(): void
    {
        update_option('active_plugins', ['wp-rocket/wp-rocket.php', 'ai-wp-dynamic-cache/ai-wp-dynamic-cache.php']);

        self::assertSame([], $this->codes());
    }

    public function test_says_whether_anybody_has_ever_saved_a_setting(): void
    {
        self::assertTrue($this->rest('GET', '/status')->at('first_run'));
        $this->patch_settings(['ttl' => ['page' => 600]]);
        self::assertFalse($this->rest('GET', '/status')->at('first_run'));
    }

    /** @return string the run's id */
    private static function run_of(Strategy $strategy, RunState $state, int $at): string
    {
        $run = new Run(bin2hex(random_bytes(8)), $at, [], new Budget(), []);
        $run->result($strategy)->add(GateName::Digest, Evidence::of('a case', true, 'this', 'this'));
        $run->result($strategy)->add(GateName::Leak, Evidence::of('a case', true, 'this', 'this'), Evidence::of('another', false, 'this', 'that'));
        $run->state = $state;
        (new Runs())->add($run);

        return $run->id;
    }

    /** @return list<mixed> */
    private function codes(): array
    {
        $problems = $this->rest('GET', '/status')->at('problems');

        return array_column(is_array($problems) ? $problems : [], 'code');
    }
}
