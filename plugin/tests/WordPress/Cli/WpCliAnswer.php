<?php

/** What a command of WP-CLI left behind. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cli;

final class WpCliAnswer
{
    public function __construct(
        public readonly int $code,
        public readonly string $out,
        public readonly string $err,
    ) {}

    /** Stdout as JSON: nothing else may be in it. */
    public function json(): mixed
    {
        return json_decode($this->out, true, 32, JSON_THROW_ON_ERROR);
    }
}
