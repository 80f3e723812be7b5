<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Stats;

use DynamicCache\Engine\CountLog;
use DynamicCache\Engine\CountOutcome;
use DynamicCache\Engine\CountRecord;
use DynamicCache\Engine\Reason;
use DynamicCache\Stats\Fold;
use DynamicCache\Stats\LogFiles;
use DynamicCache\Stats\Totals;
use DynamicCache\Tests\Store\TemporaryFolder;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** Each request is in the totals exactly once. */
final class FoldTest extends TestCase
{
    private const STEPS = ['set aside', 'read', 'deleted', 'counted', 'kept'];

    private TemporaryFolder $folder;

    private TextStore $store;

    private int $now;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        mkdir($this->folder->path . '/count');
        $this->store = new TextStore($this->folder->path . '/totals');
        $this->now = time();
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    /** @return iterable<string, array{string}> */
    public static function steps(): iterable
    {
        foreach (self::STEPS as $step) {
            yield $step => [$step];
        }
    }

    #[DataProvider('steps')]
    public function test_a_fold_that_is_killed_loses_and_doubles_nothing(string $step): void
    {
        $this->append(3);
        $this->fold($this->now);
        $this->append(4);
        $child = pcntl_fork();
        if ($child === 0) {
            $this->fold($this->now + 3600, static function (string $at) use ($step): void {
                if ($at === $step) {
                    posix_kill(posix_getpid(), SIGKILL);
                }
            });
            posix_kill(posix_getpid(), SIGTERM);
        }
        pcntl_waitpid($child, $status);
        self::assertSame(SIGKILL, is_int($status) ? pcntl_wtermsig($status) : null, 'The fold did not come to that step.');
        $this->append(2);
        $this->fold($this->now + 3600);
        $this->fold($this->now + 3600);
        $this->fold($this->now + 3600);

        self::assertSame(9, $this->hits());
        self::assertSame(['totals'], $this->folder->files());
    }

    public function test_a_request_that_opened_the_log_before_it_was_folded_counts(): void
    {
        $this->append(1);
        $late = fopen($this->folder->path . '/count/1.php', 'ab');
        self::assertIsResource($late);
        $this->fold($this->now);
        fwrite($late, $this->record()->line());
        fclose($late);
        $this->fold($this->now);
        $this->fold($this->now + 3600);
        $this->fold($this->now + 3600);

        self::assertSame(2, $this->hits());
    }

    public function test_lines_that_are_no_records_are_passed_over(): void
    {
        $line = $this->record()->line();
        $text = "<?php exit; ?>\n\0\0\0\n{$line}hello\n" . substr($line, 0, 20) . $line . substr($line, 0, 30);
        file_put_contents($this->folder->path . '/count/1.php', $text);
        $this->fold($this->now);
        $this->fold($this->now + 3600);

        self::assertSame(2, $this->hits());
        self::assertSame(['totals'], $this->folder->files());
    }

    public function test_totals_that_are_broken_begin_again(): void
    {
        file_put_contents($this->folder->path . '/totals', '{"v":1,"days":');
        $this->append(2);
        $this->fold($this->now);

        self::assertSame(2, $this->hits());
    }

    public function test_a_day_is_one_of_the_sites_time_zone(): void
    {
        // 2027-01-15 08:00 UTC is 21:00 in Auckland, UTC+13; four hours later is the next day there.
        $this->append(1, 1_800_000_000);
        $this->append(2, 1_800_000_000 + 4 * 3600);
        $this->fold(1_800_000_000 + 5 * 3600, null, new \DateTimeZone('Pacific/Auckland'));

        self::assertSame([1, 2], [$this->hits_of('2027-01-15'), $this->hits_of('2027-01-16')]);
    }

    public function test_keeps_ninety_days(): void
    {
        $this->append(1, 1_800_000_000 - 90 * 86400);
        $this->append(1, 1_800_000_000 - 89 * 86400);
        $this->fold(1_800_000_000);

        self::assertSame([0, 1], [$this->hits_of('2026-10-17'), $this->hits_of('2026-10-18')]);
    }

