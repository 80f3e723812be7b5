<?php

/** A registered site's key: for which Worker, under which names. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class EdgeKey
{
    public function __construct(
        public readonly EdgeAddress $address,
        public readonly string $siteId,
        public readonly string $kid,
        #[\SensitiveParameter]
        private readonly string $secret,
    ) {}

    /** Value of `X-Plugin-Signature`. */
    public function sign(SignedRequest $request): string
    {
        return Signer::sign($this->secret, $this->kid, Signer::TO_WORKER, $request);
    }

    /**
     * Value of `X-Min-Seq`, for a page as it is after a purge.
     *
     * @param array{epoch: string, seq: int} $position what the edge answered to the purge
     * @param int $now Unix seconds
     */
    public function min_seq(array $position, int $now): string
    {
        return MinSeq::sign($this->secret, $this->kid, $position, $now);
    }

    /**
     * The keys that the drop-in works with; it never holds the secret itself.
     *
     * @return array{kid: string, fill_key: string, marker_key: string, probe_key: string}
     */
    public function engine_part(): array
    {
        $derive = fn(string $purpose): string => bin2hex($this->derived($purpose));

        return ['kid' => $this->kid, 'fill_key' => $derive('fill'), 'marker_key' => $derive('store-marker'), 'probe_key' => $derive('probe')];
    }

    /** What signs probes that come by way of the Worker, and the answers to them: 32 bytes. */
    public function probe_key(): string
    {
        return $this->derived('probe');
    }

    private function derived(string $purpose): string
    {
        return hash_hkdf('sha256', $this->secret, 32, "dynamic-cache/v1/{$purpose}", '');
    }

    /** @return array{site: string, kid: string} what dumps may show */
    public function __debugInfo(): array
    {
        return ['site' => $this->siteId, 'kid' => $this->kid];
    }
}
