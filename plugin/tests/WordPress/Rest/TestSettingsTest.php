<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\Findings\RedisProcess;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class TestSettingsTest extends WordPressTestCase
{
    private const PASSWORD = 'correct horse battery';

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
    }

    /** @return iterable<string, array{string, array<string, mixed>}> */
    public static function routes(): iterable
    {
        yield 'test' => ['/settings/test', ['what' => 'redis', 'settings' => ['redis' => ['host' => '127.0.0.1', 'port' => 1]]]];
        yield 'preview' => ['/settings/preview', ['field' => 'exclude.paths', 'pattern' => '/*']];
    }

    /** @param array<string, mixed> $body */
    #[DataProvider('routes')]
    public function test_WP_01_WP_02_only_who_may_manage_the_cache_gets_an_answer(string $path, array $body): void
    {
        $asked = 0;
        add_filter('pre_http_request', static function () use (&$asked): \WP_Error {
            $asked++;

            return new \WP_Error('x', 'x');
        });
        $statuses = [];
        foreach (['', 'subscriber', 'author', 'editor', 'administrator'] as $role) {
            $role === '' ? wp_set_current_user(0) : $this->become($role);
            $statuses[$role] = $this->rest('POST', $path, $body)->status;
        }

        self::assertSame(['' => 401, 'subscriber' => 403, 'author' => 403, 'editor' => 403, 'administrator' => 200], $statuses);
        self::assertSame(0, $asked);
    }

    public function test_WP_03_a_purge_capability_alone_is_not_enough(): void
    {
        $user = get_user_by('id', $this->become('editor'));
        self::assertInstanceOf(\WP_User::class, $user);
        $user->add_cap('purge_dynamic_cache');
        wp_set_current_user(0);
        wp_set_current_user($user->ID);

        self::assertSame(403, $this->rest('POST', '/settings/test', ['what' => 'loopback'])->status);
    }

    /** @return iterable<string, array{string|array<mixed>, string, list<string>}> */
    public static function bad_bodies(): iterable
    {
        yield 'nothing' => [[], 'invalid_body', ['what']];
        yield 'an unknown subject' => [['what' => 'everything'], 'invalid_body', ['what']];
        yield 'an unknown member' => [['what' => 'host', 'url' => 'http://127.0.0.1/'], 'invalid_body', ['url']];
        yield 'settings that are a list' => [['what' => 'redis', 'settings' => [1]], 'invalid_body', ['settings']];
        yield 'settings that are null' => ['{"what":"redis","settings":null}', 'invalid_body', ['settings']];
        yield 'a setting out of bounds' => [['what' => 'redis', 'settings' => ['redis' => ['port' => 70000]]], 'invalid_settings', ['settings.redis.port']];
        yield 'an ill-typed setting' => [['what' => 'redis', 'settings' => ['redis' => ['tls' => '1']]], 'invalid_settings', ['settings.redis.tls']];
        yield 'an unknown setting' => [['what' => 'edge', 'settings' => ['edge' => ['path' => '/']]], 'invalid_settings', ['settings.edge.path']];
        yield 'an address with a path' => [['what' => 'edge', 'settings' => ['edge' => ['url' => 'http://169.254.169.254/latest/']]], 'invalid_settings', ['settings.edge.url']];
        yield 'no JSON' => ['what=host', 'invalid_json', []];
    }

    /**
     * @param string|array<mixed> $body
     * @param list<string> $paths
     */
    #[DataProvider('bad_bodies')]
    public function test_a_bad_body_is_refused_with_the_path_of_what_is_wrong(string|array $body, string $error, array $paths): void
    {
        $answer = $this->rest('POST', '/settings/test', $body);

        self::assertSame([400, $error, $paths], [$answer->status, $answer->at('error'), $answer->wrong_paths()]);
    }

    public function test_the_answer_has_the_form_of_the_contract(): void
    {
        $answer = $this->rest('POST', '/settings/test', ['what' => 'redis']);

        self::assertSame(['ok', 'what', 'passed', 'findings', 'ms'], array_keys($answer->body));
        self::assertSame([true, 'redis', false, 'redis-connect'], [$answer->at('ok'), $answer->at('what'), $answer->at('passed'), $answer->at('findings.0.code')]);
        self::assertIsInt($answer->at('ms'));
        self::assertSame('no-store', $answer->headers['Cache-Control'] ?? null);
    }

    public function test_unsaved_settings_are_tried_and_not_saved(): void
    {
        $before = [SettingsRepository::of_site()->revision(), get_option('dynamic_cache_settings')];
        $redis = RedisProcess::saying([]);
        $answer = $this->rest('POST', '/settings/test', ['what' => 'redis', 'settings' => ['redis' => ['host' => '127.0.0.1', 'port' => $redis->port, 'password' => self::PASSWORD]]]);
        $commands = $redis->commands();
        $redis->stop();

        self::assertSame(200, $answer->status);
        self::assertSame('AUTH ' . self::PASSWORD, $commands[0]);
        self::assertSame($before, [SettingsRepository::of_site()->revision(), get_option('dynamic_cache_settings')]);
    }

    public function test_WP_18_a_masked_secret_means_the_saved_one(): void
    {
        $mask = $this->patch_settings(['redis' => ['password' => self::PASSWORD]])->text('settings.redis.password');
        foreach ([$mask, ''] as $given) {
            $redis = RedisProcess::saying([]);
            $this->rest('POST', '/settings/test', ['what' => 'redis', 'settings' => ['redis' => ['host' => '127.0.0.1', 'port' => $redis->port, 'password' => $given]]]);
            $commands = $redis->commands();
            $redis->stop();

            self::assertSame('AUTH ' . self::PASSWORD, $commands[0]);
        }
    }

    public function test_WP_18_no_secret_is_in_any_answer(): void
    {
        $this->patch_settings(['redis' => ['password' => self::PASSWORD], 'edge' => ['basic_auth' => 'somebody:battery', 'zone_token' => 'horse token']]);
        add_filter('pre_http_request', static fn(): \WP_Error => new \WP_Error('http_request_failed', 'cURL error 7: refused'));
        $answers = '';
        foreach (['host', 'pages', 'loopback', 'edge', 'redis', 'ways-in'] as $what) {
            $answer = $this->rest('POST', '/settings/test', ['what' => $what, 'settings' => ['redis' => ['host' => '127.0.0.1', 'port' => 1, 'username' => 'me', 'password' => 'another battery']]]);
            self::assertSame(200, $answer->status, $what);
            $answers .= (string) json_encode($answer->body, JSON_UNESCAPED_UNICODE);
        }

        self::assertDoesNotMatchRegularExpression('/battery|correct|horse|tery|somebody/', $answers);
    }

    public function test_WP_17_a_secret_that_a_constant_decides_is_not_replaced(): void
    {
        putenv('DYNAMIC_CACHE_REDIS_PASSWORD=' . self::PASSWORD);
        $answer = $this->rest('POST', '/settings/test', ['what' => 'redis', 'settings' => ['redis' => ['password' => 'mine']]]);
        putenv('DYNAMIC_CACHE_REDIS_PASSWORD');

        self::assertSame([409, 'setting_is_fixed', ['settings.redis.password']], [$answer->status, $answer->at('error'), $answer->wrong_paths()]);
        self::assertStringNotContainsString('battery', (string) json_encode($answer->body));
    }

    public function test_unsaved_rules_decide_which_pages_would_be_stored(): void
    {
        add_filter('pre_http_request', static fn(): array => ['headers' => ['x-dynamic-cache-look' => 'store; ttl=60'], 'body' => 'same', 'response' => ['code' => 200, 'message' => ''], 'cookies' => []]);
        $answer = $this->rest('POST', '/settings/test', ['what' => 'pages', 'settings' => ['exclude' => ['paths' => ['/sample-*']]]]);
        $verdicts = [];
        foreach ((array) $answer->at('findings') as $finding) {
            self::assertIsArray($finding);
            $verdicts[] = [$finding['title'] ?? '', $finding['evidence'] ?? ''];
        }

        self::assertContains(['Sample Page: would not be stored', 'reason=excluded'], $verdicts);
        self::assertContains('Hello world!: would be stored', array_column($verdicts, 0));
    }
}
