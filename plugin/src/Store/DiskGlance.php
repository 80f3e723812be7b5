<?php

/**
 * A page file and the purge log on disk at a glance: two stats, two files opened, no lock. The log is opened and not only
 * looked at: on a network file system a stat() may be seconds old, and an open() is not.
 *
 * An object of it is what was seen where no page could be sent (SealedPage): enough to seal the page, once the long way has
 * come to it as a hit. RedisGlance has the same methods; an interface would cost each hit the time to link it.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\PlainRequest;

final class DiskGlance
{
    /** Of a usual page this holds all but the bodies. A longer one is left to PageFile. */
    private const FRONT = 4096;

    /** This holds the gzip body, too: one read() instead of two. */
    private const FRONT_AND_GZIP = 32_768;

    /**
     * @param string $bound what was found there (ReadyPage::$bound)
     * @param int $position of the purge log when that had been read
     */
    private function __construct(
        private readonly string $path,
        private readonly string $bound,
        private readonly int $position,
        private readonly string $settings,
    ) {}

    /**
     * False when there is no such page, null when something about it needs a closer look. On every hit, therefore one straight line:
     * each object and each call would cost as much as a line of it.
     *
     * @param string $dir the cache folder
     * @param string $site blog id
     * @param int $now Unix seconds
     * @param bool $isExpected the pages were on disk when the engine was written
     */
    public static function of(string $dir, string $site, PlainRequest $request, int $now, bool $isExpected = false): SealedPage|self|false|null
    {
        // For writing, like every reader of it (PurgeLogFile): one that cannot be appended to proves nothing.
        // Where pages are in Redis there is none; a look is cheaper than a warning that nobody sees.
        $path = "{$dir}/log/{$site}.php";
        $log = $isExpected || is_file($path) ? @fopen($path, 'r+b') : false;
        if ($log === false) {
            return null;
        }
        // The file is only ever replaced, and each time gets a later time (Install\AtomicFile).
        $path = "{$dir}/config/{$site}.php";
        $time = @filemtime($path);
        if ($time === false) {
            return null;
        }
        $settings = pack('V3', $time, (int) filesize($path), (int) fileinode($path));
        // Unbuffered: PHP would copy what it reads, and read it in pieces of 8 KB.
        stream_set_read_buffer($log, 0);
        $head = (string) @fread($log, LogHead::LENGTH);
        $epoch = LogHead::epoch_of($head);
        $path = PageFolders::path_in("{$dir}/pages/{$site}/{$epoch}", $request->key);
        if ($epoch === '') {
            return null;
        }
        $file = @fopen($path, 'rb');
        if ($file === false) {
            return false;
        }
        stream_set_read_buffer($file, 0);
        $bytes = (string) @fread($file, $request->takesGzip ? self::FRONT_AND_GZIP : self::FRONT);
        $page = ReadyPage::parse($bytes, $request->canonical);
        if ($page === null) {
            return null;
        }
        $length = $page->length($request->takesGzip);
        $isGzip = $request->takesGzip && $length > 0;
        $length = $isGzip === $request->takesGzip ? $length : $page->length(false);
        $at = $page->offset($isGzip);
        $body = match (true) {
            $at + $length <= strlen($bytes) => substr($bytes, $at, $length),
            $length > 0 && fseek($file, $at) === 0 => (string) @fread($file, $length),
            default => '',
        };
        // Only now that all of the page was read: a purge that has returned is in the log. A seal names the position up to which
        // nothing speaks against the page, so that nobody need know where the log ended before. A seek costs half of an fstat().
        fseek($log, 0, SEEK_END);
        $position = LogHead::position_in($head, (int) ftell($log));
        $seal = substr($bytes, PageHead::SEAL_AT, PageHead::SEAL_LENGTH);
        if (!Seal::holds($seal, $page->bound, $settings, $position, $now)) {
            return new self($path, $page->bound, $position, $settings);
        }

        return $page->is_body($body, $isGzip) && (!$request->hasCookies || Seal::allows_cookies($seal))
            ? new SealedPage($page->lines, Seal::browser($seal), $body, $isGzip)
            : null;
    }

    /** The word of the settings for this kind of store. */
    public function store(): string
    {
        return 'disk';
    }

    /** Names the state of the settings file, Seal::SETTINGS bytes. */
    public function settings(): string
    {
        return $this->settings;
    }

    /** Of the purge log, so that nothing which is said behind it can be missing in a page that carries it in its seal. */
    public function position(): int
    {
        return $this->position;
    }

    /** Writes a seal into the file, if it is still this page that lies there, as it was stored. When that fails, nothing is lost. */
    public function seal(Seal $seal): void
    {
        $handle = @fopen($this->path, 'r+b');
        if ($handle === false) {
            return;
        }
        $bound = ReadyPage::verified((string) @fread($handle, self::FRONT_AND_GZIP));
        if ($bound === $this->bound && fseek($handle, PageHead::SEAL_AT) === 0) {
            @fwrite($handle, $seal->bytes($bound));
        }
        fclose($handle);
    }
}
