<?php

/**
 * `X-Min-Seq`: on a request of the site's own to the edge (a probe, a preview), asks for the page as it is after a purge.
 * The edge answers from no view of its ledger that is older. Form and bytes: contracts/src/min-seq.ts. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Engine\LengthPrefixed;

final class MinSeq
{
    public const HEADER = 'X-Min-Seq';

    private const INFO = 'dynamic-cache/v1/min-seq';

    /**
     * The header's value; the edge takes it for five minutes.
     *
     * @param array{epoch: string, seq: int} $position what the edge answered to the purge
     * @param int $now Unix seconds
     */
    public static function sign(#[\SensitiveParameter] string $secret, string $kid, array $position, int $now): string
    {
        ['epoch' => $epoch, 'seq' => $seq] = $position;
        $message = LengthPrefixed::join(['minseq1', $kid, (string) $now, $epoch, (string) $seq]);
        $mac = hash_hmac('sha256', $message, hash_hkdf('sha256', $secret, 32, self::INFO, ''));

        return "v1;kid={$kid};ts={$now};epoch={$epoch};seq={$seq};mac={$mac}";
    }
}
