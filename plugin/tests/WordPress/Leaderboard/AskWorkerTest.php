<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Leaderboard;

use DynamicCache\Leaderboard\Actor;
use DynamicCache\Leaderboard\ControlPlane;
use DynamicCache\Leaderboard\WorkerCall;
use DynamicCache\Leaderboard\WorkerCalls;
use DynamicCache\Rest\AskWorker;
use DynamicCache\Rest\Refusal;
use DynamicCache\Tests\WordPress\Edge\EdgeTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** What the Leaderboard screen asks, what of that the Worker is asked, and what comes of its answer. */
final class AskWorkerTest extends EdgeTestCase
{
    private const TOKEN = 'a-capability-token-of-the-tests-0123456789';
    private const REQUEST = 'request-00000000000000000000000000000000';

    protected function setUp(): void
    {
        parent::setUp();
        putenv(ControlPlane::TOKEN . '=' . self::TOKEN);
        $this->log_in();
    }

    protected function tearDown(): void
    {
        putenv(ControlPlane::TOKEN);
        parent::tearDown();
    }

    /** @return iterable<string, array{string, array<string, mixed>, string, array<string, mixed>, array<string, mixed>}> */
    public static function calls(): iterable
    {
        $site = ['site_id' => 'site-1'];
        $agent = ['agent_id' => 'wp:ada'];
        yield 'averages' => ['/leaderboard', ['strategy' => 'edge-r2', 'samples' => 'all'], '/plugin/wp/loadtests/shared', $site + ['only_passing' => false, 'strategy' => 'edge-r2'], ['shared_page_profiles' => [], 'strategy_leaderboard' => []]];
        yield 'queue' => ['/sandbox', ['status' => 'all'], '/plugin/wp/sandbox/list', $site + ['status' => 'all'], ['count' => 0, 'requests' => []]];
        yield 'request' => ['/sandbox/request', ['task_type' => 'spike', 'priority_base' => 4], '/plugin/wp/sandbox/request', $site + ['requested_by_agent' => 'wp:ada', 'task_type' => 'spike', 'priority_base' => 4], ['request' => ['id' => self::REQUEST]]];
        yield 'vote' => ['/sandbox/vote', ['request_id' => self::REQUEST, 'vote' => -5], '/plugin/wp/sandbox/vote', $agent + ['request_id' => self::REQUEST, 'vote' => -5], ['request_id' => self::REQUEST, 'votes' => 1, 'score' => 25]];
        yield 'claim of whatever comes first' => ['/sandbox/claim', [], '/plugin/wp/sandbox/claim', $agent, ['selected_request' => [], 'selected_score' => 30, 'allocation' => []]];
        yield 'release' => ['/sandbox/release', ['request_id' => self::REQUEST, 'outcome' => 'requeue'], '/plugin/wp/sandbox/release', $agent + ['request_id' => self::REQUEST, 'outcome' => 'requeue'], ['request' => [], 'allocation' => []]];
        yield 'conflicts' => ['/sandbox/conflicts', [], '/plugin/wp/sandbox/conflicts/list', $site, ['count' => 0, 'conflicts' => []]];
        yield 'report' => ['/sandbox/conflicts/report', ['severity' => 2, 'summary' => 'Two at once'], '/plugin/wp/sandbox/conflicts/report', $site + $agent + ['severity' => 2, 'summary' => 'Two at once'], ['conflict' => []]];
        yield 'resolution' => ['/sandbox/conflicts/resolve', ['conflict_id' => 'conflict-1', 'resolution' => 'dismissed'], '/plugin/wp/sandbox/conflicts/resolve', $agent + ['conflict_id' => 'conflict-1', 'resolution' => 'dismissed'], ['conflict' => []]];
        yield 'invitation' => ['/testers/invite', ['name' => 'Grace'], '/api/plugin/testers', $site + ['name' => 'Grace'], ['tester' => [], 'secret' => 's', 'capability_token' => 't']];
        yield 'end of a key' => ['/testers/revoke', ['plugin_id' => 'tester-0123456789abcdef'], '/api/plugin/testers/revoke', $site + ['plugin_id' => 'tester-0123456789abcdef'], ['tester' => []]];
    }

