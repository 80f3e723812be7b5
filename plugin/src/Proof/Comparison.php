<?php

/**
 * The judgement over one stored page, confirmed before it accuses: a page that does not render to the same twice is
 * volatile, not stale. Pure but for the renders, which are asked for one by one: most pages need only the first.
 */

declare(strict_types=1);

namespace DynamicCache\Proof;

use DynamicCache\Benchmark\Gate\Volatile;

final class Comparison
{
    /** @param int $now Unix seconds, for masking clocks */
    public function __construct(private readonly Volatile $volatile, private readonly int $now) {}

    /**
     * @param Rendered $stored as visitors get it
     * @param \Closure(): Rendered $render afresh
     *
     * @return array{Outcome, string} and the difference
     */
    public function judge(Rendered $stored, \Closure $render): array
    {
        $old = $this->masked($stored);
        $first = $this->masked($render());
        if ($first === $old) {
            return [Outcome::Same, ''];
        }
        $second = $this->masked($render());
        if ($first !== $second) {
            return [Outcome::Volatile, PageDiff::of($first, $second)];
        }

        return [Outcome::Different, PageDiff::of($old, $first)];
    }

    /** The status is a part of what visitors get. */
    private function masked(Rendered $page): string
    {
        return "HTTP {$page->status}\n" . $this->volatile->masked($page->body, $this->now);
    }
}
