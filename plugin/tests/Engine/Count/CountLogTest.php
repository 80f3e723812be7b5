<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Count;

use DynamicCache\Engine\CountLog;
use DynamicCache\Engine\CountOutcome;
use DynamicCache\Engine\CountRecord;
use DynamicCache\Engine\Reason;
use DynamicCache\Tests\Store\TemporaryFolder;
use PHPUnit\Framework\TestCase;

final class CountLogTest extends TestCase
{
    private TemporaryFolder $folder;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        mkdir($this->folder->path . '/count');
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    public function test_a_record_comes_back_as_it_was(): void
    {
        $record = new CountRecord(1_800_000_000, CountOutcome::Miss, Reason::Cold, Reason::SetCookie, 70_123, 4_321, '0123456789abcdef');

        self::assertEquals($record, CountRecord::parse(rtrim($record->line(), "\n")));
    }

    public function test_every_reason_and_outcome_comes_back(): void
    {
        foreach (CountOutcome::cases() as $outcome) {
            foreach (Reason::cases() as $reason) {
                $record = new CountRecord(1_800_000_000, $outcome, $reason, $reason);
                self::assertEquals($record, CountRecord::parse(rtrim($record->line(), "\n")));
            }
        }
    }

    public function test_the_line_of_a_hit_is_that_of_its_record(): void
    {
        $record = new CountRecord(1_800_000_000, CountOutcome::Hit, Reason::Fresh, null, 70_123, 321, '0123456789abcdef');

        self::assertSame($record->line(), CountRecord::line_of_hit(1_800_000_000, 70_123, 321, '0123456789abcdef'));
        self::assertNull(CountRecord::parse(rtrim(CountRecord::line_of_hit(1_800_000_000, 1, -1, '0123456789abcdef'), "\n"))?->micros);
    }

    public function test_hits_in_a_rush_are_sampled_and_the_others_are_not(): void
    {
        $log = new CountLog($this->folder->path, '1');
        $this->count_hit((float) (time() - 5));
        self::assertSame(1, self::lines($log));
        for ($micros = 0; $micros < 800; $micros++) {
            // Whatever the clock says now, the log was written to in that second.
            touch($log->path, 1_800_000_000);
            clearstatcache();
            $this->count_hit(1_800_000_000 + $micros / 1_000_000);
        }
        self::assertEqualsWithDelta(1 + 800, self::lines($log), 16);
        touch($log->path, 1_800_000_000);
        clearstatcache();
        $before = self::lines($log);
        $this->count_hit(1_800_000_001.000_001);
        self::assertSame($before + 1, self::lines($log));
    }

    private function count_hit(float $at): void
    {
        $times = CountLog::times_of_hit($this->folder->path, '1', $at);
        if ($times > 0) {
            (new CountLog($this->folder->path, '1'))->append_hit(CountRecord::line_of_hit((int) $at, 1, 1, '0123456789abcdef'), $times);
        }
    }

    private static function lines(CountLog $log): int
    {
        return substr_count((string) file_get_contents($log->path), ' hit fresh ');
    }

    public function test_no_changed_or_shortened_line_is_a_record(): void
    {
        $line = rtrim((new CountRecord(1_800_000_000, CountOutcome::Hit, Reason::Fresh, null, 9, 9, '0123456789abcdef'))->line(), "\n");
        for ($at = 0; $at < strlen($line); $at++) {
            self::assertNull(CountRecord::parse(substr($line, 0, $at)), "cut at {$at}");
            $changed = $line;
            $changed[$at] = chr(ord($line[$at]) ^ 1);
            self::assertNull(CountRecord::parse($changed), "changed at {$at}");
        }
    }

    public function test_a_record_behind_a_torn_one_still_counts(): void
    {
        $line = rtrim((new CountRecord(1_800_000_000, CountOutcome::Hit, Reason::Fresh))->line(), "\n");
        for ($at = 1; $at < strlen($line); $at++) {
            self::assertNotNull(CountRecord::parse(substr($line, 0, $at) . $line), "torn at {$at}");
        }
    }

    public function test_a_web_server_that_runs_the_log_prints_nothing(): void
    {
        $log = new CountLog($this->folder->path, '1');
        $log->append(self::hit());
        $log->append(self::hit());

        self::assertSame(2, substr_count((string) file_get_contents($log->path), ' hit fresh '));
        self::assertSame('', shell_exec(PHP_BINARY . ' ' . escapeshellarg($log->path)) ?? '');
        self::assertSame(0640, fileperms($log->path) & 0777);
    }

    public function test_stops_at_its_size(): void
    {
        $log = new CountLog($this->folder->path, '1', 500);
        for ($i = 0; $i < 100; $i++) {
            $log->append(self::hit());
        }

        self::assertLessThan(600, filesize($log->path));
        self::assertGreaterThanOrEqual(500, filesize($log->path));
    }

    public function test_a_missing_folder_costs_a_count_and_no_word(): void
    {
        rmdir($this->folder->path . '/count');
        set_error_handler(static fn(int $type, string $message): never => throw new \ErrorException($message));
        try {
            (new CountLog($this->folder->path, '1'))->append(self::hit());
        } finally {
            restore_error_handler();
        }

        self::assertSame([], $this->folder->files());
    }

    public function test_writes_of_several_processes_never_mix(): void
    {
        $children = [];
        for ($i = 0; $i < 4; $i++) {
            $child = pcntl_fork();
            if ($child === 0) {
                $log = new CountLog($this->folder->path, '1');
                for ($n = 0; $n < 500; $n++) {
                    $log->append(self::hit());
                }
                posix_kill(posix_getpid(), SIGKILL);
            }
            $children[] = $child;
        }
        foreach ($children as $child) {
            pcntl_waitpid($child, $status);
        }
        $lines = explode("\n", (string) file_get_contents($this->folder->path . '/count/1.php'));
        $records = array_filter(array_map(CountRecord::parse(...), $lines));

        self::assertCount(2000, $records);
    }

    private static function hit(): CountRecord
    {
        return new CountRecord(1_800_000_000, CountOutcome::Hit, Reason::Fresh, null, 9, 9, '0123456789abcdef');
    }
}
