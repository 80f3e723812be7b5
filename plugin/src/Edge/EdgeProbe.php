<?php

/**
 * `X-Dynamic-Cache-Edge-Probe`: the site measures one strategy by way of its Worker, in the space of one run. Form and
 * bytes: contracts/src/edge-probe.ts. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Engine\LengthPrefixed;

final class EdgeProbe
{
    public const HEADER = 'X-Dynamic-Cache-Edge-Probe';

    /** Which tiers are asked. */
    public const ALL_TIERS = 'all';
    public const R2_ALONE = 'r2';

    /**
     * @param string $strategy by its name in the contract
     * @param string $run 16 hex digits
     * @param int $window seconds in which an old page may still come from the edge
     * @param \Closure(): int $now Unix seconds
     */
    public function __construct(
        private readonly string $strategy,
        private readonly string $run,
        public readonly int $window,
        private readonly \Closure $now,
    ) {}

    /**
     * Value of the header; the Worker takes it for a minute.
     *
     * @param string $tiers one of the constants
     * @param string $space of the run, a-z and 0-9
     * @param string $nonce 32 hex digits
     * @param string $host name of the site that is asked for
     * @param string $target path and query, the bytes as they are sent
     */
    public function sign(EdgeKey $key, string $tiers, string $space, string $nonce, string $host, string $target): string
    {
        $fields = [
            'kid' => $key->kid,
            'strategy' => $this->strategy,
            'tiers' => $tiers,
            'run' => $this->run,
            'space' => $space,
            'ts' => (string) ($this->now)(),
            'nonce' => $nonce,
        ];
        $message = LengthPrefixed::join(['edgeprobe1', ...array_values($fields), $host, $target]);
        $value = 'v1';
        foreach ($fields as $name => $field) {
            $value .= ";{$name}={$field}";
        }

        return "{$value};mac=" . hash_hmac('sha256', $message, $key->probe_key());
    }
}
