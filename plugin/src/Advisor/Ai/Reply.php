<?php

/** What the provider said, unread. */

declare(strict_types=1);

namespace DynamicCache\Advisor\Ai;

final class Reply
{
    public function __construct(public readonly string $text, public readonly AiCall $call) {}
}
