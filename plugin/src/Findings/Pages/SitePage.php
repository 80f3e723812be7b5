<?php

/** A page of the site with what people call it. */

declare(strict_types=1);

namespace DynamicCache\Findings\Pages;

final class SitePage
{
    public function __construct(public readonly string $url, public readonly string $label) {}
}
