<?php

/** A probe was not answered as one: what it would have said is not known, and is never guessed. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class UnableToProbe extends \RuntimeException
{
    /** @param string $detail what was seen, without secrets */
    public function __construct(public readonly ProbeTrouble $trouble, public readonly string $url, public readonly string $detail = '')
    {
        parent::__construct("{$trouble->value}: {$url}" . ($detail === '' ? '' : ": {$detail}"));
    }
}
