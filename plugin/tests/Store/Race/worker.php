<?php

/**
 * One process of the race: `filler`, `editor` or `dying-editor`. The "database" is one number in a file; a page shows
 * the number that was read from it. An editor changes the number and purges; then it says in `purged` that it is done.
 * A filler reads `purged` first and the store after it: what the store gives must not be older. RACE_REDIS is the port of
 * a Redis that keeps the pages; without it they lie on disk.
 *
 * RACE_MUTATION=token-after-render takes the fill token when the page has been rendered. No product code knows it: it is
 * the mistake that this harness must be able to see.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Race;

use DynamicCache\Store\Body;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\PurgeKind;
use DynamicCache\Store\RedisServer;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\Stores;
use DynamicCache\Tests\Store\TemporaryFolder;

require dirname(__DIR__, 2) . '/bootstrap-engine.php';

final class Worker
{
    private const PAGES = ['a', 'b', 'c'];

    private readonly PageStore $store;

    private readonly bool $isTokenLate;

    public function __construct(private readonly string $dir, private readonly string $seed)
    {
        $port = (int) getenv('RACE_REDIS');
        $this->store = $port === 0
            ? Stores::open("{$dir}/cache", 'disk', '1')
            : Stores::open("{$dir}/cache", 'redis', '1', new RedisServer('127.0.0.1', $port));
        $this->isTokenLate = getenv('RACE_MUTATION') === 'token-after-render';
        mt_srand(crc32($seed));
    }

    /** Fills and checks until the editor is done; prints every old page that it was given. */
    public function fill(): void
    {
        touch("{$this->dir}/ready.{$this->seed}");
        $checks = 0;
        $hits = 0;
        while (!is_file("{$this->dir}/done")) {
            clearstatcache();
            $canonical = self::PAGES[mt_rand(0, count(self::PAGES) - 1)];
            $purged = $this->read('purged');
            $found = $this->store->find($canonical, time());
            $checks++;
            // An old page that may still be shown must not be older than the last change either.
            $page = $found instanceof Page ? $found : $found->stale(time());
            if ($page !== null) {
                $hits++;
                $shown = (int) $page->body->identity;
                if ($shown < $purged) {
                    echo "old {$canonical}: {$shown} after {$purged}\n";
                }
            }
            if (!$found instanceof Page) {
                $this->render($canonical);
            }
        }
        echo "checks {$checks}, hits {$hits}\n";
    }

    /** Changes the database and purges, over and over, as soon as all fillers are there. */
    public function edit(int $runs, int $fillers): void
    {
        while (count(TemporaryFolder::matching("{$this->dir}/ready.*")) < $fillers) {
            usleep(1000);
        }
        try {
            for ($value = 1; $value <= $runs; $value++) {
                $this->change($value);
            }
            usleep(20_000);
        } finally {
            touch("{$this->dir}/done");
        }
    }

    /** Changes the database and is killed before it can purge. */
    public function die(): void
    {
        $this->store->suspect(['post:1'], time());
        $this->write('database', 1);
        posix_kill(posix_getpid(), SIGKILL);
    }

    private function change(int $value): void
    {
        usleep(mt_rand(0, 3000));
        $suspicion = $this->store->suspect(['post:1'], time());
        $this->write('database', $value);
        usleep(mt_rand(0, 500));
        $this->store->purge(['post:1'], [$suspicion], time());
        $this->write('purged', $value);
        if ($value % 7 === 0) {
            $this->store->purge(['site'], [], time(), PurgeKind::Soft);
        }
        if ($value % 20 === 0) {
            $this->store->sweep(time());
        }
    }

    private function render(string $canonical): void
    {
        try {
            $token = $this->isTokenLate ? null : $this->store->token(time());
            $shown = (string) $this->read('database');
            usleep(mt_rand(0, 2000));
            $token ??= $this->store->token(time());
            $page = new Page($canonical, 200, [], Body::of($shown), ['post:1', 'site'], time(), time() + 3600, '00112233aabbccdd', staleUntil: time() + 7200);
            $this->store->save($page, $token, time());
        } catch (StoreFailure) {
            return;
        }
    }

    private function read(string $name): int
    {
        return (int) file_get_contents("{$this->dir}/{$name}");
    }

    private function write(string $name, int $value): void
    {
        $temporary = "{$this->dir}/{$name}.{$this->seed}.tmp";
        file_put_contents($temporary, (string) $value);
        rename($temporary, "{$this->dir}/{$name}");
    }
}

$role = $argv[1] ?? '';
$worker = new Worker($argv[2] ?? '', $argv[3] ?? '');
match ($role) {
    'filler' => $worker->fill(),
    'editor' => $worker->edit((int) ($argv[4] ?? '0'), (int) ($argv[5] ?? '0')),
    'dying-editor' => $worker->die(),
    default => exit(64),
};
