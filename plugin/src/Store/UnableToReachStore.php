<?php

declare(strict_types=1);

namespace DynamicCache\Store;

final class UnableToReachStore extends \RuntimeException implements StoreFailure
{
    public static function at(string $place, string $why): self
    {
        return new self("Unable to reach the page store at {$place}: {$why}");
    }
}
