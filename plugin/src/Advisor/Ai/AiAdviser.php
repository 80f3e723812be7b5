<?php

/** Asks the AI that the owner has connected to WordPress. */

declare(strict_types=1);

namespace DynamicCache\Advisor\Ai;

use DynamicCache\Advisor\Advice;
use DynamicCache\Advisor\AdviceKind;
use DynamicCache\Advisor\AdviceSource;
use DynamicCache\Advisor\Adviser;
use DynamicCache\Advisor\Facts;
use DynamicCache\Advisor\UnableToAdvise;

final class AiAdviser implements Adviser
{
    /** @param string $language such as `de_DE` */
    public function __construct(
        private readonly SiteModel $model,
        private readonly string $language,
    ) {}

    public function advise(AdviceKind $kind, Facts $facts): Advice
    {
        $prompt = Prompt::about($kind, $facts, $this->language);
        if ($prompt === null) {
            // Nobody is paid for an answer to no question.
            return new Advice(AdviceSource::Ai, [], new AiCall(null, null, 0.0));
        }
        $reply = $this->model->ask($prompt);
        $suggestions = Reading::suggestions($kind, AiAnswer::rows($reply, $prompt), $facts);

        return $suggestions === null ? throw new UnableToAdvise(Trouble::NotAllowed, $reply->call) : new Advice(AdviceSource::Ai, $suggestions, $reply->call);
    }
}
