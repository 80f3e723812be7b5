<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Body;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use PHPUnit\Framework\TestCase;

/**
 * R-22 with real processes: several fill and read, one edits and purges. RACE_RUNS edits (60; the long run takes 1,000),
 * RACE_SEED for a run like an earlier one.
 */
final class PurgeRaceTest extends TestCase
{
    private const FILLERS = 3;

    private TemporaryFolder $folder;

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

    public function test_r_22_nothing_old_is_found_after_a_purge_has_returned(): void
    {
        $report = $this->race((int) self::setting('RACE_RUNS', '60'), '');

        self::assertStringNotContainsString('old', $report);
        self::assertSame(self::FILLERS, preg_match_all('/^checks [1-9]\d*, hits [1-9]\d*$/m', $report), $report);
    }

    /** The proof that the test above can fail. */
    public function test_r_22_the_harness_sees_a_token_that_is_taken_after_the_render(): void
    {
        self::assertStringContainsString('old', $this->race(60, 'token-after-render'));
    }

    public function test_an_editor_killed_between_change_and_purge_leaves_nothing_old(): void
    {
        $store = new DiskPageStore("{$this->folder->path}/cache", '1', Files::of_system());
        $now = time();
        $store->save(self::page('a', '0', $now), $store->token($now), $now);
        $store->save(self::page('b', '0', $now), $store->token($now), $now);
        $this->wait($this->start('dying-editor', ''));
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

    private function race(int $runs, string $mutation): string
    {
        $seed = self::setting('RACE_SEED', bin2hex(random_bytes(4)));
        $processes = [];
        for ($i = 0; $i < self::FILLERS; $i++) {
            $processes[] = $this->start('filler', "{$seed}-{$i}", ['RACE_MUTATION' => $mutation]);
        }
        $processes[] = $this->start('editor', "{$seed}-editor", [], [(string) $runs, (string) self::FILLERS]);
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
