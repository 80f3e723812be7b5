<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Direct;

use DynamicCache\Tests\Store\TemporaryFolder;
use PHPUnit\Framework\TestCase;

/**
 * R-22 for what the web server sends: several processes link pages, one changes them. RACE_RUNS edits (50; the long run
 * takes 1,000). After each purge has returned nobody may find an older page in the tree.
 */
final class DirectRaceTest extends TestCase
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

    public function test_r_22_nothing_old_is_linked_after_a_purge_has_returned(): void
    {
        $runs = getenv('RACE_RUNS');
        $report = $this->race($runs === false ? 50 : (int) $runs, '');

        self::assertStringNotContainsString('old', $report);
        self::assertSame(self::FILLERS, preg_match_all('/^checks [1-9]\d*, found [1-9]\d*$/m', $report), $report);
    }

    /** The proof that the test above can fail. */
    public function test_r_22_the_harness_sees_links_that_nobody_follows_the_log_for(): void
    {
        self::assertStringContainsString('old', $this->race(50, 'no-follow'));
    }

    private function race(int $runs, string $mutation): string
    {
        $processes = [];
        foreach ([['filler', 'a'], ['filler', 'b'], ['filler', 'c'], ['editor', 'e']] as [$role, $seed]) {
            $process = proc_open(
                [PHP_BINARY, __DIR__ . '/race-worker.php', $role, $this->folder->path, $seed, (string) $runs, (string) self::FILLERS],
                [1 => ['pipe', 'w'], 2 => ['file', '/dev/null', 'w']],
                $pipes,
                null,
                ['RACE_MUTATION' => $mutation] + getenv(),
            );
            if ($process === false || !isset($pipes[1])) {
                throw new \RuntimeException('A process of the race does not start.');
            }
            $processes[] = [$process, $pipes[1]];
        }
        $report = '';
        foreach ($processes as [$process, $pipe]) {
            $report .= (string) stream_get_contents($pipe);
            fclose($pipe);
            proc_close($process);
        }

        return $report;
    }
}
