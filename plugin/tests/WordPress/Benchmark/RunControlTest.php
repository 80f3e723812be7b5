<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

use DynamicCache\Tests\WordPress\LiveAnswer;

/** Runs that are begun, left, killed, continued and ended. */
final class RunControlTest extends BenchmarkTestCase
{
    protected function tearDown(): void
    {
        self::inside('let-go');
        self::drive('{"do":"cancel"}');
        parent::tearDown();
    }

    public function test_a_screen_takes_steps_sees_progress_and_can_cancel_and_resume(): void
    {
        $before = self::traces();
        $started = self::drive('{"do":"start","pages":1,"load":1000}');
        self::assertSame(200, $started->status, $started->body);
        $first = self::active($started);
        $second = self::active(self::drive('{"do":"step"}'));
        $cancelled = self::drive('{"do":"cancel"}');
        $run = is_string($first['id'] ?? null) ? $first['id'] : '';

        self::assertSame(0, self::progress($first)['done']);
        self::assertGreaterThan(0, self::progress($second)['done']);
        self::assertIsInt(self::progress($second)['eta_seconds']);
        self::assertNull($cancelled->member('active'));
        self::assertSame(array_diff_key($before, ['options' => 1]), array_diff_key(self::traces(), ['options' => 1]));
        self::assertDirectoryDoesNotExist(self::live()->file('wp-content/cache/dynamic-cache/probe'));
        $resumed = self::active(self::drive(sprintf('{"do":"resume","run":"%s"}', $run)));
        self::assertSame([$run, 'running', self::progress($second)['done']], [$resumed['id'], $resumed['state'], self::progress($resumed)['done']]);
    }

    public function test_there_is_one_run_at_a_time(): void
    {
        self::drive('{"do":"start","pages":1,"load":1000}');
        $second = self::drive('{"do":"start"}');

        self::assertSame([409, 'run_under_way'], [$second->status, $second->text('error')]);
    }

    public function test_a_busy_host_is_left_alone(): void
    {
        self::drive('{"do":"start","pages":1,"load":0.05}');
        $step = self::drive('{"do":"step"}');

        self::assertSame('waiting', $step->text('progress'));
        self::assertSame(0, self::progress(self::active($step))['done']);
    }

    public function test_a_run_whose_process_was_killed_leaves_nothing_and_goes_on(): void
    {
        $before = self::traces();
        self::drive('{"do":"start","pages":1,"load":1000}');
        $process = proc_open([PHP_BINARY, __DIR__ . '/inside.php', self::live()->wordpress->root, 'clock'], [1 => ['file', '/dev/null', 'w'], 2 => ['file', '/dev/null', 'w']], $pipes);
        self::assertIsResource($process);
        for ($try = 0; $try < 400 && !is_dir(self::live()->file('wp-content/cache/dynamic-cache/probe')); $try++) {
            usleep(25_000);
        }
        posix_kill(proc_get_status($process)['pid'], SIGKILL);
        proc_close($process);
        // What it had in its hands.
        self::inside('canary');
        self::inside('probe-post');
        self::assertNotSame(array_intersect_key($before, ['users' => 1, 'posts' => 1]), array_intersect_key(self::traces(), ['users' => 1, 'posts' => 1]));
        $done = self::progress(self::active(self::drive('{"do":"step"}')))['done'];
        self::inside('let-go');
        $after = self::active(self::drive('{"do":"step"}'));

        self::assertGreaterThan($done, self::progress($after)['done']);
        self::assertSame('running', $after['state']);
        $own = ['users' => 1, 'usermeta' => 1, 'posts' => 1, 'postmeta' => 1];
        self::assertSame(array_intersect_key($before, $own), array_intersect_key(self::traces(), $own));
    }

