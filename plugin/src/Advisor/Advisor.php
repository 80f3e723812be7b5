<?php

/** Who asks gets an answer: from the rules, or from the AI where somebody wants that and it answers as it should. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

use DynamicCache\Advisor\Ai\AiAdviser;
use DynamicCache\Advisor\Ai\SiteModel;
use DynamicCache\Advisor\Rules\RulesAdviser;

final class Advisor
{
    public function __construct(
        private readonly SiteFacts $facts,
        private readonly Adviser $rules,
        private readonly Adviser $ai,
    ) {}

    public static function of_site(): self
    {
        return new self(
            SiteFacts::of_wordpress(),
            new RulesAdviser(),
            new AiAdviser(SiteModel::of_wordpress(), get_user_locale()),
        );
    }

    /** @param int $budget seconds of rendering that the pages of a preload may take */
    public function ask(AdviceKind $kind, AdviceSource $source, int $budget = Facts::BUDGET): Advice
    {
        $facts = $this->facts->read($kind, $budget);
        if ($source === AdviceSource::Rules) {
            return $this->rules->advise($kind, $facts);
        }
        try {
            return $this->ai->advise($kind, $facts);
        } catch (UnableToAdvise $failure) {
            return $this->rules->advise($kind, $facts)->in_place_of($failure);
        }
    }
}
