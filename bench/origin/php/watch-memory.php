<?php

/** Runs before every script of a watched site, and writes down at its end how much memory it took at most. */

declare(strict_types=1);

register_shutdown_function(static function (): void {
    file_put_contents($_SERVER['DOCUMENT_ROOT'] . '/memory.json', json_encode(['peak' => memory_get_peak_usage()]));
});
