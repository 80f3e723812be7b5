<?php

/**
 * Who renders which page, in the plainest form: one at a time, until they are done, are killed, or have taken longer than
 * a lease lasts. What the leases under test give away is compared with that.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Model;

use DynamicCache\Store\Lease;
use DynamicCache\Store\Leases;

final class Renderers
{
    /** @var array<string, array{leases: Leases|null, lease: Lease, since: int}> by page; no leases = killed */
    private array $holders = [];

    public ?string $wrong = null;

    /** @param \Closure(): Leases $process one more */
    public function __construct(private readonly \Closure $process) {}

    /** Whether this visitor is to render the page. */
    public function take(string $page, int $now): bool
    {
        $leases = ($this->process)();
        $lease = $leases->take($page, $now);
        $holder = $this->holders[$page] ?? null;
        $isHeld = $holder !== null && abs($now - $holder['since']) <= 30;
        if ($lease === null) {
            $this->wrong = $isHeld ? null : "nobody renders {$page}, and nobody may";

            return false;
        }
        $this->wrong = $isHeld && $holder['leases'] !== null ? "two render {$page}" : null;
        $this->holders[$page] = ['leases' => $leases, 'lease' => $lease, 'since' => $now];

        return true;
    }

    /** The render of a page is over, however it went. One that took too long may have lost its lease to another. */
    public function release(string $page, int $since): void
    {
        $holder = $this->holders[$page] ?? null;
        if ($holder !== null && $holder['leases'] !== null && $holder['since'] === $since) {
            $holder['leases']->release($holder['lease']);
            unset($this->holders[$page]);
        }
    }

    public function kill(string $page, int $since): void
    {
        if (isset($this->holders[$page]) && $this->holders[$page]['since'] === $since) {
            $this->holders[$page]['leases'] = null;
        }
    }
}
