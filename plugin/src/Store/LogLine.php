<?php

/**
 * A record of the purge log as one line of text: `KIND|TIME|IDS|TAGS|CHECK`. The check tells a torn line, even one
 * that a later writer has closed with a line break. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class LogLine
{
    /**
     * @param list<string> $ids
     * @param list<string> $tags hashes
     */
    public static function of(RecordKind $kind, int $time = 0, array $ids = [], array $tags = []): string
    {
        $text = implode('|', [$kind->value, (string) $time, implode(',', $ids), implode(',', $tags)]);

        return $text . '|' . hash('xxh32', $text) . "\n";
    }

    /**
     * Reads whole lines; the rest after the last line break is torn, or just being written.
     *
     * @param int $position of the first byte
     *
     * @return list<LogRecord>
     */
    public static function parse(string $text, int $position): array
    {
        $records = [];
        $lines = explode("\n", $text);
        $rest = array_pop($lines);
        foreach ($lines as $line) {
            $position += strlen($line) + 1;
            $records[] = self::read($line, $position);
        }
        if ($rest !== '') {
            $records[] = new LogRecord(RecordKind::Unreadable, $position + strlen($rest));
        }

        return $records;
    }

    /**
     * Reads one line.
     *
     * @param string $line without its line break
     * @param int $end position behind it
     */
    public static function read(string $line, int $end): LogRecord
    {
        $text = substr($line, 0, -9);
        $parts = explode('|', $text);
        $kind = RecordKind::tryFrom($parts[0]);
        if ($kind === null || count($parts) !== 4 || $line !== $text . '|' . hash('xxh32', $text)) {
            return new LogRecord(RecordKind::Unreadable, $end);
        }
        [, $time, $ids, $tags] = $parts;

        return new LogRecord(
            $kind,
            $end,
            (int) $time,
            $ids === '' ? [] : explode(',', $ids),
            $tags === '' ? [] : explode(',', $tags),
        );
    }
}
