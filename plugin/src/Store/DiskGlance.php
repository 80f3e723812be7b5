<?php

/**
 * A page file and the purge log on disk at a glance: two stats, two files opened, no lock. The log is opened and not only
 * looked at: on a network file system a stat() may be seconds old, and an open() is not.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\PlainRequest;

final class DiskGlance implements Glance
{
    /** Of a usual page this holds all but the bodies. A longer one is left to PageFile. */
    private const FRONT = 4096;

    /** This holds the gzip body, too: one read() instead of two. */
    private const FRONT_AND_GZIP = 32_768;

    /**
     * @param resource $handle of the page file
     * @param string $bytes with which the file begins
     * @param int $position of the purge log before anything of the page was read
     */
    private function __construct(
        private $handle,
        private readonly string $path,
        private readonly string $bytes,
        private readonly ReadyPage $page,
        private readonly ?Seal $seal,
        private readonly LogGlance $log,
        private readonly int $position,
        private readonly string $settings,
    ) {}

    /**
     * Null when there is no such page, or something about it needs a closer look.
     *
     * @param string $dir the cache folder
     * @param string $site blog id
     */
    public static function of(string $dir, string $site, PlainRequest $request): ?self
    {
        $log = LogGlance::at("{$dir}/log/{$site}.php");
        $settings = $log === null ? null : self::state_of("{$dir}/config/{$site}.php");
        if ($log === null || $settings === null) {
            return null;
        }
        $position = $log->position();
        $path = PageFolders::path_in("{$dir}/pages/{$site}/" . $log->epoch(), $request->key);
        $handle = @fopen($path, 'rb');
        if ($handle === false) {
            return null;
        }
        // Unbuffered: PHP would read it in pieces of 8 KB.
        stream_set_read_buffer($handle, 0);
        $bytes = (string) @fread($handle, $request->takesGzip ? self::FRONT_AND_GZIP : self::FRONT);
        $page = ReadyPage::parse($bytes, $request->canonical);
        if ($page === null) {
            return null;
        }
        $seal = Seal::parse(substr($bytes, PageHead::SEAL_AT, PageHead::SEAL_LENGTH), $page->bound);

        return new self($handle, $path, $bytes, $page, $seal, $log, $position, $settings);
    }

    public function store(): string
    {
        return 'disk';
    }

    public function page(): ReadyPage
    {
        return $this->page;
    }

    public function found_seal(): ?Seal
    {
        return $this->seal;
    }

    public function settings(): string
    {
        return $this->settings;
    }

    public function position(): int
    {
        return $this->position;
    }

    public function body(bool $isGzip): ?string
    {
        $length = $isGzip ? $this->page->gzip : $this->page->identity;
        $at = $this->page->bodies + ($isGzip ? 0 : $this->page->gzip);
        $bytes = match (true) {
            $at + $length <= strlen($this->bytes) => substr($this->bytes, $at, $length),
            $length > 0 && fseek($this->handle, $at) === 0 => (string) @fread($this->handle, $length),
            default => '',
        };

        return $this->page->is_body($bytes, $isGzip) ? $bytes : null;
    }

    /** A purge that has returned is in the log. */
    public function is_current(): bool
    {
        return $this->log->position() === $this->position;
    }

    /** Writes it into the file, if it is still this page that lies there, as it was stored. */
    public function seal(Seal $seal): void
    {
        $handle = @fopen($this->path, 'r+b');
        if ($handle === false) {
            return;
        }
        $bound = ReadyPage::verified((string) @fread($handle, self::FRONT_AND_GZIP));
        if ($bound === $this->page->bound && fseek($handle, PageHead::SEAL_AT) === 0) {
            @fwrite($handle, $seal->bytes($bound));
        }
        fclose($handle);
    }

    /** Null when there is none. The file is only ever replaced, and each time gets a later time (Install\AtomicFile). */
    private static function state_of(string $path): ?string
    {
        $time = @filemtime($path);

        return $time === false ? null : pack('V3', $time, (int) filesize($path), (int) fileinode($path));
    }
}