    /**
     * @param array<string, mixed> $given
     * @param array<string, mixed> $told
     * @param array<string, mixed> $answer
     */
    #[DataProvider('calls')]
    public function test_the_worker_is_asked_in_the_name_of_the_site_and_of_whoever_is_logged_in(string $path, array $given, string $target, array $told, array $answer): void
    {
        $this->register();
        $this->worker->answers(200, ['ok' => true, 'unknown' => 'left out'] + $answer);
        $given_back = $this->ask($path, $given);
        $sent = $this->worker->last();

        self::assertSame(['ok' => true] + $answer, $given_back);
        self::assertSame(self::URL . $target, $sent->url);
        self::assertSame('POST', $sent->method);
        self::assertEquals($told, json_decode($sent->body, true));
        self::assertMatchesRegularExpression('/^v1=k-1:[0-9a-f]{64}$/', $sent->header('X-Plugin-Signature'));
        self::assertSame(str_starts_with($target, '/plugin/wp/sandbox/') ? self::TOKEN : '', $sent->header('X-Capability-Token'));
    }

    public function test_testers_are_listed_without_a_body_and_nothing_is_said_twice(): void
    {
        $this->register();
        $this->worker->answers(200, ['ok' => true, 'testers' => []]);

        self::assertSame(['ok' => true, 'testers' => []], $this->ask('/testers', []));
        self::assertSame(['GET', '', ''], [$this->worker->last()->method, $this->worker->last()->body, $this->worker->last()->header('Idempotency-Key')]);
    }

    public function test_an_object_without_members_is_nothing_and_no_list(): void
    {
        $this->register();
        $nothing = new \stdClass();
        $this->worker->answers(200, ['ok' => true, 'count' => 2, 'requests' => [['request' => ['context' => $nothing]], ['request' => ['context' => ['a' => 1]]]]]);
        $this->worker->answers(200, ['ok' => true, 'count' => 1, 'conflicts' => [['details' => $nothing]]]);

        self::assertSame(['ok' => true, 'count' => 2, 'requests' => [['request' => ['context' => null]], ['request' => ['context' => ['a' => 1]]]]], $this->ask('/sandbox', []));
        self::assertSame(['ok' => true, 'count' => 1, 'conflicts' => [['details' => null]]], $this->ask('/sandbox/conflicts', []));
    }

    /** @return iterable<string, array{string, array<string, mixed>, string}> */
    public static function wrong_bodies(): iterable
    {
        yield 'somebody else’s name' => ['/sandbox/vote', ['request_id' => 'r', 'vote' => 1, 'agent_id' => 'mallory'], 'agent_id'];
        yield 'another site' => ['/testers/invite', ['name' => 'Grace', 'site_id' => 'site-2'], 'site_id'];
        yield 'too many votes' => ['/sandbox/vote', ['request_id' => 'r', 'vote' => 6], 'vote'];
        yield 'no vote' => ['/sandbox/vote', ['request_id' => 'r'], 'vote'];
        yield 'a number as text' => ['/sandbox/conflicts/report', ['severity' => '2', 'summary' => 'x'], 'severity'];
        yield 'an empty summary' => ['/sandbox/conflicts/report', ['severity' => 2, 'summary' => ' '], 'summary'];
        yield 'a sandbox that is no name' => ['/sandbox/claim', ['sandbox_id' => "x'; DROP TABLE sites"], 'sandbox_id'];
        yield 'an id that is no tester’s' => ['/testers/revoke', ['plugin_id' => 'site-1'], 'plugin_id'];
        yield 'a strategy that there is not' => ['/leaderboard', ['strategy' => 'moon'], 'strategy'];
        yield 'a state that there is not' => ['/sandbox', ['status' => 'lost'], 'status'];
    }

    /** @param array<string, mixed> $given */
    #[DataProvider('wrong_bodies')]
    public function test_what_the_schema_refuses_never_leaves_the_site(string $path, array $given, string $wrong): void
    {
        $this->register();
        try {
            $this->ask($path, $given);
            self::fail('not refused');
        } catch (Refusal $refusal) {
            self::assertSame([400, 'invalid_body', $wrong], [$refusal->status, $refusal->error, $refusal->details[0]->path ?? null]);
        }

        self::assertSame([], $this->worker->sent);
    }

    public function test_without_a_worker_the_next_step_is_said(): void
    {
        $refusal = $this->refusal('/sandbox');

        self::assertSame([409, 'edge_not_connected'], [$refusal->status, $refusal->error]);
        self::assertStringContainsString('Edge screen', $refusal->details[0]->message ?? '');
    }

    public function test_without_a_capability_token_the_sandbox_says_where_to_put_one_and_the_rest_works(): void
    {
        $this->register();
        putenv(ControlPlane::TOKEN);
        $refusal = $this->refusal('/sandbox');
        $this->worker->answers(200, ['ok' => true, 'testers' => []]);
        $this->ask('/testers', []);

        self::assertSame([409, 'missing_capability_token'], [$refusal->status, $refusal->error]);
        self::assertStringContainsString('DYNAMIC_CACHE_SANDBOX_TOKEN', $refusal->details[0]->message ?? '');
        self::assertCount(1, $this->worker->sent);
    }

