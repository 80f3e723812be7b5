<?php

/** How far the Worker's ledger is, for who has just purged and asks whether the edge knows. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class EdgePosition
{
    /**
     * For the answer to a purge (contracts/src/plugin-api.ts, `PurgeAnswer`): a position that has every purge of this site
     * up to now in it, null where there is none; and whether some of them still wait.
     *
     * @return array{edge: array{epoch: string, seq: int}|null, edge_waits: bool}
     */
    public static function reached(int $now): array
    {
        $isActive = Credentials::load()->usable_key() !== null;
        $waits = $isActive && (new Outbox())->waiting($now) > 0;

        return ['edge' => $isActive && !$waits ? Told::load()->acked() : null, 'edge_waits' => $waits];
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