    public function test_a_full_log_marks_the_days_that_miss_requests(): void
    {
        $this->append(1, 1_800_000_000 - 86400);
        $this->fold(1_800_000_000 - 86400);
        $log = fopen($this->folder->path . '/count/1.php', 'wb');
        self::assertIsResource($log);
        ftruncate($log, CountLog::MAX_BYTES);
        fclose($log);
        $this->fold(1_800_000_000);
        $totals = Totals::parse($this->store->read());

        self::assertSame(
            [false, true, true],
            array_map($totals->has_gap(...), ['2027-01-13', '2027-01-14', '2027-01-15']),
        );
    }

    public function test_a_log_that_cannot_be_folded_away_grows_no_further_and_does_not_claim_to_be_counted(): void
    {
        $this->append(1);
        $this->fold($this->now);
        $this->append(1);
        $full = fopen($this->folder->path . '/count/1-ff.php', 'wb');
        self::assertIsResource($full);
        ftruncate($full, CountLog::MAX_BYTES);
        fclose($full);
        $this->fold($this->now + 10);

        self::assertSame([1, $this->now], [$this->hits(), Totals::parse($this->store->read())->until()]);
        $this->fold($this->now + 3600);
        $this->fold($this->now + 3600);
        self::assertSame([2, $this->now + 3600], [$this->hits(), Totals::parse($this->store->read())->until()]);
    }

    public function test_any_order_of_requests_folds_and_crashes_counts_each_once(): void
    {
        for ($seed = 1; $seed <= 60; $seed++) {
            mt_srand($seed);
            $appended = 0;
            /** @var list<resource> $open */
            $open = [];
            for ($move = 0; $move < 40; $move++) {
                switch (mt_rand(0, 4)) {
                    case 0:
                        $this->append($n = mt_rand(1, 3));
                        $appended += $n;
                        break;
                    case 1:
                        $handle = fopen($this->folder->path . '/count/1.php', 'ab');
                        self::assertIsResource($handle);
                        $open[] = $handle;
                        break;
                    case 2:
                        $handle = array_shift($open);
                        if ($handle !== null) {
                            fwrite($handle, $this->record()->line());
                            fclose($handle);
                            $appended++;
                        }
                        break;
                    default:
                        $this->disturbed_fold($open === [] ? mt_rand(0, 1) * 3600 : 0, 2);
                }
            }
            array_map(fclose(...), $open);
            $this->fold($this->now + 3600);

            self::assertSame($appended, $this->hits(), "seed {$seed}");
            $this->tearDown();
            $this->setUp();
        }
    }

    /** A fold that another one runs into at one step, and that ends at one. */
    private function disturbed_fold(int $later, int $depth): void
    {
        $crash = self::STEPS[mt_rand(0, 4)];
        $other = self::STEPS[mt_rand(0, 4)];
        $crashes = mt_rand(0, 2) === 0;
        try {
            $this->fold($this->now + $later, function (string $at) use ($crash, $crashes, $other, $later, $depth): void {
                if ($at === $other && $depth > 0) {
                    $this->disturbed_fold($later, $depth - 1);
                }
                if ($at === $crash && $crashes) {
                    throw new \DomainException('killed');
                }
            });
        } catch (\DomainException) {
            return;
        }
    }

    /** @param (\Closure(string): void)|null $at */
    private function fold(int $now, ?\Closure $at = null, ?\DateTimeZone $zone = null): void
    {
        $id = static fn(): string => bin2hex(random_bytes(8));
        (new Fold(new LogFiles($this->folder->path, '1', $id), $this->store, $id, $at ?? static function (string $step): void {}))
            ->run($now, $zone ?? new \DateTimeZone('UTC'));
    }

    private function append(int $times, ?int $at = null): void
    {
        for (; $times > 0; $times--) {
            (new CountLog($this->folder->path, '1'))->append($this->record($at));
        }
    }

    private function record(?int $at = null): CountRecord
    {
        return new CountRecord($at ?? $this->now, CountOutcome::Hit, Reason::Fresh, null, 100, 250, '0123456789abcdef');
    }

    private function hits(): int
    {
        return $this->hits_of(gmdate('Y-m-d', $this->now));
    }

    private function hits_of(string $day): int
    {
        $hits = Totals::parse($this->store->read())->day($day)->counts()['hits'];
        self::assertIsInt($hits);

        return $hits;
    }
}
