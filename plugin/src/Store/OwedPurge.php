<?php

/**
 * A purge that Redis did not take is owed: noted in a file here, one byte for each. While anything is owed nothing is
 * served from Redis; whoever reaches it first begins a new epoch there, which purges everything, and only then takes
 * away what was owed before.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class OwedPurge
{
    public function __construct(private readonly string $file, private readonly Files $files) {}

    public function count(): int
    {
        return self::count_in($this->file);
    }

    /** How many; on every hit. A look comes first, because a size that is not there costs a warning, seen or not. */
    public static function count_in(string $file): int
    {
        clearstatcache(true, $file);

        return is_file($file) ? (int) @filesize($file) : 0;
    }

    /** Whether it is noted. */
    public function add(): bool
    {
        return Files::make_folder(dirname($this->file))
            && $this->locked(fn($handle): bool => fseek($handle, 0, SEEK_END) === 0 && $this->files->write_all($handle, '.') && fflush($handle));
    }

    /** Takes away as many as were there before the new epoch began; more than that means that one more is owed. */
    public function pay(int $count): void
    {
        $this->locked(static fn($handle): bool => (fstat($handle)['size'] ?? 0) === $count && ftruncate($handle, 0));
    }

    /** @param \Closure(resource): bool $work */
    private function locked(\Closure $work): bool
    {
        $handle = @fopen($this->file, 'c+b');
        if ($handle === false) {
            return false;
        }
        Files::hand_over($this->file);
        $done = $this->files->lock($handle, LOCK_EX) && $work($handle);
        fclose($handle);

        return $done;
    }
}
