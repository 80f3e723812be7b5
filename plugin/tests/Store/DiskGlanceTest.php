<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Express;
use DynamicCache\Engine\PlainRequest;
use DynamicCache\Store\Body;
use DynamicCache\Store\LogHead;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageFile;
use DynamicCache\Store\PageFolders;
use DynamicCache\Store\PageHead;
use DynamicCache\Store\ReadyPage;
use DynamicCache\Store\Seal;
use DynamicCache\Store\SealedPage;
use DynamicCache\Store\Token;
use PHPUnit\Framework\TestCase;

/** A purge between two steps of the short way: the page is a pipe, which waits between being opened and being read. */
final class DiskGlanceTest extends TestCase
{
    private const EPOCH = '0123456789abcdef0123456789abcdef';
    private const NOW = 1_800_000_000;

    /** Seconds. */
    private const PATIENCE = 20;
    private const SERVER = ['REQUEST_METHOD' => 'GET', 'HTTP_HOST' => 'site.test', 'REQUEST_URI' => '/'];

    private const LOOK = <<<'PHP'
        [, $source, $folder, $server, $now] = $argv;
        foreach (require "{$source}/Engine/load.php" as $name) { require_once "{$source}/{$name}"; }
        $request = DynamicCache\Engine\PlainRequest::of(json_decode($server, true));
        echo get_debug_type(DynamicCache\Store\DiskGlance::of($folder, '1', $request, (int) $now));
        PHP;

    private TemporaryFolder $folder;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        mkdir("{$this->folder->path}/log");
        mkdir("{$this->folder->path}/config");
        file_put_contents("{$this->folder->path}/log/1.php", (new LogHead(self::EPOCH, 0))->text());
        file_put_contents("{$this->folder->path}/config/1.php", 'settings');
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    public function test_a_page_is_found_under_the_seal_of_the_position_of_the_log(): void
    {
        self::assertSame('DynamicCache\Store\SealedPage', $this->look(static fn(): null => null));
    }

    public function test_a_purge_after_the_page_was_opened_still_ends_it(): void
    {
        self::assertSame('DynamicCache\Store\DiskGlance', $this->look(fn(): int|false => file_put_contents("{$this->folder->path}/log/1.php", "a record\n", FILE_APPEND)));
    }

    /** The engine says where the pages were when it was written: `%STORE%` where nothing was said. */
    public function test_a_page_on_disk_is_found_wherever_hits_look_first(): void
    {
        $request = PlainRequest::of(self::SERVER) ?? self::fail('It is plain.');
        $path = PageFolders::path_in("{$this->folder->path}/pages/1/" . self::EPOCH, $request->key);
        mkdir(dirname($path), 0777, true);
        file_put_contents($path, $this->sealed($request->canonical));

        foreach (['disk', 'redis', '%STORE%'] as $store) {
            self::assertInstanceOf(SealedPage::class, Express::find($this->folder->path, $request, self::NOW, $store), $store);
        }
    }

    public function test_a_page_that_is_not_there_is_told_with_the_settings_that_were_read_for_it(): void
    {
        $request = PlainRequest::of(self::SERVER) ?? self::fail('It is plain.');
        foreach (['disk', 'redis', '%STORE%'] as $store) {
            $found = Express::find($this->folder->path, $request, self::NOW, $store);
            self::assertInstanceOf(Express::class, $found, $store);
            self::assertTrue($found->is_absent($request->canonical), $store);
            self::assertFalse($found->is_absent(''), $store);
            self::assertFalse($found->is_absent("{$request->canonical}other"), $store);
            self::assertSame(extension_loaded('redis') ? 'settings' : '', $found->settings, $store);
        }
    }

    public function test_a_page_that_could_be_sealed_is_neither_absent_nor_told_with_settings(): void
    {
        $request = PlainRequest::of(self::SERVER) ?? self::fail('It is plain.');
        $path = PageFolders::path_in("{$this->folder->path}/pages/1/" . self::EPOCH, $request->key);
        mkdir(dirname($path), 0777, true);
        file_put_contents($path, $this->sealed($request->canonical));
        file_put_contents("{$this->folder->path}/log/1.php", "a record\n", FILE_APPEND);
        $found = Express::find($this->folder->path, $request, self::NOW, 'disk');

        self::assertInstanceOf(Express::class, $found);
        self::assertFalse($found->is_absent($request->canonical));
        self::assertSame('', $found->settings);
    }

    public function test_a_log_that_is_gone_ends_every_hit_without_a_warning(): void
    {
        unlink("{$this->folder->path}/log/1.php");
        $request = PlainRequest::of(self::SERVER) ?? self::fail('It is plain.');
        $said = [];
        // PHPUnit silences warnings for itself.
        $before = error_reporting(E_ALL);
        set_error_handler(static function (int $level, string $message) use (&$said): bool {
            if ((error_reporting() & $level) !== 0) {
                $said[] = $message;
            }

            return true;
        });
        try {
            foreach (['disk', 'redis', '%STORE%'] as $store) {
                self::assertNull(Express::find($this->folder->path, $request, self::NOW, $store), $store);
            }
        } finally {
            restore_error_handler();
            error_reporting($before);
        }
        self::assertSame([], $said);
    }

    /** @param \Closure(): mixed $meanwhile after the page was opened, before it is read */
    private function look(\Closure $meanwhile): string
    {
        $request = PlainRequest::of(self::SERVER) ?? self::fail('It is plain.');
        $path = PageFolders::path_in("{$this->folder->path}/pages/1/" . self::EPOCH, $request->key);
        mkdir(dirname($path), 0777, true);
        posix_mkfifo($path, 0600);
        $command = [PHP_BINARY, '-r', self::LOOK, '--', dirname(__DIR__, 2) . '/src', $this->folder->path, json_encode(self::SERVER, JSON_THROW_ON_ERROR), (string) self::NOW];
        $process = proc_open($command, [1 => ['pipe', 'w']], $pipes);
        self::assertIsResource($process);
        $writer = self::writer($path);
        $meanwhile();
        fwrite($writer, $this->sealed($request->canonical));
        fclose($writer);
        $said = stream_get_contents($pipes[1]);
        proc_close($process);

        return (string) $said;
    }

    /**
     * Of a pipe, as soon as somebody has opened it for reading; who never does makes the test fail, not wait.
     *
     * @return resource
     */
    private static function writer(string $path)
    {
        $until = microtime(true) + self::PATIENCE;
        do {
            usleep(1000);
            $writer = @fopen($path, 'wbn');
        } while ($writer === false && microtime(true) < $until);
        self::assertIsResource($writer, 'The page was not opened.');
        stream_set_blocking($writer, true);

        return $writer;
    }

    private function sealed(string $canonical): string
    {
        $page = new Page($canonical, 200, ['Content-Type: text/html'], Body::of('<p>text</p>'), ['site'], self::NOW - 1, self::NOW + 3600, '00112233aabbccdd');
        $bytes = PageFile::encode($page, new Token(self::EPOCH, 0));
        $config = "{$this->folder->path}/config/1.php";
        $settings = pack('V3', (int) filemtime($config), (int) filesize($config), (int) fileinode($config));
        $seal = new Seal($settings, 0, 0, false, Seal::hour(self::NOW));

        return substr_replace($bytes, $seal->bytes((string) ReadyPage::verified($bytes)), PageHead::SEAL_AT, PageHead::SEAL_LENGTH);
    }
}
