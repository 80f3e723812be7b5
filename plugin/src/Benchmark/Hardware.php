<?php

/** What the host is made of, as far as it decides how fast pages are: kinds and sizes, no serial number, no name. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class Hardware
{
    /**
     * @param string $model of the processor; '' where the system does not tell
     * @param int $processors 1 or more
     * @param int $gigabytes of memory, rounded; 0 where the system does not tell
     * @param string $disk `ssd`, `hdd`, or '' where the system does not tell
     */
    public function __construct(
        public readonly string $model,
        public readonly int $processors,
        public readonly int $gigabytes,
        public readonly string $disk,
    ) {}

    /** By the files of Linux; elsewhere little is known. */
    public static function of_host(): self
    {
        return self::read('/proc', '/sys', WP_CONTENT_DIR);
    }

    /** @param string $folder on the disk that counts */
    public static function read(string $proc, string $sys, string $folder): self
    {
        $cpu = (string) @file_get_contents("{$proc}/cpuinfo");
        $memory = (string) @file_get_contents("{$proc}/meminfo");
        $model = preg_match('/^model name\s*:\s*(.+)$/mi', $cpu, $match) === 1 ? trim($match[1]) : '';
        $kilobytes = preg_match('/^MemTotal:\s*([0-9]+) kB/m', $memory, $match) === 1 ? (int) $match[1] : 0;

        return new self($model, max(1, preg_match_all('/^processor\s*:/mi', $cpu)), (int) round($kilobytes / 1_048_576), self::disk($sys, $folder));
    }

    private static function disk(string $sys, string $folder): string
    {
        $stat = @stat($folder);
        $device = $stat === false ? 0 : $stat['dev'];
        // Linux' own packing of major and minor number.
        $major = ($device >> 8) & 0xfff;
        $minor = ($device & 0xff) | (($device >> 12) & 0xfff00);
        foreach (['queue', '../queue'] as $queue) {
            $rotates = trim((string) @file_get_contents("{$sys}/dev/block/{$major}:{$minor}/{$queue}/rotational"));
            if ($rotates !== '') {
                return $rotates === '1' ? 'hdd' : 'ssd';
            }
        }

        return '';
    }
}
