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

    public function test_leases_that_were_given_back_leave_no_file_for_longer_than_a_minute(): void
    {
        $leases = $this->leases();
        foreach ([0, 20, 40] as $seconds) {
            $leases->release($this->taken($leases, hash('sha256', "page {$seconds}"), time() + $seconds));
        }
        self::assertCount(2, $this->locks(), 'None was there when the first was given back.');
        $held = $this->taken($leases, self::OTHER, time() + 61);
        $leases->release($this->taken($leases, self::KEY, time() + 61));

        self::assertSame([self::OTHER . '.lock'], $this->locks());
        self::assertNull($this->leases()->take(self::OTHER, time() + 61), $held->key);
    }

    public function test_a_lease_that_was_given_back_is_free_however_long_ago(): void
    {
        $leases = $this->leases();
        foreach ([0, 1, Lease::LIFETIME + 5, 50_000] as $seconds) {
            $lease = $this->taken($leases, self::KEY, time() + $seconds);
            self::assertNull($this->leases()->take(self::KEY, time() + $seconds));
            $leases->release($lease);
        }
    }

    public function test_r_21_whoever_takes_one_that_was_given_back_long_ago_does_not_look_hung(): void
    {
        $this->given_back();
        $path = "{$this->folder->path}/lease/1/" . self::KEY . '.lock';
        self::assertStringEqualsFile($path, '.');
        touch($path, time() - 1000);
        $taking = fopen($path, 'c+b');
        self::assertNotFalse($taking);
        self::assertTrue(flock($taking, LOCK_EX | LOCK_NB));

        self::assertNull($this->leases()->take(self::KEY, time()));
        fclose($taking);
        $this->taken($this->leases(), self::KEY, time());
    }

    public function test_r_21_of_many_that_want_a_lease_that_was_given_back_one_has_it(): void
    {
        $this->given_back();
        touch("{$this->folder->path}/lease/1/" . self::KEY . '.lock', time() - 1000);

        self::assertSame(1, $this->takers());
    }

    /** Its file is not the one that stands there now. */
    public function test_r_21_a_renderer_that_hung_gives_back_nothing_of_its_successor(): void
    {
        $hung = $this->leases();
        $lease = $this->taken($hung, self::KEY, time() - 1000);
        $this->taken($this->leases(), self::KEY, time());
        $hung->release($lease);

        self::assertNull($this->leases()->take(self::KEY, time()));
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
            self::assertSame(1, $this->takers(), "A renderer that was {$what} has that many successors.");
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

    public function test_on_a_network_file_system_too_what_is_over_leaves_no_file(): void
    {
        NetworkFolder::mount();
        try {
            $leases = new DiskLeases("network:/{$this->folder->path}", '1');
            $leases->release($this->taken($leases, self::OTHER, time()));
            $held = $this->taken($leases, self::KEY, time());
            self::assertNull((new DiskLeases("network:/{$this->folder->path}", '1'))->take(self::KEY, time()));
            DiskLeases::sweep("network:/{$this->folder->path}", '1', time());

            self::assertSame([self::KEY . '.lock'], $this->locks());
            $leases->release($held);
        } finally {
            NetworkFolder::unmount();
        }
    }

    /** Its file is there for a while. */
    private function given_back(): void
    {
        $leases = $this->leases();
        foreach ([self::OTHER, self::KEY] as $key) {
            $leases->release($this->taken($leases, $key, time()));
        }
    }

    /** How many of a dozen processes that ask at the same moment have it. */
    private function takers(): int
    {
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

        return $won;
    }

    /** @return list<string> names */
    private function locks(): array
    {
        return array_map(basename(...), TemporaryFolder::matching("{$this->folder->path}/lease/1/*.lock"));
    }
}
