<?php

/**
 * Loaded by the main file: finds `DynamicCache\A\B` in src/A/B.php. Classes of Engine and Store are there already
 * when the drop-in loaded the generated engine file, and most of the others by the file beside it; PHP asks here only for
 * what is missing.
 */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    $prefix = 'DynamicCache\\';
    if (strncmp($class, $prefix, strlen($prefix)) !== 0) {
        return;
    }
    $file = __DIR__ . '/' . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
    if (is_file($file)) {
        require $file;
    }
});

// A class that is there already would be declared twice.
if (defined('DYNAMIC_CACHE_VERSION') && !class_exists(DynamicCache\Plugin::class, false)) {
    (static function (): void {
        $front = DynamicCache\Install\EngineVersion::front_file();
        if ($front !== null) {
            require_once $front;
        }
    })();
}
