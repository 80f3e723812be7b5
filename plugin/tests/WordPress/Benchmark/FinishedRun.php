<?php

/** A run as it lies in the table when it is over. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

use DynamicCache\Benchmark\Budget;
use DynamicCache\Benchmark\Gate\Evidence;
use DynamicCache\Benchmark\Gate\GateName;
use DynamicCache\Benchmark\Result;
use DynamicCache\Benchmark\Run;
use DynamicCache\Benchmark\Runs;
use DynamicCache\Benchmark\RunState;
use DynamicCache\Settings\Strategy;

final class FinishedRun
{
    /** @param GateName|null $failed gate that it did not pass */
    public static function save(bool $isComplete = true, ?GateName $failed = null, string $fingerprint = 'v1-0123', float $latency = 2.0): Run
    {
        $run = new Run(bin2hex(random_bytes(8)), 1_795_000_000, ['origin-disk|page|1 https://site.test/'], new Budget(), ['fingerprint' => $fingerprint, 'ttl' => 3600, 'php' => '8.2.1', 'wordpress' => '7.1', 'object_cache' => 0]);
        $run->state = RunState::Done;
        $run->at = 1;
        $result = Result::from(Strategy::OriginDisk, ['samples' => [
            'cold' => [100, 300],
            'warm' => [$latency, 1, 4],
            'cpu' => [40, 60],
            'queries' => [20, 40],
            'purge' => $isComplete ? [100, 140] : [],
            'repeats' => 3,
            'hits' => 3,
        ]]);
        foreach (GateName::cases() as $gate) {
            $result->add($gate, Evidence::of('case', $gate !== $failed, 'expected', 'got'));
        }
        $run->results['origin-disk'] = $result;
        (new Runs())->add($run);

        return $run;
    }
}
