<?php

/** The advisor's routes. Nothing of the advisor is loaded before somebody asks it: serving does not depend on it. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Advisor\Application;
use DynamicCache\Install\ChangeSettings;
use DynamicCache\Settings\SettingsRepository;

final class AdviceRoutes
{
    private const KINDS = ['routes', 'preload', 'benchmark', 'tuning'];

    /** @return list<Route> */
    public static function all(SettingsRepository $settings, ChangeSettings $change): array
    {
        $application = static fn(): Application => new Application($settings, $change, time(...));

        return [
            ...array_map(static fn(string $kind): ReadAdvice => new ReadAdvice($kind, $settings), self::KINDS),
            ...array_map(static fn(string $kind): PreviewAdvice => new PreviewAdvice($kind), self::KINDS),
            new ApplyAdvice($settings, $application),
            new UndoAdvice($settings, $application),
        ];
    }
}
