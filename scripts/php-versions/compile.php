<?php

/**
 * Compiles every PHP file below the folders that it is given, without running any, and prints whatever PHP says about
 * it: errors, warnings, deprecations. Ends with 1 when there is something to say.
 */

declare(strict_types=1);

$said = [];
$files = 0;
set_error_handler(static function (int $level, string $message, string $file, int $line) use (&$said): bool {
    $said[] = "{$file}:{$line} {$message}";

    return true;
});
foreach (array_slice($argv, 1) as $folder) {
    $below = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($folder, FilesystemIterator::SKIP_DOTS));
    foreach (new RegexIterator($below, '/\.php$/D') as $file) {
        $path = $file instanceof SplFileInfo ? $file->getPathname() : '';
        $files++;
        try {
            if (!opcache_compile_file($path)) {
                $said[] = "{$path} does not compile";
            }
        } catch (Throwable $failure) {
            $said[] = "{$path}:{$failure->getLine()} {$failure->getMessage()}";
        }
    }
}
echo implode("\n", $said), "\n{$files} files compiled by PHP ", PHP_VERSION, "\n";
exit($said === [] && $files > 0 ? 0 : 1);
