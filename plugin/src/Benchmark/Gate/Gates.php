<?php

/** The four gates of one strategy on this site. */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

use DynamicCache\Benchmark\CalmProbes;
use DynamicCache\Benchmark\Probes;
use DynamicCache\Settings\Settings;

final class Gates
{
    /** Pages whose bytes are compared; each is rendered at least twice. */
    private const DIGESTS = 5;

    /** @param non-empty-list<string> $urls pages of the site, the front page first */
    public function __construct(private readonly Probes $probes, private readonly Settings $settings, private readonly array $urls) {}

    public function gate(GateName $name): Gate
    {
        return match ($name) {
            GateName::Digest => new DigestGate(new CalmProbes($this->probes), Volatile::of_site(), array_slice($this->urls, 0, self::DIGESTS)),
            GateName::Leak => new LeakGate(new CalmProbes($this->probes), $this->settings->rules, $this->urls),
            GateName::Purge => new PurgeGate($this->probes->layers(), static fn(): float => hrtime(true) / 1e9),
            // A page below the root has a path whose letters and slashes can differ.
            GateName::Collision => new CollisionGate(new CalmProbes($this->probes), Volatile::of_site(), new Corpus($this->settings->rules, $this->settings->hosts, $this->urls[1] ?? $this->urls[0])),
        };
    }
}
