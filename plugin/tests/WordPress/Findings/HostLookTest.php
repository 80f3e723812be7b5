<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Findings;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Findings\Host\PhpLook;
use DynamicCache\Findings\Host\SiteLook;
use DynamicCache\Findings\HostLook;
use DynamicCache\Findings\WebFacts;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** In this process the site answers what the test lays down; Findings\LiveLookTest has a real one. */
final class HostLookTest extends WordPressTestCase
{
    /** @var array<string, array<string, string>> headers by the beginning of an address */
    private array $headers = [];

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        add_filter('pre_http_request', fn(mixed $answer, mixed $arguments, string $url): array => $this->answer($url), 10, 3);
    }

    public function test_every_finding_has_the_form_of_the_contract(): void
    {
        $findings = HostLook::of_site()->findings();

        self::assertGreaterThan(8, count($findings));
        foreach ($findings as $finding) {
            self::assertMatchesRegularExpression('/^[a-z0-9-]{1,64}$/', $finding->code);
            self::assertNotSame('', $finding->title);
            self::assertSame([], array_diff(array_keys($finding->to_array()), ['code', 'status', 'title', 'detail', 'fix', 'evidence']));
        }
    }

    public function test_a_warning_or_worse_always_says_what_to_do(): void
    {
        update_option('permalink_structure', '');
        update_option('active_plugins', ['wp-rocket/wp-rocket.php', 'ai-wp-dynamic-cache/ai-wp-dynamic-cache.php']);
        chmod(ABSPATH . 'wp-config.php', 0444);
        $this->headers[home_url('/')] = ['set-cookie' => 'PHPSESSID=1'];
        $findings = HostLook::of_site()->findings();
        chmod(ABSPATH . 'wp-config.php', 0644);

        $silent = array_filter($findings, static fn(Finding $finding): bool => in_array($finding->status->value, ['warning', 'bad'], true) && $finding->fix === '');
        self::assertSame([], array_map(static fn(Finding $finding): string => $finding->code, $silent));
    }

    public function test_a_host_that_can_be_switched_on_with_one_click_is_told_so(): void
    {
        self::assertSame('good', $this->statuses()['one-click'] ?? null);
    }

    public function test_R_09_a_read_only_wp_config_gets_the_line_to_write(): void
    {
        $config = ABSPATH . 'wp-config.php';
        chmod($config, 0444);
        $finding = $this->finding('wp-config-writable');
        chmod($config, 0644);

        self::assertSame('warning', $finding->status->value);
        self::assertStringContainsString("define( 'WP_CACHE', true );", $finding->fix);
    }

    public function test_WP_11_another_plugins_dropin_is_named_before_the_cache_is_switched_on(): void
    {
        file_put_contents(WP_CONTENT_DIR . '/advanced-cache.php', '<?php // theirs');

        self::assertSame('warning', $this->statuses()['dropin'] ?? null);
        self::assertArrayNotHasKey('one-click', $this->statuses());
    }

    public function test_another_cache_is_told_once_whether_this_one_is_on_or_off(): void
    {
        update_option('active_plugins', ['wp-rocket/wp-rocket.php', 'ai-wp-dynamic-cache/ai-wp-dynamic-cache.php']);
        $off = $this->rest('POST', '/settings/test', ['what' => 'host']);
        $this->patch_settings(['enabled' => true]);
        $on = $this->rest('POST', '/settings/test', ['what' => 'host']);

        self::assertSame([1, 1], [substr_count((string) json_encode($off->body), '"other-cache"'), substr_count((string) json_encode($on->body), '"other-cache"')]);
    }

    public function test_what_keeps_the_cache_from_working_once_it_is_on_is_among_the_findings(): void
    {
        $this->patch_settings(['enabled' => true]);
        unlink(WP_CONTENT_DIR . '/advanced-cache.php');
        $answer = $this->rest('POST', '/settings/test', ['what' => 'host']);

        self::assertSame([false, 'dropin-absent', 'bad'], [$answer->at('passed'), $answer->at('findings.0.code'), $answer->at('findings.0.status')]);
    }

    public function test_R_09_a_folder_that_cannot_be_made_is_bad_and_nothing_is_left_of_one_that_can(): void
    {
        $this->statuses();
        self::assertDirectoryDoesNotExist(WP_CONTENT_DIR . '/cache');
        mkdir(WP_CONTENT_DIR . '/cache', 0555);

        self::assertSame('bad', $this->statuses()['folder-writable'] ?? null);
        chmod(WP_CONTENT_DIR . '/cache', 0755);
    }

    public function test_a_web_server_that_hands_files_of_the_cache_out_is_found_out(): void
    {
        $asked = [];
        add_filter('pre_http_request', static function (mixed $answer, mixed $arguments, string $url) use (&$asked): mixed {
            if (!str_contains($url, '/cache/dynamic-cache/')) {
                return $answer;
            }
            $asked[] = $url;
            $file = WP_CONTENT_DIR . substr($url, strlen(content_url()));

            return ['headers' => [], 'body' => (string) file_get_contents($file), 'response' => ['code' => 200, 'message' => ''], 'cookies' => []];
        }, 11, 3);

        self::assertSame('warning', $this->statuses()['folder-private'] ?? null);
        self::assertMatchesRegularExpression('#/[0-9a-f]{32}\.page$#', $asked[0] ?? '');
        self::assertDirectoryDoesNotExist(WP_CONTENT_DIR . '/cache');
    }

    public function test_a_cookie_for_everybody_is_named_without_its_value(): void
    {
        $this->headers[home_url('/')] = ['set-cookie' => 'PHPSESSID=verysecret; path=/'];
        $finding = $this->finding('home-page-cookie');

        self::assertSame(['warning', 'PHPSESSID'], [$finding->status->value, $finding->evidence]);
    }

    public function test_a_host_that_cannot_call_itself_gets_one_finding_and_no_further_requests(): void
    {
        $asked = 0;
        add_filter('pre_http_request', static function () use (&$asked): \WP_Error {
            $asked++;

            return new \WP_Error('http_request_failed', 'cURL error 28: Operation timed out');
        }, 11, 0);
        $statuses = $this->statuses();

        self::assertSame(['warning', 1], [$statuses['loopback'], $asked]);
        self::assertArrayNotHasKey('home-page', $statuses);
    }

    /** @return iterable<string, array{array<string, mixed>, string, string}> */
    public static function facts(): iterable
    {
        yield 'no opcache' => [['opcache' => false], 'opcache', 'warning'];
        yield 'opcache' => [['opcache' => true], 'opcache', 'good'];
        yield 'no zlib' => [['zlib' => false], 'zlib', 'warning'];
        yield 'an https that PHP does not see' => [['scheme' => 'https'], 'scheme', 'bad'];
        yield 'a proxy' => [['proxied' => true], 'proxy', 'info'];
        yield 'Redis' => [['redis' => true], 'redis', 'info'];
    }

    /** @param array<string, mixed> $facts */
    #[DataProvider('facts')]
    public function test_what_a_web_request_finds_counts_and_not_this_command_line(array $facts, string $code, string $status): void
    {
        $this->facts = $facts;

        self::assertSame($status, $this->statuses()[$code] ?? null);
    }

    public function test_a_redis_that_is_configured_and_cannot_be_spoken_to_is_a_warning(): void
    {
        $this->patch_settings(['redis' => ['host' => '127.0.0.1']]);
        $this->facts = ['redis' => false];

        self::assertSame('warning', $this->statuses()['redis'] ?? null);
    }

    public function test_late_events_plain_permalinks_and_a_second_host_are_told(): void
    {
        update_option('permalink_structure', '');
        wp_schedule_single_event(time() - 7200, 'something_late');
        add_filter('pre_option_siteurl', static fn(): string => 'http://inner.example');
        $statuses = [];
        foreach ((new SiteLook(WebFacts::here(), false))->findings(SettingsRepository::of_site()->all(), time()) as $finding) {
            $statuses[$finding->code] = $finding->status->value;
        }

        self::assertSame(['warning', 'info', 'info', 'info'], [$statuses['cron'], $statuses['permalinks'], $statuses['two-addresses'], $statuses['edge']]);
    }

    public function test_files_that_opcache_never_looks_at_again_are_no_obstacle(): void
    {
        $facts = WebFacts::parse(['opcache' => true, 'checks_files' => false] + WebFacts::here()->to_array());
        self::assertNotNull($facts);
        $finding = array_values(array_filter(PhpLook::findings($facts), static fn(Finding $finding): bool => $finding->code === 'opcache'))[0];

        self::assertSame('good', $finding->status->value);
        self::assertNotSame('', $finding->detail);
    }

    public function test_evidence_is_short_valid_and_speaks_to_no_terminal(): void
    {
        $evidence = (new Finding('a', FindingStatus::Info, 'a', '', '', "one\ntwo \x1b[31m\u{202e}\xff" . str_repeat('ä', 1000)))->to_array()['evidence'] ?? '';

        self::assertStringStartsWith("one\ntwo ", $evidence);
        self::assertDoesNotMatchRegularExpression('/[\x1b\x{202e}]/u', $evidence);
        self::assertLessThan(610, mb_strlen($evidence));
        self::assertNotFalse(json_encode($evidence));
    }

    /** @var array<string, mixed> */
    private array $facts = [];

    /** @return array<string, mixed> */
    private function answer(string $url): array
    {
        $body = str_contains($url, 'dynamic-cache/v1/loopback')
            ? (string) json_encode(['ok' => true, 'facts' => $this->facts + ['scheme' => 'http'] + WebFacts::here()->to_array()])
            : '<html></html>';

        return ['headers' => $this->headers[$url] ?? [], 'body' => $body, 'response' => ['code' => 200, 'message' => ''], 'cookies' => []];
    }

    /** @return array<string, string> */
    private function statuses(): array
    {
        $statuses = [];
        foreach (HostLook::of_site()->findings() as $finding) {
            $statuses[$finding->code] = $finding->status->value;
        }

        return $statuses;
    }

    private function finding(string $code): Finding
    {
        foreach (HostLook::of_site()->findings() as $finding) {
            if ($finding->code === $code) {
                return $finding;
            }
        }
        self::fail("There is no {$code}.");
    }
}
