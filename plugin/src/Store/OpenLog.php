<?php

/** A purge log that is open: the caller holds the lock that PurgeLogFile gave it, until close(). */

declare(strict_types=1);

namespace DynamicCache\Store;

final class OpenLog
{
    /** @param resource $handle */
    public function __construct(public readonly LogHead $head, private $handle, private readonly Files $files) {}

    /** The position behind the last byte; one fstat(). */
    public function end(): int
    {
        $stat = fstat($this->handle);

        return $this->head->end($stat === false ? LogHead::LENGTH : $stat['size']);
    }

    /** What was written since a position; from before the log's first record means all of it. */
    public function history(int $since): PurgeHistory
    {
        return new PurgeHistory(LogLine::parse($this->text($since), max($since, $this->head->base)));
    }

    /** The raw lines since a position. What the disk does not give back reads as a line that is torn. */
    public function text(int $since): string
    {
        $end = $this->end();
        $text = @stream_get_contents($this->handle, -1, $this->head->offset($since));
        $isWhole = $text !== false && strlen($text) >= $end - max($since, $this->head->base);

        return $isWhole ? $text : "unreadable\n";
    }

    /** Whether the last writer died in the middle of a line, or is still writing it. */
    public function is_torn(): bool
    {
        return fseek($this->handle, -1, SEEK_END) !== 0 || @fgetc($this->handle) !== "\n";
    }

    /**
     * Appends lines; needs the exclusive lock. Durable when it returns. When they cannot be written, the log is
     * emptied instead, which needs no space: then nobody is served anything old, and the next fill begins a new epoch.
     *
     * @return int the position behind them
     *
     * @throws UnableToReachStore
     */
    public function append(string $lines): int
    {
        fseek($this->handle, 0, SEEK_END);
        if (!$this->files->write_all($this->handle, $lines)) {
            $failure = UnableToReachStore::at('the purge log', 'a record could not be written');
            throw $this->clear() ? $failure : $failure->of_lost_change();
        }
        fdatasync($this->handle);

        return $this->end();
    }

    /**
     * Makes the log unusable, which works on a full disk too: everything stored is a miss from now on.
     *
     * @return bool whether that could be done
     */
    public function clear(): bool
    {
        return @ftruncate($this->handle, 0);
    }

    public function close(): void
    {
        fclose($this->handle);
    }
}
