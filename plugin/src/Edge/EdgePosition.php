<?php

/** How far the Worker's ledger is, for who has just purged and asks whether the edge knows. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class EdgePosition
{
    /**
     * A position that has every purge of this site up to now in it; null when there is no edge, or some of them wait.
     *
     * @return array{epoch: string, seq: int}|null
     */
    public static function reached(int $now): ?array
    {
        $isActive = Credentials::load()->usable_key() !== null;

        return $isActive && (new Outbox())->waiting($now) === 0 ? Told::load()->acked() : null;
    }

    /**
     * For the site's own requests to the edge: shows a page as it is after every purge that was acknowledged, whichever
     * isolate answers.
     *
     * @return array<string, string> a header, or none where there is no edge
     */
    public static function header(int $now): array
    {
        $position = Told::load()->acked();
        $key = $position === null ? null : Credentials::load()->usable_key();

        return $key === null ? [] : [MinSeq::HEADER => $key->min_seq($position, $now)];
    }
}
