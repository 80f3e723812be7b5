<?php

/** A layer that keeps pages: how it is asked, and how long an old page may still come from it after a purge. */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

use DynamicCache\Benchmark\Probes;

final class Layer
{
    public const ORIGIN = 'origin';
    public const EDGE = 'edge';

    /**
     * @param string $name `origin` or `edge`
     * @param float $window seconds
     */
    public function __construct(
        public readonly string $name,
        public readonly Probes $probes,
        public readonly float $window,
    ) {}
}
