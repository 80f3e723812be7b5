<?php

/**
 * Signature v1 between plugin and Worker, byte for byte that of contracts/src/signature.ts; the golden vectors in
 * contracts/fixtures/signature hold both sides to it. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Engine\LengthPrefixed;

final class Signer
{
    public const TO_WORKER = 'plugin-to-worker';
    public const TO_PLUGIN = 'worker-to-plugin';

    /** Value of `X-Plugin-Signature`: `v1=<kid>:<hex>`. */
    public static function sign(string $secret, string $kid, string $direction, SignedRequest $request): string
    {
        $key = hash_hkdf('sha256', $secret, 32, "dynamic-cache/v1/{$direction}/{$request->authority}", '');

        return "v1={$kid}:" . hash_hmac('sha256', self::canonical($kid, $direction, $request), $key);
    }

    /** The string that is signed. */
    public static function canonical(string $kid, string $direction, SignedRequest $request): string
    {
        return LengthPrefixed::join([
            'v1',
            $direction,
            $kid,
            $request->pluginId,
            $request->timestamp,
            $request->nonce,
            $request->method,
            $request->authority,
            $request->target,
            $request->contentType,
            hash('sha256', $request->body),
        ]);
    }
}
