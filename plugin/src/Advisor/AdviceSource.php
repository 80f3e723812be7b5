<?php

/** Who a suggestion is from. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

enum AdviceSource: string
{
    case Rules = 'rules';
    case Ai = 'ai';
}
