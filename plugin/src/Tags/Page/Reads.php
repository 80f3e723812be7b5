<?php

/** The object cache of this request with an ear, whoever's it is: what code outside of core is handed comes out of here. */

declare(strict_types=1);

namespace DynamicCache\Tags\Page;

interface Reads
{
    /** Who is told from now on: each site of a network has its own. */
    public function watch(PageTags $page): void;

    /** A post as it lies in memory, without being heard. */
    public function peek(int $post): mixed;

    /** At the end of the render: who was found under a name; where nobody has it, there may be one day. */
    public function finish(): void;
}
