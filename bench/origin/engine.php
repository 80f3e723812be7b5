<?php

/** Prints the engine as the one file that the plugin installs. */

declare(strict_types=1);

use DynamicCache\Install\EngineText;

$source = dirname(__DIR__, 2) . '/plugin/src/';
require $source . 'Install/EngineVersion.php';
require $source . 'Install/EngineText.php';

$names = array_filter((array) require $source . 'Engine/load.php', is_string(...));
$sources = array_map(static fn(string $name): string => (string) file_get_contents($source . $name), $names);
echo EngineText::joined(array_values($sources), 'bench');
