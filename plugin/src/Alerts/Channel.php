<?php

/** One way by which alerts reach somebody. */

declare(strict_types=1);

namespace DynamicCache\Alerts;

interface Channel
{
    /** `email` or `webhook`. */
    public function name(): string;

    /** @throws UnableToAlert */
    public function send(Message $message): void;
}
