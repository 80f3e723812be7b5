<?php

/**
 * The port by which those who render the same page know of each other, so that one render serves all (collapsed
 * forwarding). Every adapter passes plugin/tests/Store/LeasesTestCase.php. Nothing here ever throws: without leases
 * everybody renders, as without a cache.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

interface Leases
{
    /**
     * The lease on a key, or null while somebody else holds it. Never waits. A store that cannot keep leases gives one
     * to everybody.
     *
     * @param string $key lower-case letters, digits and `-`; at most 80
     * @param int $now Unix seconds
     */
    public function take(string $key, int $now): ?Lease;

    /** Gives it back; one that was lost to somebody else meanwhile stays theirs. */
    public function release(Lease $lease): void;

    /**
     * Leaves a note on a key, in place of the one that is there. Their number is bounded: another key's note may be lost.
     *
     * @return bool whether it can be read from now on
     */
    public function note(string $key, LeaseNote $note): bool;

    /** The last note on a key, valid or not. */
    public function noted(string $key): ?LeaseNote;
}
