<?php

/** Asks for pages of the site as a probe of one run: at the origin (OriginProbes), or by way of the Worker (EdgeProbes). */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Benchmark\Gate\Layer;
use DynamicCache\Findings\LoopbackReply;

interface Probes
{
    /**
     * @param string $url of the site, as its bytes go out
     * @param string $space of the run, a-z and 0-9
     * @param array<string, string> $headers
     *
     * @throws UnableToProbe
     */
    public function get(string $url, string $space, array $headers = []): Probed;

    /**
     * The page as WordPress renders it, past every layer in front of it.
     *
     * @param string $space that nobody has asked before
     *
     * @throws UnableToProbe
     */
    public function render(string $url, string $space): Probed;

    /**
     * As a visitor without cookies, whose visit it is: what the cache serves everybody.
     *
     * @throws UnableToProbe
     */
    public function visit(string $url): LoopbackReply;

    /**
     * The layers of which a page has to be gone after a purge, from WordPress outwards.
     *
     * @return non-empty-list<Layer>
     */
    public function layers(): array;
}
