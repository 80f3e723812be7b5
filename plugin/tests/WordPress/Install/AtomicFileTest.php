<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\AtomicFile;
use PHPUnit\Framework\TestCase;

final class AtomicFileTest extends TestCase
{
    private string $folder = '';

    protected function setUp(): void
    {
        $this->folder = sys_get_temp_dir() . '/dynamic-cache-atomic-' . bin2hex(random_bytes(6));
        mkdir($this->folder);
    }

    protected function tearDown(): void
    {
        \DynamicCache\Install\Folder::delete($this->folder);
    }

    public function test_R_09_a_full_disk_leaves_the_old_file_whole_and_nothing_beside_it(): void
    {
        file_put_contents($this->folder . '/file', 'old');
        $output = $this->write_with_disk_for(1, 1_000_000);

        self::assertSame("Unable to write {$this->folder}/file: the disk is full", $output);
        self::assertSame('old', file_get_contents($this->folder . '/file'));
        self::assertSame(['file'], array_values(array_diff((array) scandir($this->folder), ['.', '..'])));
    }

    /** WP-CLI as root: the web server could not read the settings that it wrote. */
    public function test_what_root_writes_belongs_to_who_owns_the_folder(): void
    {
        @chown($this->folder, 12345);
        @chgrp($this->folder, 12346);
        AtomicFile::make_folder("{$this->folder}/one/two");
        AtomicFile::write("{$this->folder}/one/two/file", 'text');

        $wanted = [fileowner($this->folder), filegroup($this->folder)];
        foreach (['one', 'one/two', 'one/two/file'] as $name) {
            self::assertSame($wanted, [fileowner("{$this->folder}/{$name}"), filegroup("{$this->folder}/{$name}")], $name);
        }
    }

    public function test_writes_the_whole_file_where_there_is_room(): void
    {
        self::assertSame('written', $this->write_with_disk_for(4096, 1_000_000));
        self::assertSame(1_000_000, filesize($this->folder . '/file'));
    }

    public function test_a_reader_never_sees_a_part_of_the_file(): void
    {
        AtomicFile::write($this->folder . '/file', 'first');
        $reader = fopen($this->folder . '/file', 'r');
        self::assertIsResource($reader);
        AtomicFile::write($this->folder . '/file', 'second');

        self::assertSame('first', stream_get_contents($reader));
        self::assertSame('second', file_get_contents($this->folder . '/file'));
    }

    /** In a process that may write files of so many blocks only, which fails part-way, like a full disk. */
    private function write_with_disk_for(int $blocks, int $bytes): string
    {
        $script = sprintf(
            'require %s; try { DynamicCache\Install\AtomicFile::write(%s, str_repeat("x", %d)); echo "written"; }'
            . ' catch (DynamicCache\Install\UnableToWriteFile $failure) { echo $failure->getMessage(); }',
            var_export(dirname(__DIR__, 3) . '/src/autoload.php', true),
            var_export($this->folder . '/file', true),
            $bytes,
        );
        $process = proc_open(
            ['sh', '-c', "trap '' XFSZ; ulimit -f {$blocks}; exec \"\$0\" -r \"\$1\"", PHP_BINARY, $script],
            [1 => ['pipe', 'w'], 2 => ['pipe', 'w']],
            $pipes,
        );
        $output = (string) stream_get_contents($pipes[1]);
        if ($process !== false) {
            proc_close($process);
        }

        return $output;
    }
}
