<?php

/** The advisor's routes. Nothing of the advisor is loaded before somebody asks it: serving does not depend on it. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Advisor\Application;
use DynamicCache\Install\ChangeSettings;
use DynamicCache\Settings\SettingsRepository;

final class AdviceRoutes
{
    /** @return list<Route> */
    public static function all(SettingsRepository $settings, ChangeSettings $change): array
    {
        $application = static fn(): Application => new Application($settings, $change, time(...));

        return [
            new ReadAdvice('routes', $settings),
            new ReadAdvice('preload', $settings),
            new ReadAdvice('benchmark', $settings),
            new ReadAdvice('tuning', $settings),
            new ApplyAdvice($settings, $application),
            new UndoAdvice($settings, $application),
        ];
    }
}
