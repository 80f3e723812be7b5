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
}