    /** @return iterable<string, array{int, string, int, string}> */
    public static function refusals(): iterable
    {
        yield 'nothing to claim' => [409, 'no_sandbox_request_available', 409, 'Nothing waits'];
        yield 'in use' => [409, 'sandbox_claim_conflict', 409, 'Somebody works in that sandbox'];
        yield 'not theirs' => [403, 'not_claimer_or_requester', 409, 'Only who claimed'];
        yield 'another token' => [403, 'invalid_capability_token', 502, 'DYNAMIC_CACHE_SANDBOX_TOKEN'];
        yield 'another key' => [401, 'signature_mismatch', 502, 'does not accept the key'];
        yield 'a Worker of before' => [404, 'not_found', 404, 'deploy'];
        yield 'a Worker that is not set up' => [503, 'signing_disabled', 502, 'CAP_TOKEN_SANDBOX_WRITE'];
    }

    #[DataProvider('refusals')]
    public function test_a_refusal_of_the_worker_is_told_with_what_helps(int $status, string $word, int $told, string $sentence): void
    {
        $this->register();
        $this->worker->answers($status, ['ok' => false, 'error' => $word]);
        $refusal = $this->refusal('/sandbox');

        self::assertSame([$told, $word], [$refusal->status, $refusal->error]);
        self::assertStringContainsString($sentence, $refusal->details[0]->message ?? '');
    }

    public function test_a_worker_that_is_down_or_speaks_otherwise_is_told_as_such(): void
    {
        $this->register();
        $this->worker->is_down();
        $down = $this->refusal('/sandbox');
        $this->worker->answers(200, ['ok' => true, 'requests' => []]);
        $other = $this->refusal('/sandbox');

        self::assertSame([502, 'edge_unreachable'], [$down->status, $down->error]);
        self::assertSame([502, 'edge_unreachable'], [$other->status, $other->error]);
        self::assertStringContainsString('update the older one', $other->details[0]->message ?? '');
    }

    /** @return iterable<string, array{string, string}> */
    public static function logins(): iterable
    {
        yield 'plain' => ['ada', '/^wp:ada$/'];
        yield 'an address' => ['ada@site.test', '/^wp:ada@site\.test$/'];
        yield 'blanks' => ['ada lovelace', '/^wp:ada-lovelace:[0-9]+$/'];
        yield 'letters of elsewhere' => ['ада', '/^wp:-+:[0-9]+$/'];
        yield 'very long' => [str_repeat('a', 120), '/^wp:a{100}:[0-9]+$/'];
    }

    #[DataProvider('logins')]
    public function test_every_account_is_an_actor_of_its_own(string $login, string $expected): void
    {
        $user = new \WP_User();
        $user->ID = 7;
        $user->user_login = $login;

        self::assertMatchesRegularExpression($expected, Actor::of($user));
        self::assertMatchesRegularExpression('/^[A-Za-z0-9][A-Za-z0-9_.:@-]{0,127}$/', Actor::of($user));
    }

    public function test_every_call_is_a_route_for_administrators_alone(): void
    {
        foreach (WorkerCalls::all() as $call) {
            foreach (['subscriber', 'editor'] as $role) {
                $this->become($role);
                self::assertSame(403, $this->rest($call->method, $call->path, $call->is_change() ? [] : null)->status, $call->path);
            }
            $this->become('administrator');
            self::assertContains($this->rest($call->method, $call->path, $call->is_change() ? [] : null)->status, [400, 409], $call->path);
        }
    }

    private function log_in(): void
    {
        $user = get_user_by('login', 'ada');
        wp_set_current_user($user instanceof \WP_User ? $user->ID : self::new_user());
    }

    private static function new_user(): int
    {
        $id = wp_insert_user(['user_login' => 'ada', 'user_pass' => wp_generate_password(), 'role' => 'administrator']);
        self::assertIsInt($id);

        return $id;
    }

    /** @param array<string, mixed> $given */
    private function ask(string $path, array $given): mixed
    {
        $call = array_values(array_filter(WorkerCalls::all(), static fn(WorkerCall $call): bool => $call->path === $path))[0];
        $request = new \WP_REST_Request($call->method, "/dynamic-cache/v1{$path}");
        if ($call->is_change()) {
            $request->set_header('Content-Type', 'application/json');
            $request->set_body((string) json_encode((object) $given));
        } else {
            $request->set_query_params($given + ['_locale' => 'user']);
        }

        return (new AskWorker($call, new ControlPlane($this->client())))->answer($request)->body;
    }

    private function refusal(string $path): Refusal
    {
        try {
            $this->ask($path, []);
        } catch (Refusal $refusal) {
            return $refusal;
        }
        self::fail('not refused');
    }
}
