<?php

/** Why a store has no page to give. */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class Miss
{
    /**
     * @param Page|null $page what lies under the key; with any reason but `expired` only for who explains it, because it
     *     shows what is no longer true
     */
    public function __construct(public readonly Reason $reason, public readonly ?Page $page = null) {}

    /** The page, when all that is wrong with it is its age, and it may be shown while it is rendered anew. */
    public function stale(int $now): ?Page
    {
        return $this->reason === Reason::Expired && $this->page?->may_be_stale($now) === true ? $this->page : null;
    }

    /** Whether the page can never be shown again: the sweep may delete it. */
    public function is_final(int $now): bool
    {
        return $this->reason !== Reason::Suspect && $this->stale($now) === null;
    }
}
