<?php

/** One row of the table `pages`, read. */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Engine\Reason;

final class PageRow
{
    /** What a list needs; `hashes` and `sources` are left where they are. */
    public const COLUMNS = 'id, url, variant, persona, title, kind, post, refusal, seen_at, stored_at, expires_at, bytes, gzip_bytes, tags_count, hits, last_hit';

    /**
     * @param Reason|null $refusal why the last render was not stored; null = it was
     * @param Reason $verdict what the row alone says of the page; the store has the last word
     * @param int $storedAt Unix seconds, as all times here; 0 = never
     */
    private function __construct(
        public readonly string $id,
        public readonly string $url,
        public readonly string $variant,
        public readonly string $persona,
        public readonly string $title,
        public readonly PageKind $kind,
        public readonly int $post,
        public readonly ?Reason $refusal,
        public readonly Reason $verdict,
        public readonly int $seenAt,
        public readonly int $storedAt,
        public readonly int $expiresAt,
        public readonly int $bytes,
        public readonly int $gzipBytes,
        public readonly int $tagsCount,
        public readonly int $hits,
        public readonly int $lastHit,
    ) {}

    /** @param array<mixed> $row COLUMNS and `verdict` */
    public static function of(array $row): self
    {
        $text = static fn(string $name): string => is_scalar($row[$name] ?? null) ? (string) $row[$name] : '';
        $int = static fn(string $name): int => (int) $text($name);

        return new self(
            $text('id'),
            $text('url'),
            $text('variant'),
            $text('persona'),
            $text('title'),
            PageKind::tryFrom($text('kind')) ?? PageKind::Other,
            $int('post'),
            Reason::tryFrom($text('refusal')),
            Reason::tryFrom($text('verdict')) ?? Reason::Cold,
            $int('seen_at'),
            $int('stored_at'),
            $int('expires_at'),
            $int('bytes'),
            $int('gzip_bytes'),
            $int('tags_count'),
            $int('hits'),
            $int('last_hit'),
        );
    }

    /** @param string $site blog id */
    public function address(string $site): ?PageAddress
    {
        return PageAddress::of_row($site, $this->url, $this->variant, $this->persona);
    }
}
