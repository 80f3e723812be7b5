<?php

/** An answer from the store, complete; made without touching PHP's output. */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Page;

final class Reply
{
    /** @param list<string> $headers `Name: value` */
    private function __construct(
        public readonly int $status,
        public readonly array $headers,
        public readonly string $body,
    ) {}

    /**
     * @param list<string> $status header lines that say how it came to this answer
     * @param bool $isGzip which representation is sent
     * @param bool $hasLength false where PHP changes the body on its way out
     */
    public static function of(Page $page, Visit $visit, array $status, bool $isGzip, bool $hasLength): self
    {
        $etag = self::etag($page, $isGzip);
        $headers = [
            ...self::validators($page, $visit, $isGzip),
            'Age: ' . max(0, $visit->now - $page->storedAt),
            ...$status,
        ];
        // A page past its time carries no marker: the edge must not keep it.
        $edge = $page->token === null || $page->is_expired(max(time(), $visit->now)) ? null : $visit->edge();
        if ($page->token !== null && $edge !== null) {
            $headers = [...$headers, ...StoreMarker::headers($page, $page->token, $edge)];
        }
        if ($page->status === 200 && Preconditions::is_unchanged($visit->request, $etag, $page->storedAt)) {
            return new self(304, $headers, '');
        }
        if ($isGzip) {
            $headers[] = 'Content-Encoding: gzip';
        }
        if ($hasLength) {
            $headers[] = 'Content-Length: ' . ($isGzip ? $page->body->gzipLength : $page->body->identityLength);
        }

        // For HEAD the page was read without its bodies.
        return new self($page->status, [...$page->headers, ...$headers], $isGzip ? $page->body->gzip : $page->body->identity);
    }

    /**
     * The headers by which clients keep and check a page; the render that stored it sends the same.
     *
     * @return list<string>
     */
    public static function validators(Page $page, Visit $visit, bool $isGzip): array
    {
        $headers = [
            'ETag: ' . self::etag($page, $isGzip),
            'Vary: Accept-Encoding',
            'Cache-Control: max-age=' . self::browser_lifetime($page, $visit) . ', must-revalidate',
        ];
        // Within the second in which the page was stored the date could name two versions (RFC 9110 §8.8.2.2).
        if ($visit->now > $page->storedAt) {
            $headers[] = 'Last-Modified: ' . HttpDate::of($page->storedAt);
        }

        return $headers;
    }

    /**
     * The header lines that every hit has, byte for byte, so that they are made when the page is stored.
     *
     * @return list<string>
     */
    public static function lasting_headers(Page $page): array
    {
        return [...$page->headers, 'Vary: Accept-Encoding', 'Last-Modified: ' . HttpDate::of($page->storedAt)];
    }

    /** What the ETag of every representation begins with: 32 hex digits. */
    public static function etag_of(Page $page): string
    {
        return substr($page->body->digest, 0, 32);
    }

    /** Strong: one per representation. */
    private static function etag(Page $page, bool $isGzip): string
    {
        return '"' . self::etag_of($page) . ($isGzip ? '-gzip' : '') . '"';
    }

    /** A browser counts max-age from the Age on, so that the owner's seconds are added to it; they end with the page. */
    private static function browser_lifetime(Page $page, Visit $visit): int
    {
        $own = $visit->config->ttl->browser;
        $age = max(0, $visit->now - $page->storedAt);

        return $own === 0 ? 0 : $age + max(0, min($own, $page->expiresAt - $visit->now));
    }
}
