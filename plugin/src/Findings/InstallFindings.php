<?php

/** What is in the way of the installation (Install\Diagnosis), as findings, for Site Health and `doctor`. */

declare(strict_types=1);

namespace DynamicCache\Findings;

use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\Problem;

final class InstallFindings
{
    /** @return list<Finding> */
    public static function of(Diagnosis $diagnosis): array
    {
        return array_map(self::finding(...), $diagnosis->problems());
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
