<?php

/** The Worker answered with an error of its contract. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class RefusedByEdge extends \RuntimeException implements EdgeFailure
{
    private function __construct(public readonly int $status, public readonly string $error, string $message)
    {
        parent::__construct($message);
    }

    /** @param int|null $clockOffset seconds that the Worker's clock is ahead of ours, where it said its time */
    public static function with(int $status, string $error, ?int $clockOffset): self
    {
        // The owner can set a clock, but has to be told which one is off, and by how much.
        $isClock = $error === 'timestamp_out_of_window' && $clockOffset !== null;

        return new self($status, $error, $isClock ? sprintf('%s: this clock is off by %d s', $error, -$clockOffset) : $error);
    }
}
