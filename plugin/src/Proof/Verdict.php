<?php

/** What a check came to, and what follows from it: a page that is wrong is purged at every layer. */

declare(strict_types=1);

namespace DynamicCache\Proof;

use DynamicCache\Index\PageAddress;
use DynamicCache\Purge\Cause;
use DynamicCache\Purge\CauseSentence;
use DynamicCache\Purge\PastPurge;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\PurgeRecords;
use DynamicCache\Store\Page;
use DynamicCache\Tags\Tag;

final class Verdict
{
    /** Changes that are told. */
    private const CHANGES = 3;

    /** @param string $text the difference, or why there is no answer */
    public function __construct(
        public readonly Outcome $outcome,
        private readonly string $text = '',
        private readonly ?Page $page = null,
    ) {}

    /** The check with its evidence; purges where it has to be. */
    public function conclude(Check $check, int $now): Check
    {
        $changes = $this->outcome === Outcome::Different ? self::changes() : [];
        if ($this->outcome === Outcome::Different) {
            self::purge($check);
        }
        $isDiff = $this->outcome === Outcome::Different || $this->outcome === Outcome::Volatile;
        $evidence = new Evidence(
            $isDiff ? $this->text : '',
            $isDiff ? $this->page->tags ?? [] : [],
            $changes,
            $this->page->storedAt ?? 0,
            $isDiff ? '' : $this->text,
        );

        return new Check($check->id, $check->mode, $this->outcome, $check->url, $check->variant, $check->askedAt, $now, $evidence);
    }

    /** By address, which reaches every variant and the edge, and by the page's own tag. */
    private static function purge(Check $check): void
    {
        $queue = PurgeQueue::of_site();
        $queue->add_urls($check->url);
        $address = PageAddress::of_row((string) get_current_blog_id(), $check->url, $check->variant, '');
        if ($address !== null) {
            $queue->add(Tag::page($address->id()));
        }
        $queue->flush(Cause::PROOF);
    }

    /** @return list<array{at: int, sentence: string}> what happened on the site before it; not who did it */
    private static function changes(): array
    {
        return array_map(
            static fn(PastPurge $purge): array => ['at' => $purge->at, 'sentence' => CauseSentence::of($purge->cause, '')],
            PurgeRecords::newest(self::CHANGES),
        );
    }
}
