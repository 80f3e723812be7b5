<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\Body;
use DynamicCache\Store\DiskRemains;
use DynamicCache\Store\DiskStreams;
use DynamicCache\Store\Files;
use DynamicCache\Store\Streams;
use DynamicCache\Tests\Engine\Chance;

final class DiskStreamsTest extends StreamsTestCase
{
    private const DAY = 86_400;

    private TemporaryFolder $folder;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    protected function streams(int $now = self::NOW, ?Files $files = null): Streams
    {
        return new DiskStreams($this->folder->path, '1', $files ?? Files::of_system(), $now);
    }

    public function test_pieces_that_are_others_each_time_leave_no_file_each(): void
    {
        for ($i = 0; $i < 2_000; $i++) {
            $this->streams()->keep("piece {$i}", str_repeat('stream', 1_000));
        }
        self::assertLessThanOrEqual(128, count($this->folder->files()));
        foreach ($this->folder->files() as $file) {
            self::assertSame(16, filesize("{$this->folder->path}/{$file}"));
        }
    }

    public function test_their_number_is_bounded(): void
    {
        for ($i = 0; $i < 1_000; $i++) {
            $this->kept("piece {$i}", 'stream');
        }
        self::assertLessThanOrEqual(128, count($this->folder->files()));
    }

    public function test_one_that_is_kept_stays_while_others_come_by_once(): void
    {
        $this->kept('piece', 'stream');
        for ($i = 0; $i < 2_000; $i++) {
            $this->streams()->keep("piece {$i}", 'another');
        }
        self::assertSame('stream', $this->streams()->find('piece'));
    }

    public function test_a_damaged_file_gives_no_stream_and_is_made_anew(): void
    {
        $this->kept('piece', str_repeat('stream', 10));
        $path = $this->file();
        $bytes = (string) file_get_contents($path);
        $chance = new Chance($seed = Chance::seed());
        for ($i = 0; $i < 500; $i++) {
            file_put_contents($path, $chance->damaged($bytes));
            self::assertContains($this->streams()->find('piece'), [null, str_repeat('stream', 10)], "seed {$seed}");
        }
        for ($i = 0; $i < strlen($bytes); $i++) {
            file_put_contents($path, substr_replace($bytes, chr(ord($bytes[$i]) ^ 1), $i, 1));
            $isTheWord = $i >= 8 && $i < 16;
            self::assertSame($isTheWord ? str_repeat('stream', 10) : null, $this->streams()->find('piece'), "byte {$i}");
            file_put_contents($path, substr($bytes, 0, $i));
            self::assertNull($this->streams()->find('piece'), "cut at {$i}");
        }
        $this->kept('piece', 'new stream');
        self::assertSame('new stream', $this->streams()->find('piece'));
    }

    public function test_a_file_of_another_version_is_none_of_ours_and_does_not_come_back_with_our_word(): void
    {
        $this->kept('piece', 'stream');
        $bytes = (string) file_get_contents($this->file());
        file_put_contents($this->file(), 'DCSTR0-9' . substr($bytes, 8, 8) . hash('xxh3', 'DCSTR0-9' . substr($bytes, 24), true) . substr($bytes, 24));

        self::assertNull($this->streams()->find('piece'));
        $this->streams()->keep('piece', 'new stream');
        self::assertNull($this->streams()->find('piece'));
        $this->streams()->keep('piece', 'new stream');
        self::assertSame('new stream', $this->streams()->find('piece'));
    }

    public function test_a_full_disk_keeps_nothing_and_leaves_nothing_behind(): void
    {
        $this->kept('piece', 'stream', self::full(1));
        $this->kept('piece', 'stream', self::full(1_000));
        self::assertSame([], $this->folder->files());

        $this->kept('piece', 'stream');
        $files = $this->folder->files();
        for ($i = 0; $i < 500; $i++) {
            $this->kept("piece {$i}", 'stream', self::full(1));
        }
        self::assertSame($files, $this->folder->files());
        self::assertSame('stream', $this->streams()->find('piece'));
    }

    public function test_where_nothing_can_be_written_every_page_is_compressed_all_the_same(): void
    {
        $body = '<head><style>' . bin2hex(random_bytes(10_000)) . '</style></head>';
        // A file where the folder would be: nobody can make it, root neither.
        touch("{$this->folder->path}/streams");
        for ($i = 0; $i < 3; $i++) {
            self::assertSame(Body::of($body)->gzip, Body::plain($body)->compressed($this->streams())->gzip);
        }
        self::assertSame(['streams'], $this->folder->files());
    }

    public function test_a_cache_folder_that_was_deleted_does_not_come_back(): void
    {
        $streams = $this->streams();
        $this->folder->delete();
        $streams->keep('piece', 'stream');
        $streams->keep('piece', 'stream');

        self::assertDirectoryDoesNotExist($this->folder->path);
    }

    public function test_files_are_for_the_owner_and_their_group(): void
    {
        $this->streams()->keep('piece', 'stream');
        $modes = [decoct((int) fileperms($this->file()))];
        $this->streams()->keep('piece', 'stream');
        clearstatcache();
        $modes[] = decoct((int) fileperms($this->file()));

        self::assertSame(['100640', '100640', '40750'], [...$modes, decoct((int) fileperms(dirname($this->file())))]);
    }

    public function test_the_sweep_deletes_what_no_page_has_had_for_a_month(): void
    {
        $this->kept('piece', 'stream');
        touch($this->file(), self::NOW - 29 * self::DAY);
        DiskRemains::sweep($this->folder->path, '1', self::NOW);
        self::assertFileExists($this->file());
        // It is used: that is written down once a day.
        $this->streams()->find('piece');
        DiskRemains::sweep($this->folder->path, '1', self::NOW + 29 * self::DAY);
        self::assertFileExists($this->file());
        DiskRemains::sweep($this->folder->path, '1', self::NOW + 31 * self::DAY);

        self::assertSame([], $this->folder->files());
    }

    public function test_that_it_is_used_is_written_down_at_most_once_a_day(): void
    {
        $this->kept('piece', 'stream');
        foreach ([self::NOW - self::DAY => self::NOW - self::DAY, self::NOW - self::DAY - 1 => self::NOW] as $before => $after) {
            touch($this->file(), $before);
            $this->streams()->find('piece');
            clearstatcache();
            self::assertSame($after, filemtime($this->file()));
        }
    }

    public function test_what_a_killed_writer_left_is_swept(): void
    {
        $this->kept('piece', 'stream');
        $left = "{$this->file()}.0123456789ab.tmp";
        touch($left, self::NOW - 7200);
        DiskRemains::sweep($this->folder->path, '1', self::NOW);

        self::assertFileDoesNotExist($left);
    }

    private function kept(string $piece, string $stream, ?Files $files = null): void
    {
        $this->streams(self::NOW, $files)->keep($piece, $stream);
        $this->streams(self::NOW, $files)->keep($piece, $stream);
    }

    /** @param int $less so many bytes of every write do not get there */
    private static function full(int $less): Files
    {
        $write = static fn($handle, string $bytes): int|false => is_resource($handle) ? fwrite($handle, substr($bytes, 0, max(0, strlen($bytes) - $less))) : false;

        return new Files($write, static fn(int $length): string => random_bytes(max(1, $length)));
    }

    private function file(): string
    {
        return TemporaryFolder::matching("{$this->folder->path}/streams/1/*.stream")[0] ?? '';
    }
}
