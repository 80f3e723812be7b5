<?php

/** The one place where findings become what Site Health shows: the worst of them gives the result its status and name. */

declare(strict_types=1);

namespace DynamicCache\Health;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;

final class HealthResult
{
    private const SCREEN = 'admin.php?page=ai-wp-dynamic-cache';

    /**
     * @param list<Finding> $findings
     * @param string $goodLabel what it is called when nothing is wrong
     *
     * @return array{label: string, status: string, badge: array{label: string, color: string}, description: string, actions: string, test: string}
     */
    public static function of(string $test, array $findings, string $goodLabel): array
    {
        usort($findings, static fn(Finding $a, Finding $b): int => self::rank($b) <=> self::rank($a));
        $worst = $findings[0] ?? null;
        $rank = $worst === null ? 0 : self::rank($worst);

        return [
            'label' => $worst === null || $rank === 0 ? $goodLabel : $worst->title,
            'status' => ['good', 'recommended', 'critical'][$rank],
            'badge' => ['label' => __('Page cache', 'ai-wp-dynamic-cache'), 'color' => ['blue', 'orange', 'red'][$rank]],
            'description' => implode('', array_map(self::paragraph(...), $findings))
                . ($findings === [] ? '<p>' . esc_html__('Nothing is in the way of the page cache.', 'ai-wp-dynamic-cache') . '</p>' : ''),
            'actions' => sprintf(
                '<p><a href="%s">%s</a></p>',
                esc_url(admin_url(self::SCREEN)),
                esc_html__('Open Dynamic Cache', 'ai-wp-dynamic-cache'),
            ),
            'test' => $test,
        ];
    }

    private static function rank(Finding $finding): int
    {
        return match ($finding->status) {
            FindingStatus::Good, FindingStatus::Info => 0,
            FindingStatus::Warning => 1,
            FindingStatus::Bad => 2,
        };
    }

    private static function paragraph(Finding $finding): string
    {
        return sprintf('<p><strong>%s</strong> %s</p>', esc_html($finding->title), esc_html(trim("{$finding->detail} {$finding->fix}")));
    }
}
