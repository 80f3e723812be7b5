<?php

/**
 * `X-Dynamic-Cache-Store`: the signed consent that the edge may store exactly this response. Made for pages that have
 * passed every check and lie in the store. Form and bytes: contracts/src/marker.ts.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Page;
use DynamicCache\Store\Token;

final class StoreMarker
{
    /** Longest `X-Dynamic-Cache-Tags` value, in bytes. */
    private const MAX_TAG_BYTES = 16_384;

    /**
     * The header lines that a genuine fill gets along with a page. None for one that shows other sites of the network: their
     * purges go to the edge under their own names, and would not reach it.
     *
     * @param Token $token under which the page is stored
     *
     * @return list<string>
     */
    public static function headers(Page $page, Token $token, EdgeKeys $keys): array
    {
        if ($page->others !== []) {
            return [];
        }
        $tags = self::tags($page->tags);
        $marker = self::sign(
            $keys,
            [
                'exp' => (string) $page->expiresAt,
                'epoch' => $token->epoch,
                'tok' => (string) $token->sequence,
                'rev' => $page->revision,
                'len' => (string) $page->body->identityLength,
                'dig' => $page->body->digest,
            ],
            ['key' => hash('sha256', $page->canonical), 'status' => $page->status, 'persona' => '', 'tags' => $tags],
        );

        return [
            // RFC 9213; counted from when the page was stored, like the Age that is sent along.
            'CDN-Cache-Control: max-age=' . max(0, $page->expiresAt - $page->storedAt),
            "X-Dynamic-Cache-Tags: {$tags}",
            "X-Dynamic-Cache-Store: {$marker}",
        ];
    }

    /**
     * Tags as one header value: sorted and unique. Too many for a header become `site`, which purges too much but
     * never too little.
     *
     * @param list<string> $tags
     */
    public static function tags(array $tags): string
    {
        $tags = array_unique($tags);
        sort($tags, SORT_STRING);
        $value = implode(',', $tags);

        return strlen($value) > self::MAX_TAG_BYTES ? 'site' : $value;
    }

    /**
     * @param array{exp: string, epoch: string, tok: string, rev: string, len: string, dig: string} $fields
     * @param array{key: string, status: int, persona: string, tags: string} $response
     */
    public static function sign(EdgeKeys $keys, array $fields, array $response): string
    {
        $message = LengthPrefixed::join([
            'store1',
            $keys->kid,
            $response['key'],
            (string) $response['status'],
            ...array_values($fields),
            $response['persona'],
            $response['tags'],
        ]);
        $value = "v1;kid={$keys->kid}";
        foreach ($fields as $name => $field) {
            $value .= ";{$name}={$field}";
        }

        return $value . ';mac=' . hash_hmac('sha256', $message, $keys->markerKey);
    }
}
