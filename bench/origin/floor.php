<?php

/**
 * The floor: a drop-in that sends the same bytes and headers as a hit and decides nothing. Its two bodies and one list
 * of headers each lie beside it.
 */

declare(strict_types=1);

(static function (): void {
    $kind = str_contains((string) ($_SERVER['HTTP_ACCEPT_ENCODING'] ?? ''), 'gzip') ? 'gzip' : 'identity';
    foreach (explode("\n", (string) file_get_contents(__DIR__ . "/{$kind}.headers")) as $line) {
        header($line);
    }
    readfile(__DIR__ . "/{$kind}.body");
    exit;
})();
