<?php

/**
 * The `.php` files that hold data: a first line that ends every execution, then JSON. They are read, never included;
 * where a web server does run one, it prints nothing.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class DataFile
{
    private const GUARD = "<?php exit; ?>\n";

    /**
     * @param array<string, mixed> $data
     *
     * @throws UnableToWriteFile
     */
    public static function write(string $path, array $data): void
    {
        AtomicFile::make_folder(dirname($path));
        AtomicFile::write($path, self::text($data));
    }

    /**
     * The bytes that write() would put there.
     *
     * @param array<string, mixed> $data
     */
    public static function text(array $data): string
    {
        $flags = JSON_HEX_TAG | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION | JSON_THROW_ON_ERROR;

        return self::GUARD . json_encode($data, $flags);
    }

    /** @return array<mixed>|null null when there is no such file or it holds something else */
    public static function read(string $path): ?array
    {
        $text = is_file($path) ? @file_get_contents($path) : false;
        if ($text === false || !str_starts_with($text, self::GUARD)) {
            return null;
        }
        $data = json_decode(substr($text, strlen(self::GUARD)), true, 32);

        return is_array($data) ? $data : null;
    }
}
