<?php

/** Takes one step of a run: asks the site, and adds what came to the result of the strategy. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Benchmark\Gate\Evidence;
use DynamicCache\Benchmark\Gate\GateName;
use DynamicCache\Benchmark\Gate\Gates;
use DynamicCache\Benchmark\Gate\PurgeGate;
use DynamicCache\Install\Paths;
use DynamicCache\Install\UnableToWriteFile;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\Strategy;
use DynamicCache\Store\StoreFailure;

final class Measure
{
    /** Visits of a page that was just rendered. */
    private const REPEATS = 8;

    /** The first render of a page may change the site itself, and is not stored for that. */
    private const TRIES = 3;

    public function __construct(private readonly Paths $paths, private readonly Settings $settings) {}

    /**
     * @throws UnableToProbe
     * @throws UnableToMeasure where the figure itself cannot be had
     */
    public function take(Run $run, Step $step): void
    {
        if (!$this->settings->enabled || ($this->settings->pausedUntil ?? 0) > time()) {
            throw new UnableToProbe(ProbeTrouble::CacheOff, home_url('/'));
        }
        $strategies = new Strategies($this->paths, $this->settings);
        $space = new ProbeSpace($this->paths->cache_dir(), $run->space($step->strategy), $strategies->redis($step->strategy));
        try {
            $space->open(time());
            $probes = $strategies->probes($step->strategy, $space);
            $result = $run->result($step->strategy);
            $step->gate === null
                ? self::page($probes, $result->samples, $step->case, $step->strategy === Strategy::EdgeR2)
                : MirroredPurges::during($space->store(), fn() => $this->gate($step->gate, $probes, $result, $run, $step->case));
        } catch (UnableToWriteFile $failure) {
            throw new UnableToProbe(ProbeTrouble::NoSpace, home_url('/'), $failure->getMessage());
        } catch (StoreFailure $failure) {
            throw UnableToMeasure::because($failure->getMessage());
        }
    }

    /**
     * One answer from WordPress, in a space that has nothing yet, then some of the same page.
     *
     * @param bool $isInR2 whether R2 has to keep it too
     */
    private static function page(Probes $probes, Samples $samples, string $case, bool $isInR2): void
    {
        $url = explode(' ', $case, 2)[1] ?? '';
        $calm = new CalmProbes($probes);
        $tries = 0;
        do {
            $space = 'page' . bin2hex(random_bytes(4));
            $samples->add_render($calm->get($url, $space));
            $repeat = $calm->get($url, $space);
        } while (++$tries < self::TRIES && $repeat->outcome() !== 'hit');
        $samples->add_repeat($repeat);
        for ($visit = 2; $visit <= self::REPEATS; $visit++) {
            $samples->add_repeat($calm->get($url, $space));
        }
        if ($isInR2 && $probes instanceof EdgeProbes) {
            $samples->add_r2($probes->is_in_r2($url, $space));
        }
    }

    /** What could not be looked at counts against the gate: a proof that is missing is no proof. */
    private function gate(GateName $name, Probes $probes, Result $result, Run $run, string $case): void
    {
        $urls = Plan::urls($run->plan);
        $gate = (new Gates($probes, $this->settings, $urls === [] ? [home_url('/')] : $urls))->gate($name);
        try {
            if ($gate instanceof PurgeGate) {
                [$evidence, $ms] = $gate->measure($case);
                $result->samples->add_purge($ms);
                $result->add($name, ...$evidence);
            } else {
                $result->add($name, ...$gate->check($case));
            }
        } catch (UnableToMeasure $failure) {
            $result->add($name, Evidence::missing($case, $failure->getMessage()));
        }
    }
}
