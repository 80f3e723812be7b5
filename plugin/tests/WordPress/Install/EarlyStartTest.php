<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\InstallFailure;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

final class EarlyStartTest extends TestCase
{
    private static ?LiveSite $live = null;

    private Sandbox $sandbox;

    public static function tearDownAfterClass(): void
    {
        self::$live?->stop();
        self::$live = null;
    }

    protected function setUp(): void
    {
        $this->sandbox = Sandbox::create();
    }

    protected function tearDown(): void
    {
        $this->sandbox->delete();
    }

    public function test_off_again_leaves_every_byte_outside_the_cache_folder_as_it_was(): void
    {
        $this->sandbox->installation()->put_in_place(true, false);
        $before = $this->outside();
        $this->sandbox->installation()->start_early(true);
        self::assertTrue($this->sandbox->installation()->early_start()->is_in_place());
        self::assertStringContainsString("@include_once __DIR__ . '/wp-content/cache/dynamic-cache/early-start.php';", (string) file_get_contents($this->sandbox->paths->wp_config()));
        $this->sandbox->installation()->start_early(false);

        self::assertSame($before, $this->outside());
        self::assertFileDoesNotExist($this->sandbox->paths->early_start_file());
    }

    public function test_disabling_the_cache_takes_it_out(): void
    {
        $before = $this->outside();
        $this->sandbox->installation()->put_in_place(true, false);
        $this->sandbox->installation()->start_early(true);

        self::assertSame([], $this->sandbox->installation()->take_out());
        self::assertSame($before, $this->outside());
    }

    public function test_R_09_a_wp_config_that_cannot_be_written_is_shown_what_to_paste(): void
    {
        $this->sandbox->installation()->put_in_place(true, false);
        chmod($this->sandbox->paths->wp_config(), 0444);
        $before = $this->outside();
        $installation = $this->sandbox->installation();
        try {
            $installation->start_early(true);
            self::fail('It was written.');
        } catch (InstallFailure $failure) {
            self::assertSame($installation->early_start()->by_hand(), $failure->by_hand());
            self::assertSame($before, $this->outside());
        }
        // Pasted by hand it is in place.
        chmod($this->sandbox->paths->wp_config(), 0644);
        $text = (string) file_get_contents($this->sandbox->paths->wp_config());
        file_put_contents($this->sandbox->paths->wp_config(), str_replace('require_once', "{$failure->by_hand()}\nrequire_once", $text));
        chmod($this->sandbox->paths->wp_config(), 0444);
        $this->sandbox->installation()->start_early(true);
        self::assertTrue($this->sandbox->installation()->early_start()->is_in_place());
    }

    public function test_a_later_step_that_fails_takes_the_line_back(): void
    {
        $before = $this->outside();
        $installation = $this->sandbox->installation();
        $installation->put_in_place(true, false);
        $installation->start_early(true);
        $installation->take_back();

        self::assertSame($before['wp-config.php'], $this->outside()['wp-config.php']);
    }

    public function test_sends_a_stored_page_before_wordpress_is_loaded(): void
    {
        $site = $this->live();
        $this->warm($site);
        rename($site->file('wp-settings.php'), $site->file('wp-settings.away'));
        $page = $site->request('GET', '/');
        rename($site->file('wp-settings.away'), $site->file('wp-settings.php'));

        self::assertSame([200, 'hit; reason=fresh'], [$page->status, $page->header('X-Dynamic-Cache')]);
    }

    public function test_steps_aside_for_maintenance_and_for_who_is_logged_in(): void
    {
        $site = $this->live();
        $this->warm($site);
        self::assertSame('bypass; reason=cookie', $site->request('GET', '/', '', ['Cookie' => 'wordpress_logged_in_x=1'])->header('X-Dynamic-Cache'));
        file_put_contents($site->file('.maintenance'), '<?php $upgrading = ' . time() . ';');
        $closed = $site->request('GET', '/');
        unlink($site->file('.maintenance'));

        self::assertSame(503, $closed->status);
        self::assertSame('hit; reason=fresh', $site->request('GET', '/')->header('X-Dynamic-Cache'));
    }

    public function test_a_test_says_whether_it_works_on_this_host(): void
    {
        $site = $this->live();
        self::assertSame('good', $this->look($site));
        $config = (string) file_get_contents($site->file('wp-config.php'));
        // Behind the line that is there, so that it never runs.
        $broken = str_replace('@include_once', "if (false)\n@include_once", $config);
        file_put_contents($site->file('wp-config.php'), $broken);
        $said = $this->look_until($site, 'bad');
        $status = $site->rest('GET', '/status')->body;
        file_put_contents($site->file('wp-config.php'), $config);

        self::assertNotSame($config, $broken);
        self::assertSame('bad', $said);
        self::assertStringContainsString('early_start_silent', $status);
        self::assertStringNotContainsString('early_start_silent', $site->rest('GET', '/status')->body);
    }

    public function test_WP_12_a_plugin_folder_or_a_cache_folder_that_is_gone_leaves_a_silent_working_site(): void
    {
        $site = $this->live();
        $this->warm($site);
        foreach (['wp-content/plugins/ai-wp-dynamic-cache', 'wp-content/cache/dynamic-cache'] as $name) {
            rename($site->file($name), $site->file("{$name}-away"));
            $page = $site->request('GET', '/');
            rename($site->file("{$name}-away"), $site->file($name));
            self::assertSame([200, ''], [$page->status, $page->header('X-Dynamic-Cache')], $name);
            self::assertStringNotContainsString('Warning', $page->body);
        }
    }

    /** PHP may go on with a file that it has compiled for some seconds (opcache.revalidate_freq). */
    private function look_until(LiveSite $site, string $wanted): string
    {
        $said = '';
        for ($try = 0; $try < 20 && $said !== $wanted; $try++) {
            usleep(250_000);
            $said = $this->look($site);
        }

        return $said;
    }

    private function look(LiveSite $site): string
    {
        $findings = $site->rest('POST', '/settings/test', '{"what":"ways-in"}')->member('findings');
        $statuses = array_column(is_array($findings) ? $findings : [], 'status', 'code');

        return is_string($statuses['early-start'] ?? null) ? $statuses['early-start'] : '';
    }

    private function warm(LiveSite $site): void
    {
        for ($visit = 0; $visit < 3; $visit++) {
            $site->request('GET', '/');
        }
        sleep(1);
        $site->request('GET', '/');
    }

    private function live(): LiveSite
    {
        if (self::$live === null) {
            // What is written to wp-config.php counts from the next request on.
            self::$live = LiveSite::start();
            $revision = self::$live->rest('GET', '/settings')->text('revision');
            $answer = self::$live->rest('PATCH', '/settings', '{"enabled":true,"early_start":true}', $revision);
            self::assertSame(200, $answer->status, $answer->body);
        }

        return self::$live;
    }

    /** @return array<string, string> */
    private function outside(): array
    {
        return array_filter($this->sandbox->files(), static fn(string $path): bool => !str_starts_with($path, 'wp-content/cache'), ARRAY_FILTER_USE_KEY);
    }
}
