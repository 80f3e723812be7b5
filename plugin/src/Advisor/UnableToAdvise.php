<?php

/** The AI gave no answer that could be used; the rules answer instead. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

use DynamicCache\Advisor\Ai\AiCall;
use DynamicCache\Advisor\Ai\Trouble;

final class UnableToAdvise extends \RuntimeException
{
    /** @param AiCall|null $call what was sent and what it cost all the same */
    public function __construct(public readonly Trouble $trouble, public readonly ?AiCall $call = null)
    {
        parent::__construct($trouble->message());
    }
}
