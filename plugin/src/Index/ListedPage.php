<?php

/** A row of the list with the truth about it; `ListedPage` of contracts/src/pages.ts. */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Engine\Reason;

final class ListedPage
{
    public function __construct(
        public readonly PageRow $row,
        public readonly Reason $reason,
    ) {}

    /** @return array{id: string, url: string, variant: string, title: string, kind: string, post: int|null, status: string, reason: string, stored_at: int|null, expires_at: int|null, seen_at: int, bytes: int, gzip_bytes: int, tags_count: int, hits: int, last_hit: int|null} */
    public function to_array(): array
    {
        $row = $this->row;

        return [
            'id' => $row->id,
            'url' => $row->url,
            'variant' => $row->persona === '' ? $row->variant : ltrim("{$row->variant}&persona={$row->persona}", '&'),
            'title' => $this->title(),
            'kind' => $row->kind->value,
            'post' => $row->post === 0 ? null : $row->post,
            'status' => PageStatus::of($this->reason)->value,
            'reason' => $this->reason->value,
            'stored_at' => $row->storedAt === 0 ? null : $row->storedAt,
            'expires_at' => $row->expiresAt === 0 ? null : $row->expiresAt,
            'seen_at' => $row->seenAt,
            'bytes' => $row->bytes,
            'gzip_bytes' => $row->gzipBytes,
            'tags_count' => $row->tagsCount,
            'hits' => $row->hits,
            'last_hit' => $row->lastHit === 0 ? null : $row->lastHit,
        ];
    }

    /** That of its post, which has no name of the site behind it; else what stands in the page itself. */
    private function title(): string
    {
        $post = $this->row->post === 0 ? null : get_post($this->row->post);
        $isTold = $post instanceof \WP_Post && is_post_publicly_viewable($post) && $post->post_title !== '';

        return $isTold ? trim(html_entity_decode(wp_strip_all_tags(get_the_title($post)), ENT_QUOTES | ENT_HTML5, 'UTF-8')) : $this->row->title;
    }
}
