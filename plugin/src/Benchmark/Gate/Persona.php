<?php

/** Somebody whose pages are theirs alone, and the word by which such a page is known. */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

final class Persona
{
    /**
     * @param string $cookie value of the `Cookie` header
     * @param string $marker what a page for them shows, and no other may
     * @param string $member of ProbeMark where it is shown
     */
    public function __construct(
        public readonly string $cookie,
        public readonly string $marker,
        public readonly string $member,
    ) {}
}
