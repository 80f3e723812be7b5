<?php

/** One look at a purge log, without a lock and without its records: which epoch it is, and how far it has come. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class LogGlance
{
    /** @param resource $handle */
    private function __construct(private $handle, private readonly LogHead $head) {}

    /** Null when there is no usable log. */
    public static function at(string $path): ?self
    {
        // For writing, like every reader of it (PurgeLogFile): one that cannot be appended to proves nothing.
        // Where pages are in Redis there is none; a look is cheaper than a warning that nobody sees.
        $handle = is_file($path) ? @fopen($path, 'r+b') : false;
        $head = $handle === false ? null : LogHead::parse((string) @fread($handle, LogHead::LENGTH));

        return $handle === false || $head === null ? null : new self($handle, $head);
    }

    public function epoch(): string
    {
        return $this->head->epoch;
    }

    /** The position behind the last byte, now. A seek costs half of an fstat(). */
    public function position(): int
    {
        fseek($this->handle, 0, SEEK_END);

        return $this->head->end((int) ftell($this->handle));
    }
}