    public function test_what_a_killed_run_left_is_gone_after_the_next_sweep(): void
    {
        $before = self::traces();
        self::inside('canary');
        self::inside('half-canary');
        $users = self::traces()['users'];
        self::assertIsArray($users);
        self::assertIsArray($before['users']);
        self::assertCount(count($before['users']) + 2, $users);
        self::inside('probe-post');
        self::inside('sweep');

        self::assertSame(array_diff_key($before, ['pages' => 1, 'options' => 1]), array_diff_key(self::traces(), ['pages' => 1, 'options' => 1]));
    }

    public function test_a_run_that_has_not_passed_the_gates_is_not_applied(): void
    {
        $active = self::active(self::drive('{"do":"start","pages":1,"load":1000}'));
        $id = is_string($active['id'] ?? null) ? $active['id'] : '';
        $apply = self::drive(sprintf('{"do":"apply","run":"%s","strategy":"origin-disk"}', $id));

        self::assertSame([409, 'run_is_running'], [$apply->status, $apply->text('error')]);
        self::assertSame([404, 'no_such_run'], [($none = self::drive('{"do":"apply","run":"0000000000000000","strategy":"origin-disk"}'))->status, $none->text('error')]);
    }

    public function test_bad_bodies_are_refused_with_the_path_and_change_nothing(): void
    {
        foreach (['{"do":"start","pages":0}' => 'pages', '{"do":"dance"}' => 'do', '{"do":"resume"}' => 'run', '{"do":"start","strategies":["x"]}' => 'strategies.0', '{"do":"start","colour":"red"}' => 'colour', '{}' => 'do'] as $body => $path) {
            $answer = self::drive($body);
            $details = $answer->member('details');
            self::assertSame([400, 'invalid_body'], [$answer->status, $answer->text('error')], $body);
            self::assertIsArray($details);
            self::assertIsArray($details[0] ?? null);
            self::assertSame($path, $details[0]['path'], $body);
        }
        self::assertNull(self::live()->rest('GET', '/benchmark')->member('active'));
        self::assertSame([409, 'strategy_not_possible'], [($impossible = self::drive('{"do":"start","strategies":["edge-r2"]}'))->status, $impossible->text('error')]);
    }

    public function test_nobody_without_the_capability_gets_near_it(): void
    {
        foreach ([['GET', '/benchmark'], ['POST', '/benchmark'], ['GET', '/benchmark/0000000000000000'], ['GET', '/benchmark/compare']] as [$method, $path]) {
            self::assertSame(401, self::live()->request($method, "/wp-json/dynamic-cache/v1{$path}", '', ['Content-Type' => 'application/json'])->status, "{$method} {$path}");
        }
    }

    public function test_the_schedule_begins_a_run_of_all_that_the_host_can_and_cron_goes_on_with_it(): void
    {
        self::inside('due');
        $active = self::active(self::live()->rest('GET', '/benchmark'));
        self::inside('due');

        self::assertSame('running', $active['state']);
        self::assertGreaterThan(20, self::progress($active)['of']);
        self::assertTrue(self::inside('is-scheduled'));
        self::assertSame($active['id'], self::active(self::live()->rest('GET', '/benchmark'))['id'], 'One at a time.');
        self::drive('{"do":"cancel"}');
        self::inside('clock');
        self::assertFalse(self::inside('is-scheduled'), 'Nothing is left to be done.');
    }

    public function test_the_schedule_is_kept_by_cron(): void
    {
        self::assertSame('weekly', self::drive('{"do":"schedule","every":"weekly"}')->text('schedule'));
        self::assertSame('off', self::drive('{"do":"schedule","every":"off"}')->text('schedule'));
    }

    private static function drive(string $body): LiveAnswer
    {
        return self::live()->rest('POST', '/benchmark', $body);
    }

    /** @return array<mixed> */
    private static function active(LiveAnswer $answer): array
    {
        $active = $answer->member('active');
        self::assertIsArray($active, $answer->body);

        return $active;
    }

    /**
     * @param array<mixed> $run
     *
     * @return array<mixed>
     */
    private static function progress(array $run): array
    {
        $progress = $run['progress'] ?? null;
        self::assertIsArray($progress);

        return $progress;
    }
}
