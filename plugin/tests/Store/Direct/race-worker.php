<?php

/**
 * One process of the race: `filler` renders, stores and links, and looks what a web server would find; `editor` changes the
 * one number that all pages show, purges, and says in `purged` that it is done. RACE_MUTATION=no-follow is the mistake that
 * this harness must be able to see: the purge is written, and nobody takes the links away.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Direct;

use DynamicCache\Store\StoreFailure;
use DynamicCache\Tests\Store\TemporaryFolder;

require dirname(__DIR__, 2) . '/bootstrap-engine.php';
require __DIR__ . '/load.php';
require __DIR__ . '/DirectSite.php';

$dir = $argv[2] ?? '';
$seed = $argv[3] ?? '';
$site = new DirectSite($dir);
mt_srand(crc32($seed));
$read = static fn(string $name): int => (int) file_get_contents("{$dir}/{$name}");
$write = static function (string $name, int $value) use ($dir): void {
    file_put_contents("{$dir}/{$name}.tmp", (string) $value);
    rename("{$dir}/{$name}.tmp", "{$dir}/{$name}");
};

$change = static function (int $value) use ($site, $write): void {
    usleep(mt_rand(0, 3000));
    $isFollowing = getenv('RACE_MUTATION') !== 'no-follow';
    $suspicion = $site->store->suspect(['post:1'], time());
    if ($isFollowing) {
        $site->tree->follow();
    }
    $write('database', $value);
    usleep(mt_rand(0, 500));
    $site->store->purge($value % 9 === 0 ? ['site'] : ['post:1'], [$suspicion], time());
    if ($isFollowing) {
        $site->tree->follow();
    }
    $write('purged', $value);
    if ($value % 5 === 0) {
        $site->renew(time());
    }
    if ($value % 20 === 0) {
        $site->store->sweep(time());
    }
};

if (($argv[1] ?? '') === 'editor') {
    while (count(TemporaryFolder::matching("{$dir}/ready.*")) < (int) ($argv[5] ?? '0')) {
        usleep(1000);
    }
    try {
        for ($value = 1; $value <= (int) ($argv[4] ?? '0'); $value++) {
            $change($value);
        }
        usleep(20_000);
    } finally {
        touch("{$dir}/done");
    }
    exit;
}

touch("{$dir}/ready.{$seed}");
[$checks, $found] = [0, 0];
while (!is_file("{$dir}/done")) {
    clearstatcache();
    $path = ['/a/', '/b/', '/c/'][mt_rand(0, 2)];
    $purged = $read('purged');
    $shown = $site->found($path);
    $checks++;
    if ($shown !== null) {
        $found++;
        echo (int) $shown < $purged ? "old {$path}: {$shown} after {$purged}\n" : '';
    }
    try {
        $token = $site->store->token(time());
        $page = $site->page($path, (string) $read('database'), ['post:1'], time());
        usleep(mt_rand(0, 1500));
        $site->store->save($page, $token, time());
        $site->placing()->place($page, $token, time(), static fn(): bool => true);
    } catch (StoreFailure) {
        continue;
    }
}
echo "checks {$checks}, found {$found}\n";
