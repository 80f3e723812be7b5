<?php

/** One part of the plugin that answers to WordPress hooks. Constructors only assign; boot() adds the hooks. */

declare(strict_types=1);

namespace DynamicCache;

interface Feature
{
    public function boot(): void;
}
