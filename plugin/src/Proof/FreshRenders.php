<?php

/**
 * Renders pages afresh: signed probes of the site to itself, answered by WordPress behind the engine that visitors get,
 * and never stored. Open for one run; what is left by a process that was killed is removed by Benchmark\Traces.
 */

declare(strict_types=1);

namespace DynamicCache\Proof;

use DynamicCache\Benchmark\OriginProbes;
use DynamicCache\Benchmark\ProbeMark;
use DynamicCache\Benchmark\Probes;
use DynamicCache\Benchmark\ProbeSpace;
use DynamicCache\Benchmark\UnableToProbe;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Install\Paths;

final class FreshRenders
{
    private function __construct(private readonly ProbeSpace $space, private readonly Probes $probes) {}

    /** @throws UnableToRender */
    public static function open(Paths $paths, int $now): self
    {
        $space = new ProbeSpace($paths->cache_dir(), bin2hex(random_bytes(8)));
        try {
            $space->open_for_check($now);
        } catch (InstallFailure $failure) {
            throw new UnableToRender($failure->getMessage(), true);
        }

        return new self($space, OriginProbes::of_site($paths, $space));
    }

    public function close(): void
    {
        $this->space->leave();
    }

    /**
     * @param string $cookies value of the header, '' = none
     *
     * @throws UnableToRender
     */
    public function render(string $url, string $cookies): Rendered
    {
        try {
            $answer = $this->probes->get($url, ProbeSpace::UNSTORED . bin2hex(random_bytes(4)), $cookies === '' ? [] : ['Cookie' => $cookies]);
        } catch (UnableToProbe $failure) {
            throw new UnableToRender("{$failure->trouble->means()} {$failure->detail}", true);
        }
        if ($answer->outcome() !== 'miss') {
            throw new UnableToRender($answer->reply->header('x-dynamic-cache'), false);
        }
        if ($answer->reply->status >= 500) {
            throw new UnableToRender("HTTP {$answer->reply->status}", false);
        }

        return new Rendered($answer->reply->status, ProbeMark::without($answer->reply->body));
    }
}
