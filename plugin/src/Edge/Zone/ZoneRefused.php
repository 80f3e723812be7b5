<?php

/** Cloudflare answered, and did not purge. */

declare(strict_types=1);

namespace DynamicCache\Edge\Zone;

use DynamicCache\Edge\EdgeFailure;
use DynamicCache\Edge\Trouble;

final class ZoneRefused extends \RuntimeException implements EdgeFailure
{
    private function __construct(public readonly Trouble $trouble, string $message, public readonly ?int $retryAfter)
    {
        parent::__construct($message);
    }

    /** @param int|null $retryAfter seconds that Cloudflare asks us to wait */
    public static function because(Trouble $trouble, string $more, ?int $retryAfter): self
    {
        return new self($trouble, $more === '' ? $trouble->value : "{$trouble->value}: {$more}", $retryAfter);
    }
}
