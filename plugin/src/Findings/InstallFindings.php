<?php

/** What is in the way of the installation (Install\Diagnosis), as findings, for Site Health and `doctor`. */

declare(strict_types=1);

namespace DynamicCache\Findings;

use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\Problem;
use DynamicCache\Install\WayProblems;

final class InstallFindings
{
    /** @return list<Finding> without those that HostLook tells by a look of its own */
    public static function of(Diagnosis $diagnosis): array
    {
        $problems = array_filter($diagnosis->problems(), static fn(Problem $problem): bool => !in_array($problem->code, WayProblems::TOLD_BY_LOOKS, true));

        return array_map(self::finding(...), array_values($problems));
    }

    private static function finding(Problem $problem): Finding
    {
        return new Finding(
            str_replace('_', '-', $problem->code),
            $problem->isUrgent ? FindingStatus::Bad : FindingStatus::Warning,
            $problem->message,
            '',
            $problem->fix,
        );
    }
}
