<?php

/** Marker of everything that a store may throw. */

declare(strict_types=1);

namespace DynamicCache\Store;

interface StoreFailure extends \Throwable {}
