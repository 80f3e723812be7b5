<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\EdgeStatus;
use DynamicCache\Install\ChangeSettings;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use DynamicCache\Rest\ReadStatus;
use DynamicCache\Rest\Repair;
use DynamicCache\Rest\Routes;
use DynamicCache\Settings\DropinConfig;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\Edge\EdgeTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class RepairTest extends EdgeTestCase
{
    private const MAIN_FILE = WP_PLUGIN_DIR . '/ai-wp-dynamic-cache/ai-wp-dynamic-cache.php';

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        // With a Worker that the test decides about, in place of the route that the plugin registers.
        add_action('rest_api_init', fn() => (new Routes([$this->route()]))->register(), 1);
        $this->connection()->boot();
    }

    protected function tearDown(): void
    {
        chmod(WP_CONTENT_DIR, 0755);
        parent::tearDown();
    }

    public function test_puts_back_dropin_engine_and_WP_CACHE_and_answers_the_status(): void
    {
        $config = (string) file_get_contents(ABSPATH . 'wp-config.php');
        $this->patch_settings(['enabled' => true]);
        $revision = $this->rest('GET', '/settings')->at('revision');
        unlink(WP_CONTENT_DIR . '/advanced-cache.php');
        unlink(self::cache_dir() . '/engine-' . DYNAMIC_CACHE_VERSION . '.php');
        unlink(self::cache_dir() . '/sites.php');
        file_put_contents(ABSPATH . 'wp-config.php', $config);
        self::assertSame(['dropin_absent', 'wp_cache_off'], self::codes($this->rest('GET', '/status')->at('problems')));
        $answer = $this->rest('POST', '/repair', ['what' => 'files']);

        self::assertSame([200, true, 'installed', []], [$answer->status, $answer->at('ok'), $answer->at('dropin'), $answer->at('problems')]);
        self::assertFileExists(self::cache_dir() . '/sites.php');
        self::assertStringContainsString('WP_CACHE', (string) file_get_contents(ABSPATH . 'wp-config.php'));
        self::assertSame($revision, $this->rest('GET', '/settings')->at('revision'), 'Nobody who edits settings is disturbed.');
    }

    public function test_a_dropin_without_its_engine_is_a_problem_that_can_be_repaired(): void
    {
        $this->patch_settings(['enabled' => true]);
        unlink(self::cache_dir() . '/engine-' . DYNAMIC_CACHE_VERSION . '.php');
        $problem = $this->rest('GET', '/status')->at('problems.0');

        self::assertIsArray($problem);
        self::assertSame(['engine_absent', ['do' => 'repair', 'label' => 'Repair']], [$problem['code'] ?? null, $problem['action'] ?? null]);
        self::assertSame([], $this->rest('POST', '/repair', ['what' => 'files'])->at('problems'));
    }

    public function test_WP_11_another_plugins_dropin_needs_a_consent_that_a_repair_does_not_have(): void
    {
        $this->patch_settings(['enabled' => true]);
        file_put_contents(WP_CONTENT_DIR . '/advanced-cache.php', '<?php // theirs');
        $answer = $this->rest('POST', '/repair', ['what' => 'files']);

        self::assertSame([409, 'foreign_dropin'], [$answer->status, $answer->at('error')]);
        self::assertSame('<?php // theirs', file_get_contents(WP_CONTENT_DIR . '/advanced-cache.php'));
        $problem = (array) $this->rest('GET', '/status')->at('problems.0');
        self::assertSame(
            ['do' => 'save', 'label' => 'Replace it', 'patch' => ['enabled' => true], 'replace_dropin' => true],
            $problem['action'] ?? null,
        );
        self::assertSame(200, $this->patch_settings(['enabled' => true], '?replace_dropin=1')->status);
        self::assertSame([], $this->rest('GET', '/status')->at('problems'));
    }

    public function test_R_09_what_cannot_be_written_comes_with_the_lines_to_put_there(): void
    {
        $this->patch_settings(['enabled' => true]);
        $ours = (string) file_get_contents(WP_CONTENT_DIR . '/advanced-cache.php');
        unlink(WP_CONTENT_DIR . '/advanced-cache.php');
        chmod(WP_CONTENT_DIR, 0555);
        $answer = $this->rest('POST', '/repair', ['what' => 'files']);
        chmod(WP_CONTENT_DIR, 0755);

        self::assertSame([409, 'unable_to_write', ['what']], [$answer->status, $answer->at('error'), $answer->wrong_paths()]);
        self::assertSame(WP_CONTENT_DIR . '/advanced-cache.php', $answer->at('file'));
        self::assertSame($ours, $answer->at('by_hand'));
        file_put_contents(WP_CONTENT_DIR . '/advanced-cache.php', $answer->text('by_hand'));
        self::assertSame([], $this->rest('GET', '/status')->at('problems'));
    }

    public function test_a_cache_that_is_off_stays_off_and_loses_what_was_left_of_it(): void
    {
        $config = (string) file_get_contents(ABSPATH . 'wp-config.php');
        file_put_contents(ABSPATH . 'wp-config.php', substr_replace($config, "define( 'WP_CACHE', true ); /* Added by AI WP Dynamic Cache. */\n", 6, 0));
        self::assertSame(['wp_config_line_left'], self::codes($this->rest('GET', '/status')->at('problems')));
        $answer = $this->rest('POST', '/repair', ['what' => 'files']);

        self::assertSame([200, false, 'absent', []], [$answer->status, $answer->at('enabled'), $answer->at('dropin'), $answer->at('problems')]);
        self::assertSame($config, file_get_contents(ABSPATH . 'wp-config.php'));
    }

    public function test_a_site_under_another_address_is_asked_which_it_is_and_a_move_registers_anew(): void
    {
        $this->activate();
        $this->move_to('http://new.example.com');
        $problems = (array) $this->rest('GET', '/status')->at('problems');
        self::assertSame(['edge_site_moved', 'edge_site_copied'], self::codes($problems));
        self::assertSame(
            [
                ['do' => 'reconnect', 'label' => 'It has moved: connect'],
                ['do' => 'save', 'label' => 'It is a copy: disconnect', 'patch' => ['edge' => ['enabled' => false]], 'replace_dropin' => false],
            ],
            array_column($problems, 'action'),
        );
        self::assertSame([], $this->worker->calls());

        $this->worker->answers(202, ['siteId' => 'site-2', 'status' => 'verifying']);
        $this->worker->answers(200, ['status' => 'verifying']);
        $answer = $this->rest('POST', '/repair', ['what' => 'edge']);
        self::assertSame(200, $answer->status);
        self::assertSame(['http://new.example.com', 'site-2'], [Credentials::fresh()->home, Credentials::fresh()->siteId]);
        $calls = $this->worker->calls();
        self::assertSame('POST /api/plugin/live/register', $calls[0] ?? null);
        self::assertNotContains('DELETE /api/plugin/site', $calls, 'The original may still be there.');
    }

    public function test_a_copy_that_disconnects_leaves_the_original_alone_and_asks_no_more(): void
    {
        $this->activate();
        $this->move_to('http://staging.example.com');
        $this->patch_settings(['edge' => ['enabled' => false]]);

        self::assertSame([], $this->worker->calls());
        self::assertSame([], $this->rest('GET', '/status')->at('problems'));
        self::assertFalse(get_option(Credentials::OPTION));
    }

    public function test_an_edge_that_does_not_take_the_key_can_be_connected_again(): void
    {
        $this->activate();
        Credentials::load()->failed(self::URL, 'signature_mismatch', $this->now)->save();
        $problem = (array) $this->rest('GET', '/status')->at('problems.0');

        self::assertSame(['edge_failed', 'reconnect'], [$problem['code'] ?? null, ((array) ($problem['action'] ?? null))['do'] ?? null]);
    }

    public function test_an_edge_that_is_off_cannot_be_connected(): void
    {
        $answer = $this->rest('POST', '/repair', ['what' => 'edge']);

        self::assertSame([409, 'edge_is_off', []], [$answer->status, $answer->at('error'), $this->worker->calls()]);
    }

    /** @return iterable<string, array{mixed}> */
    public static function bad_bodies(): iterable
    {
        yield 'nothing' => [[]];
        yield 'another word' => [['what' => 'everything']];
        yield 'another type' => [['what' => 1]];
        yield 'something besides' => [['what' => 'files', 'path' => '/etc']];
    }

    #[DataProvider('bad_bodies')]
    public function test_a_body_of_another_form_is_refused_and_nothing_is_written(mixed $body): void
    {
        $this->patch_settings(['enabled' => true]);
        unlink(WP_CONTENT_DIR . '/advanced-cache.php');
        $answer = $this->rest('POST', '/repair', is_array($body) ? $body : null);

        self::assertSame([400, 'invalid_body'], [$answer->status, $answer->at('error')]);
        self::assertFileDoesNotExist(WP_CONTENT_DIR . '/advanced-cache.php');
    }

    public function test_an_editor_repairs_nothing(): void
    {
        $this->patch_settings(['enabled' => true]);
        unlink(WP_CONTENT_DIR . '/advanced-cache.php');
        $this->become('editor');

        self::assertSame(403, $this->rest('POST', '/repair', ['what' => 'files'])->status);
        self::assertFileDoesNotExist(WP_CONTENT_DIR . '/advanced-cache.php');
    }

    private function route(): Repair
    {
        $paths = Paths::of_wordpress();
        $settings = SettingsRepository::of_site();
        $installation = Installation::of(self::MAIN_FILE, $paths);
        $config = new DropinConfig($paths, $settings, static fn(): null => null);

        return new Repair(
            $settings,
            new ChangeSettings(self::MAIN_FILE, $settings, $config, $installation),
            $this->connection(),
            new ReadStatus($settings, new Diagnosis($paths, $settings, $installation), new EdgeStatus($this->connection())),
        );
    }

    private function move_to(string $home): void
    {
        add_filter('option_home', static fn(): string => $home);
    }

    /** @return list<mixed> */
    private static function codes(mixed $problems): array
    {
        return array_column(is_array($problems) ? $problems : [], 'code');
    }
}
