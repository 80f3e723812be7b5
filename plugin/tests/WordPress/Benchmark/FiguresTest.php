<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

use DynamicCache\Benchmark\Comparison;
use DynamicCache\Benchmark\Fingerprint;
use DynamicCache\Benchmark\Gate\GateName;
use DynamicCache\Benchmark\Hardware;
use DynamicCache\Benchmark\Load;
use DynamicCache\Benchmark\Percentile;
use DynamicCache\Benchmark\Runs;
use DynamicCache\Settings\Strategy;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\TestWith;

/** From samples to figures, and from figures to what is said of them. */
final class FiguresTest extends WordPressTestCase
{
    /** @param non-empty-list<float> $values */
    #[TestWith([[7.0], 50, 7.0])]
    #[TestWith([[1.0, 2.0, 3.0, 4.0], 50, 2.0])]
    #[TestWith([[4.0, 1.0, 3.0, 2.0], 99, 4.0])]
    #[TestWith([[10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0], 95, 10.0])]
    #[TestWith([[10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0], 90, 9.0])]
    public function test_a_percentile_is_a_value_that_was_measured(array $values, int $percent, float $expected): void
    {
        self::assertSame($expected, Percentile::of($values, $percent));
    }

    public function test_a_run_comes_back_from_the_table_as_it_went_in(): void
    {
        $run = FinishedRun::save();

        self::assertEquals($run, (new Runs())->find($run->id));
    }

    public function test_a_figure_that_was_not_measured_makes_no_metrics_and_no_default(): void
    {
        self::assertNull((FinishedRun::save(isComplete: false)->results['origin-disk'] ?? null)?->metrics());
    }

    public function test_one_piece_of_evidence_against_a_gate_is_enough(): void
    {
        foreach (GateName::cases() as $gate) {
            $result = FinishedRun::save(failed: $gate)->result(Strategy::OriginDisk);
            self::assertFalse($result->is_safe(), $gate->value);
            self::assertSame($gate !== GateName::Purge, $result->gates()[$gate->member()] ?? null, $gate->value);
        }
        self::assertTrue(FinishedRun::save()->result(Strategy::OriginDisk)->is_safe());
    }

    public function test_two_runs_are_compared_figure_by_figure(): void
    {
        $comparison = new Comparison(FinishedRun::save(), FinishedRun::save(latency: 3.0));

        self::assertTrue($comparison->is_of_one_host());
        self::assertContains(['strategy' => 'origin-disk', 'metric' => 'p50_latency_ms', 'before' => 2.0, 'after' => 3.0, 'change_percent' => 50.0], $comparison->rows());
        self::assertFalse((new Comparison(FinishedRun::save(), FinishedRun::save(fingerprint: 'v1-4567')))->is_of_one_host());
    }

    public function test_the_fingerprint_names_a_kind_of_host(): void
    {
        $host = new Hardware('A processor', 4, 8, 'ssd');
        $name = Fingerprint::of($host, '8.2.35', 'nginx/1.22.1 (Debian)');

        self::assertMatchesRegularExpression('/^v1-[0-9a-f]{32}$/', $name);
        self::assertSame($name, Fingerprint::of($host, '8.2.40-deb12', 'nginx/1.22.4'));
        foreach ([[$host, '8.3.1', 'nginx/1.22.1'], [$host, '8.2.35', 'Apache/2.4'], [new Hardware('A processor', 8, 8, 'ssd'), '8.2.35', 'nginx/1.22.1'], [new Hardware('A processor', 4, 8, 'hdd'), '8.2.35', 'nginx/1.22.1']] as [$other, $php, $server]) {
            self::assertNotSame($name, Fingerprint::of($other, $php, $server));
        }
    }

    public function test_hardware_is_read_without_serial_numbers(): void
    {
        $folder = sys_get_temp_dir() . '/dynamic-cache-hardware-' . bin2hex(random_bytes(4));
        mkdir($folder);
        file_put_contents("{$folder}/cpuinfo", "processor\t: 0\nmodel name\t: Some CPU @ 2.0GHz\nserial\t: 1234\n\nprocessor\t: 1\nmodel name\t: Some CPU @ 2.0GHz\n");
        file_put_contents("{$folder}/meminfo", "MemTotal:        4040404 kB\n");
        $read = Hardware::read($folder, $folder, $folder);
        $unknown = Hardware::read("{$folder}/none", "{$folder}/none", "{$folder}/none");
        array_map(unlink(...), ["{$folder}/cpuinfo", "{$folder}/meminfo"]);
        rmdir($folder);

        self::assertEquals(new Hardware('Some CPU @ 2.0GHz', 2, 4, ''), $read);
        self::assertEquals(new Hardware('', 1, 0, ''), $unknown);
    }

    public function test_load_counts_by_processor_and_an_unknown_one_holds_nothing_back(): void
    {
        self::assertTrue((new Load(static fn(): float => 4.0, 2))->is_above(1.5));
        self::assertFalse((new Load(static fn(): float => 4.0, 4))->is_above(1.5));
        self::assertFalse((new Load(static fn(): ?float => null, 1))->is_above(0.1));
    }
}
