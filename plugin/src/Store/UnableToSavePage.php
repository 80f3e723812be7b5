<?php

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class UnableToSavePage extends \RuntimeException implements StoreFailure
{
    private function __construct(public readonly Reason $reason, string $message)
    {
        parent::__construct($message);
    }

    public static function because(Reason $reason, string $why): self
    {
        return new self($reason, "Unable to save a page ({$reason->value}): {$why}");
    }
}
