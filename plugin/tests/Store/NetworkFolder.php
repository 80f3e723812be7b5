<?php

/**
 * A folder as a network file system shows it: NFS makes a lock on a range of bytes out of flock(), and gives the exclusive one
 * only to who opened the file for writing (flock(2), NFS details). Paths begin with `network:/`.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

final class NetworkFolder
{
    /** Nothing can be opened for writing. */
    public static bool $isReadOnly = false;

    /** @var resource|null set by PHP */
    public $context;

    /** @var resource|null */
    private $handle = null;

    private bool $writes = false;

    /** @var list<string> */
    private array $names = [];

    public static function mount(): void
    {
        stream_wrapper_register('network', self::class);
    }

    public static function unmount(): void
    {
        stream_wrapper_unregister('network');
    }

    public function stream_open(string $path, string $mode): bool
    {
        $this->writes = strpbrk($mode, 'waxc+') !== false;
        $handle = $this->writes && self::$isReadOnly ? false : @fopen(self::local($path), $mode);
        $this->handle = $handle === false ? null : $handle;

        return $this->handle !== null;
    }

    public function stream_lock(int $operation): bool
    {
        $isExclusive = ($operation & LOCK_EX) === LOCK_EX && ($operation & LOCK_UN) !== LOCK_UN;

        return $this->handle !== null && ($this->writes || !$isExclusive) && flock($this->handle, $operation & 7);
    }

    public function stream_read(int $length): string
    {
        return $this->handle === null ? '' : (string) fread($this->handle, max(1, $length));
    }

    public function stream_write(string $bytes): int
    {
        return $this->handle === null ? 0 : (int) fwrite($this->handle, $bytes);
    }

    public function stream_truncate(int $size): bool
    {
        return $this->handle !== null && ftruncate($this->handle, max(0, $size));
    }

    public function stream_eof(): bool
    {
        return $this->handle === null || feof($this->handle);
    }

    public function stream_close(): void
    {
        if ($this->handle !== null) {
            fclose($this->handle);
        }
    }

    /** @return array<int|string, int>|false */
    public function stream_stat(): array|false
    {
        return $this->handle === null ? false : fstat($this->handle);
    }

    /** @return array<int|string, int>|false */
    public function url_stat(string $path): array|false
    {
        clearstatcache();

        return @stat(self::local($path));
    }

    /** @param list<int>|int|string $value times, an owner, a group or a mode */
    public function stream_metadata(string $path, int $option, array|int|string $value): bool
    {
        return $option === STREAM_META_TOUCH && is_array($value) && touch(self::local($path), ...$value);
    }

    public function unlink(string $path): bool
    {
        return unlink(self::local($path));
    }

    public function mkdir(string $path, int $mode, int $options): bool
    {
        return @mkdir(self::local($path), $mode, ($options & STREAM_MKDIR_RECURSIVE) !== 0);
    }

    public function dir_opendir(string $path): bool
    {
        $names = @scandir(self::local($path));
        $this->names = $names === false ? [] : $names;

        return $names !== false;
    }

    public function dir_readdir(): string|false
    {
        return array_shift($this->names) ?? false;
    }

    public function dir_closedir(): bool
    {
        return true;
    }

    private static function local(string $path): string
    {
        return substr($path, strlen('network:/'));
    }
}
