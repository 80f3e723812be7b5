<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Rest\Routes;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class PermissionsTest extends WordPressTestCase
{
    private const PUBLIC_ROUTES = ['/dynamic-cache/v1/nonces', '/dynamic-cache/v1/challenge/(?P<id>[A-Za-z0-9_-]{1,64})'];

    public function test_WP_01_every_route_has_a_permission_callback_and_only_two_are_public(): void
    {
        $open = [];
        $count = 0;
        foreach (rest_get_server()->get_routes(Routes::NAMESPACE) as $path => $handlers) {
            foreach (is_array($handlers) ? $handlers : [] as $handler) {
                $mayAnyone = is_array($handler) ? $handler['permission_callback'] ?? null : null;
                if ($path === '/' . Routes::NAMESPACE) {
                    continue;
                }
                self::assertIsCallable($mayAnyone, (string) $path);
                $count++;
                if ($mayAnyone(new \WP_REST_Request('GET', (string) $path)) === true) {
                    $open[] = $path;
                }
            }
        }

        self::assertGreaterThanOrEqual(6, $count);
        self::assertSame(self::PUBLIC_ROUTES, $open);
    }

    /** @return iterable<string, array{string, string, array<string, mixed>|null}> */
    public static function routes(): iterable
    {
        yield 'status' => ['GET', '/status', null];
        yield 'settings' => ['GET', '/settings', null];
        yield 'change of settings' => ['PATCH', '/settings', ['ttl' => ['page' => 600]]];
        yield 'purge of everything' => ['POST', '/purge', ['everything' => true]];
        yield 'purge of tags' => ['POST', '/purge', ['tags' => ['home']]];
        yield 'purges' => ['GET', '/purges', null];
        yield 'outbox' => ['GET', '/outbox', null];
        yield 'dropping of messages' => ['POST', '/outbox', ['do' => 'drop']];
        yield 'figures of the edge' => ['GET', '/edge', null];
    }

    /** @param array<string, mixed>|null $body */
    #[DataProvider('routes')]
    public function test_WP_02_nobody_else_gets_in_and_nothing_changes(string $method, string $path, ?array $body): void
    {
        $revision = SettingsRepository::of_site()->revision();
        $statuses = [];
        foreach (['', 'subscriber', 'contributor', 'author', 'editor'] as $role) {
            $role === '' ? wp_set_current_user(0) : $this->become($role);
            $answer = $this->rest($method, $path, $body, ['If-Match' => $revision]);
            $statuses[$role] = [$answer->status, $answer->at('ok'), $answer->at('error')];
        }

        $refused = [403, false, 'not_allowed'];
        self::assertSame(
            ['' => [401, false, 'not_logged_in'], 'subscriber' => $refused, 'contributor' => $refused, 'author' => $refused, 'editor' => $refused],
            $statuses,
        );
        self::assertSame($revision, SettingsRepository::of_site()->revision());
    }

    /** @param array<string, mixed>|null $body */
    #[DataProvider('routes')]
    public function test_WP_02_administrators_do(string $method, string $path, ?array $body): void
    {
        $this->become('administrator');
        $answer = $this->rest($method, $path, $body, ['If-Match' => SettingsRepository::of_site()->revision()]);

        self::assertSame([200, true], [$answer->status, $answer->at('ok')]);
    }

    public function test_a_role_can_be_given_the_purge_alone(): void
    {
        $user = get_user_by('id', $this->become('editor'));
        self::assertInstanceOf(\WP_User::class, $user);
        $user->add_cap('purge_dynamic_cache');
        wp_set_current_user(0);
        wp_set_current_user($user->ID);

        self::assertSame(200, $this->rest('POST', '/purge', ['everything' => true])->status);
        self::assertSame(403, $this->rest('GET', '/settings')->status);
    }

    public function test_an_administrator_can_be_denied_by_name(): void
    {
        $user = get_user_by('id', $this->become('administrator'));
        self::assertInstanceOf(\WP_User::class, $user);
        $user->add_cap('manage_dynamic_cache', false);
        wp_set_current_user(0);
        wp_set_current_user($user->ID);

        self::assertSame(403, $this->rest('GET', '/settings')->status);
    }

    /** @param array<string, mixed>|null $body */
    #[DataProvider('routes')]
    public function test_no_answer_may_be_stored(string $method, string $path, ?array $body): void
    {
        $refused = $this->rest($method, $path, $body);
        $this->become('administrator');
        $answered = $this->rest($method, $path, $body);

        self::assertSame('no-store', $refused->headers['Cache-Control'] ?? null);
        self::assertSame('no-store', $answered->headers['Cache-Control'] ?? null);
    }
}
