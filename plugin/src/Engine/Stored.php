<?php

/** What the store has for one visit, in the representation that this visitor takes. */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Part;
use DynamicCache\Store\Streams;

final class Stored
{
    private bool $isGzip;

    /** @param bool $isPlain PHP itself changes bodies on their way out */
    private function __construct(
        public readonly PageStore $store,
        public readonly Streams $streams,
        public readonly Visit $visit,
        private readonly bool $isPlain,
    ) {
        $this->isGzip = !$isPlain && Encoding::accepts_gzip($visit->request->header('accept-encoding'));
    }

    /** @param Streams $streams for a page that is missing */
    public static function of(PageStore $store, Streams $streams, Visit $visit): self
    {
        return new self($store, $streams, $visit, Encoding::is_taken_by_php());
    }

    /** As the store says it; a page of other settings is a miss with the word `revision`. */
    public function find(int $now): Page|Miss
    {
        $found = $this->read($now);
        $page = $found instanceof Page ? $found : $found->stale($now);
        if ($this->isGzip && $page !== null && $page->body->gzipLength === 0) {
            // Stored while PHP had no zlib.
            $this->isGzip = false;
            $found = $this->read($now);
            $page = $found instanceof Page ? $found : $found->stale($now);
        }

        // It could break the rules of today, and the edge would not take it either.
        return $page === null || $page->revision === $this->visit->config->revision ? $found : new Miss(Reason::Revision, $page);
    }

    /**
     * @param Page $page as find() gave it
     * @param list<string> $status header lines
     */
    public function reply(Page $page, array $status): Reply
    {
        return Reply::of($page, $this->visit, $status, $this->isGzip, !$this->isPlain);
    }

    /**
     * The page that may be shown instead of an error, when there is one. Its body goes out of PHP's own buffers, which may
     * add something behind it: without compression and without a length.
     *
     * @param int $status of what WordPress answered
     * @param Reason $why that could not be shown
     */
    public function instead(int $now, int $status, Reason $why): ?Reply
    {
        $found = $this->store->find($this->visit->target->canonical, $now, Part::Identity);
        $stale = $found instanceof Page ? $found : $found->stale($now);

        return $stale === null || $stale->revision !== $this->visit->config->revision
            ? null
            : Reply::of($stale, $this->visit, Status::instead($status, $why, $stale->expiresAt - $now), false, false);
    }

    private function read(int $now): Page|Miss
    {
        $part = $this->visit->request->method === 'HEAD' ? Part::Head : ($this->isGzip ? Part::Gzip : Part::Identity);

        return $this->store->find($this->visit->target->canonical, $now, $part);
    }
}
