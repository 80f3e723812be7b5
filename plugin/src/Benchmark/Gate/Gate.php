<?php

/** Asks the site for pages, and says whether what came is what has to come. One case is one step of a run. */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

use DynamicCache\Benchmark\UnableToMeasure;
use DynamicCache\Benchmark\UnableToProbe;

interface Gate
{
    /** @return list<string> names of its cases on this site, the same for as long as its settings and pages are */
    public function cases(): array;

    /**
     * Leaves nothing behind, whatever happens in between.
     *
     * @return list<Evidence>
     *
     * @throws UnableToProbe
     * @throws UnableToMeasure
     */
    public function check(string $case): array;
}
