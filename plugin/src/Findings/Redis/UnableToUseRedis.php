<?php

declare(strict_types=1);

namespace DynamicCache\Findings\Redis;

final class UnableToUseRedis extends \RuntimeException
{
    public function __construct(public readonly RedisTrouble $trouble)
    {
        parent::__construct($trouble->value);
    }
}
