<?php

/** A store under test, with the ways in which it can be damaged. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Model;

use DynamicCache\Store\Leases;
use DynamicCache\Store\PageStore;

interface Subject
{
    public function store(): PageStore;

    /** Leases as one more process sees them; when the last reference to them goes, that process has been killed. */
    public function leases(): Leases;

    /** A writer dies in the middle of a record of the purge log: it may have meant every page. */
    public function tear(int $now): void;

    /** The log is lost: nothing that is stored counts any more. */
    public function wipe(): void;
}
