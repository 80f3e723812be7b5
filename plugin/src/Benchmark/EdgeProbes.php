<?php

/**
 * Asks for pages by way of the Worker, as its visitors get them: at its own address, where a genuine probe is answered as a
 * visit of the site with its own cookies, by the strategy that is measured, in the space of the run.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Benchmark\Gate\Layer;
use DynamicCache\Edge\EdgeKey;
use DynamicCache\Edge\EdgeProbe;
use DynamicCache\Findings\LoopbackReply;
use DynamicCache\Findings\UnableToReachSite;
use DynamicCache\Settings\HomeUrl;

final class EdgeProbes implements Probes
{
    /** Times that R2 is asked whether it has a page, and the pause in between in microseconds: it is written behind an answer. */
    private const TRIES = 5;
    private const PAUSE = 200_000;

    public function __construct(
        private readonly PageFetch $fetch,
        private readonly EdgeKey $key,
        private readonly EdgeProbe $probe,
        private readonly OriginProbes $origin,
    ) {}

    public function get(string $url, string $space, array $headers = []): Probed
    {
        return $this->ask($url, $space, $headers, EdgeProbe::ALL_TIERS);
    }

    public function render(string $url, string $space): Probed
    {
        return $this->origin->get($url, $space);
    }

    public function visit(string $url): LoopbackReply
    {
        return $this->fetch($this->address($url, HomeUrl::parse($url)->host), $url, []);
    }

    public function layers(): array
    {
        return [...$this->origin->layers(), new Layer(Layer::EDGE, $this, (float) $this->probe->window)];
    }

    /**
     * Whether R2 alone has the page of a space, a moment after it was asked for several times.
     *
     * @throws UnableToProbe
     */
    public function is_in_r2(string $url, string $space): bool
    {
        for ($try = 1; $try <= self::TRIES; $try++) {
            if ($this->ask($url, $space, [], EdgeProbe::R2_ALONE)->outcome() === 'hit') {
                return true;
            }
            usleep(self::PAUSE);
        }

        return false;
    }

    /**
     * @param array<string, string> $headers
     *
     * @throws UnableToProbe
     */
    private function ask(string $url, string $space, array $headers, string $tiers): Probed
    {
        $nonce = bin2hex(random_bytes(16));
        $host = $headers['Host'] ?? HomeUrl::parse($url)->host;
        $signature = $this->probe->sign($this->key, $tiers, $space, $nonce, $host, ProbedAddress::target($url));
        $reply = $this->fetch($this->address($url, $host), $url, [EdgeProbe::HEADER => $signature] + array_diff_key($headers, ['Host' => '']));

        return Probed::of($url, $reply, $nonce, $this->key->probe_key())
            ?? throw new UnableToProbe(ProbeTrouble::EdgeNotOurs, $url, trim("HTTP {$reply->status} {$reply->header('x-dynamic-cache')} {$reply->header('server')}"));
    }

    private function address(string $url, string $host): string
    {
        return $this->key->address->url("/edge/cache/~{$host}" . ProbedAddress::target($url));
    }

    /**
     * @param array<string, string> $headers
     *
     * @throws UnableToProbe
     */
    private function fetch(string $address, string $url, array $headers): LoopbackReply
    {
        try {
            return $this->fetch->get($address, $headers, PageFetch::roots());
        } catch (UnableToReachSite $failure) {
            throw new UnableToProbe(ProbeTrouble::EdgeSilent, $url, $failure->getMessage());
        }
    }
}
