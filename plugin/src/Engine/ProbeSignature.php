<?php

/**
 * `X-Dynamic-Cache-Probe`: proof that the site measures itself, in a space of the cache that no visitor is served from.
 * `X-Dynamic-Cache-Probed`: proof that this site's own engine took it for that, with what it found. Form and bytes:
 * contracts/src/probe.ts.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class ProbeSignature
{
    public const HEADER = 'X-Dynamic-Cache-Probe';
    public const ANSWER = 'X-Dynamic-Cache-Probed';

    /** A probe may stand in the queue of a small host for a while. Seconds. */
    private const WINDOW = 60;

    private const FORM = '/^v1;run=([0-9a-f]{16});space=([a-z0-9]{1,16});ts=([1-9][0-9]{9});nonce=([0-9a-f]{32});mac=[0-9a-f]{64}$/D';

    /** @param string $secret by which the probe was found to be genuine */
    private function __construct(
        public readonly string $run,
        public readonly string $space,
        public readonly string $nonce,
        private readonly string $secret,
    ) {}

    /**
     * Value of the header that asks.
     *
     * @param string $run 16 hex digits
     * @param string $space one of the run's spaces, a-z and 0-9
     * @param string $nonce 32 hex digits, used once
     * @param string $host `Host` as it is sent
     * @param string $target path and query, the bytes as they are sent
     * @param string $secret of the site, hex
     * @param int $now Unix seconds
     */
    public static function sign(string $run, string $space, string $nonce, string $host, string $target, #[\SensitiveParameter] string $secret, int $now): string
    {
        $message = LengthPrefixed::join(['probe1', $run, $space, (string) $now, $nonce, $host, $target]);

        return "v1;run={$run};space={$space};ts={$now};nonce={$nonce};mac=" . hash_hmac('sha256', $message, $secret);
    }

    /** Null unless the header value is genuine for this request, and of now. Whether it comes for the first time is not known here. */
    public static function read(string $header, string $host, string $target, #[\SensitiveParameter] string $secret, int $now): ?self
    {
        if ($secret === '' || preg_match(self::FORM, $header, $match) !== 1) {
            return null;
        }
        [, $run, $space, $time, $nonce] = $match;
        $isGenuine = hash_equals(self::sign($run, $space, $nonce, $host, $target, $secret, (int) $time), $header);

        return $isGenuine && abs($now - (int) $time) <= self::WINDOW ? new self($run, $space, $nonce, $secret) : null;
    }

    /**
     * Value of the header that answers this probe.
     *
     * @param string $key of the page, 64 hex digits; '-' where the request passed the cache by
     * @param int $wall microseconds from the engine's first look to the first byte
     * @param int $cpu microseconds of processor time in between
     * @param string $queries number of database queries; '-' where WordPress was not asked
     */
    public function answer(string $key, int $wall, int $cpu, string $queries): string
    {
        return self::sign_answer($this->nonce, $key, $wall, $cpu, $queries, $this->secret);
    }

    /** The same for a probe that somebody else has sent: what its answer has to be. */
    public static function sign_answer(string $nonce, string $key, int $wall, int $cpu, string $queries, #[\SensitiveParameter] string $secret): string
    {
        $message = LengthPrefixed::join(['probed1', $nonce, $key, (string) $wall, (string) $cpu, $queries]);

        return "v1;nonce={$nonce};key={$key};wall={$wall};cpu={$cpu};queries={$queries};mac=" . hash_hmac('sha256', $message, $secret);
    }
}
