<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\DiskLeases;
use DynamicCache\Store\Lease;
use DynamicCache\Store\LeaseNote;
use DynamicCache\Store\LeaseNoteKind;
use DynamicCache\Store\LeaseNotes;
use DynamicCache\Store\Leases;

final class DiskLeasesTest extends LeasesTestCase
{
    private TemporaryFolder $folder;

    /** @var list<Leases> kept: with the last of them its files would be closed */
    private array $processes = [];

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
    }

    protected function tearDown(): void
    {
        $this->processes = [];
        $this->folder->delete();
    }

    protected function leases(): Leases
    {
        $this->processes[] = $leases = new DiskLeases($this->folder->path, '1');
        self::assertLessThan(100, count($this->processes));

        return $leases;
    }

    public function test_a_lease_that_was_given_back_leaves_no_file(): void
    {
        $leases = $this->leases();
        $leases->release($this->taken($leases, self::KEY, time()));

        self::assertSame([], preg_grep('/\.lock$/', $this->folder->files()));
    }

    public function test_r_21_a_renderer_that_is_killed_blocks_nobody(): void
    {
        $process = proc_open([PHP_BINARY, __DIR__ . '/Race/lease-holder.php', $this->folder->path, self::KEY], [1 => ['pipe', 'w']], $pipes);
        self::assertNotFalse($process);
        self::assertSame("held\n", fgets($pipes[1]));
        self::assertNull($this->leases()->take(self::KEY, time()));

        proc_terminate($process, SIGKILL);
        proc_close($process);
        $this->taken($this->leases(), self::KEY, time());
        self::assertNull($this->leases()->take(self::KEY, time()));
    }

    /** Of many processes that see at the same moment that a renderer hangs, or died long ago, one renders. */
    public function test_r_21_many_at_once_elect_one(): void
    {
        foreach (['hung', 'dead'] as $what) {
            $holder = $this->leases();
            $lease = $this->taken($holder, self::KEY, time() - 1000);
            if ($what === 'dead') {
                $this->processes = [];
                unset($holder);
            }
            $processes = [];
            foreach (range(1, 12) as $number) {
                $command = [PHP_BINARY, __DIR__ . '/Race/lease-taker.php', $this->folder->path, self::KEY];
                $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w']], $pipes);
                self::assertNotFalse($process);
                self::assertSame("ready\n", fgets($pipes[1]));
                $processes[] = [$process, $pipes[0], $pipes[1]];
            }
            touch("{$this->folder->path}/go");
            $won = count(array_filter($processes, static fn(array $process): bool => fgets($process[2]) === "won\n"));
            foreach ($processes as [$process, $in]) {
                fclose($in);
                proc_close($process);
            }
            self::assertSame(1, $won, "A renderer that was {$what} has that many successors.");
            $this->folder->delete();
            $this->folder = new TemporaryFolder();
        }
    }

    public function test_r_09_where_no_lease_can_be_kept_everybody_gets_one(): void
    {
        file_put_contents("{$this->folder->path}/lease", 'in the way');

        foreach ([$this->leases(), $this->leases()] as $leases) {
            $lease = $this->taken($leases, self::KEY);
            self::assertSame('', $lease->id);
            $leases->release($lease);
            self::assertFalse($leases->note(self::KEY, new LeaseNote(LeaseNoteKind::Asked, self::NOW, self::NOW + 1)));
            self::assertNull($leases->noted(self::KEY));
        }
        self::assertSame('in the way', file_get_contents("{$this->folder->path}/lease"));
    }

    public function test_a_torn_or_foreign_note_is_none(): void
    {
        $leases = $this->leases();
        $leases->note(self::KEY, new LeaseNote(LeaseNoteKind::Refused, self::NOW, self::NOW + 10));
        $path = "{$this->folder->path}/lease/1.notes";
        $bytes = (string) file_get_contents($path);
        $at = strlen($bytes) - 10;
        $bytes[$at] = $bytes[$at] ^ "\1";
        file_put_contents($path, $bytes);

        self::assertNull($leases->noted(self::KEY));
    }

    public function test_the_notes_of_many_pages_take_one_file_of_a_fixed_size(): void
    {
        $leases = $this->leases();
        for ($i = 0; $i < 3 * LeaseNotes::PLACES; $i++) {
            $leases->note(hash('sha256', "page {$i}"), new LeaseNote(LeaseNoteKind::Refused, self::NOW, self::NOW + 10));
        }
        self::assertLessThanOrEqual(LeaseNotes::PLACES * 32, filesize("{$this->folder->path}/lease/1.notes"));
        self::assertCount(1, $this->folder->files());
    }

    public function test_the_sweep_deletes_the_files_of_the_dead_and_leaves_those_of_the_living(): void
    {
        $living = $this->leases();
        $this->taken($living, self::KEY, time());
        touch("{$this->folder->path}/lease/1/" . self::OTHER . '.lock', time() - Lease::LIFETIME - 60);
        DiskLeases::sweep($this->folder->path, '1', time());

        self::assertFileDoesNotExist("{$this->folder->path}/lease/1/" . self::OTHER . '.lock');
        self::assertFileExists("{$this->folder->path}/lease/1/" . self::KEY . '.lock');
    }
}
