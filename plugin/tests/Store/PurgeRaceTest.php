<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Body;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\Stores;
use DynamicCache\Tests\Store\Redis\RealRedis;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/**
 * R-22 with real processes: several fill and read, one edits and purges. RACE_RUNS edits (60; the long run takes 1,000),
 * RACE_SEED for a run like an earlier one.
 */
final class PurgeRaceTest extends TestCase
{
    private const FILLERS = 3;

    private TemporaryFolder $folder;

    private static ?RealRedis $redis = null;

    public static function tearDownAfterClass(): void
    {
        self::$redis?->stop();
        self::$redis = null;
    }

    /** @return array<string, array{string}> */
    public static function stores(): array
    {
        return ['disk' => ['disk'], 'Redis' => ['redis']];
    }

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        file_put_contents("{$this->folder->path}/database", '0');
        file_put_contents("{$this->folder->path}/purged", '0');
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    #[DataProvider('stores')]
    public function test_r_22_nothing_old_is_found_after_a_purge_has_returned(string $kind): void
    {
        $report = $this->race($kind, (int) self::setting('RACE_RUNS', '60'), '');

        self::assertStringNotContainsString('old', $report);
        self::assertSame(self::FILLERS, preg_match_all('/^checks [1-9]\d*, hits [1-9]\d*$/m', $report), $report);
    }

    /** The proof that the test above can fail. */
    #[DataProvider('stores')]
    public function test_r_22_the_harness_sees_a_token_that_is_taken_after_the_render(string $kind): void
    {
        self::assertStringContainsString('old', $this->race($kind, 60, 'token-after-render'));
    }

    #[DataProvider('stores')]
    public function test_an_editor_killed_between_change_and_purge_leaves_nothing_old(string $kind): void
    {
        $environment = self::environment($kind);
        $redis = $kind === 'redis' ? self::redis()->server('cme') : null;
        $store = Stores::open("{$this->folder->path}/cache", $kind, '1', $redis);
        $now = time();
        $store->save(self::page('a', '0', $now), $store->token($now), $now);
        $store->save(self::page('b', '0', $now), $store->token($now), $now);
        $this->wait($this->start('dying-editor', '', $environment));
        self::assertSame('1', file_get_contents("{$this->folder->path}/database"));

        foreach ([$now => Reason::Suspect, $now + 10 => Reason::Suspect, $now + 40 => Reason::Purged, $now + 3000 => Reason::Purged] as $at => $reason) {
            $found = $store->find('a', $at);
            self::assertInstanceOf(Miss::class, $found);
            self::assertSame($reason, $found->reason);
        }
        $store->save(self::page('a', '1', $now + 40), $store->token($now + 40), $now + 40);
        $found = $store->find('a', $now + 40);
        self::assertInstanceOf(Page::class, $found);
        self::assertSame('1', $found->body->identity);
        self::assertInstanceOf(Miss::class, $store->find('b', $now + 40));
    }

    private static function redis(): RealRedis
    {
        return self::$redis ??= new RealRedis();
    }

    /** @return array<string, string> */
    private static function environment(string $kind): array
    {
        if ($kind === 'disk') {
            return [];
        }
        self::redis()->say('FLUSHALL');

        return ['RACE_REDIS' => (string) self::redis()->port];
    }

    private function race(string $kind, int $runs, string $mutation): string
    {
        $environment = self::environment($kind);
        $seed = self::setting('RACE_SEED', bin2hex(random_bytes(4)));
        $processes = [];
        for ($i = 0; $i < self::FILLERS; $i++) {
            $processes[] = $this->start('filler', "{$seed}-{$i}", ['RACE_MUTATION' => $mutation] + $environment);
        }
        $processes[] = $this->start('editor', "{$seed}-editor", $environment, [(string) $runs, (string) self::FILLERS]);
        $report = "seed {$seed}\n";
        foreach ($processes as $process) {
            $report .= $this->wait($process);
        }

        return $report;
    }

    /**
     * @param array<string, string> $environment
     * @param list<string> $arguments
     *
     * @return array{resource, resource}
     */
    private function start(string $role, string $seed, array $environment = [], array $arguments = []): array
    {
        $command = [PHP_BINARY, __DIR__ . '/Race/worker.php', $role, $this->folder->path, $seed, ...$arguments];
        $process = proc_open($command, [1 => ['pipe', 'w'], 2 => ['file', '/dev/null', 'w']], $pipes, null, $environment + getenv());
        if ($process === false || !isset($pipes[1])) {
            throw new \RuntimeException('A process of the race does not start.');
        }

        return [$process, $pipes[1]];
    }

    private static function setting(string $name, string $default): string
    {
        $value = getenv($name);

        return $value === false ? $default : $value;
    }

    /** @param array{resource, resource} $process */
    private function wait(array $process): string
    {
        $report = (string) stream_get_contents($process[1]);
        fclose($process[1]);
        proc_close($process[0]);

        return $report;
    }

    private static function page(string $canonical, string $shown, int $now): Page
    {
        return new Page($canonical, 200, [], Body::of($shown), ['post:1', 'site'], $now, $now + 3600, '00112233aabbccdd');
    }
}
