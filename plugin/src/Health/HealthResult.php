<?php

/** The one place where findings become what Site Health shows: the worst of them gives the result its status and name. */

declare(strict_types=1);

namespace DynamicCache\Health;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\ScreenLink;

final class HealthResult
{
    /**
     * @param list<Finding> $findings
     * @param string $goodLabel what it is called when nothing is wrong
     * @param array<string, string> $links screen → what the link to it says; none = the first screen
     *
     * @return array{label: string, status: string, badge: array{label: string, color: string}, description: string, actions: string, test: string}
     */
    public static function of(string $test, array $findings, string $goodLabel, array $links = []): array
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
            'actions' => self::links($links === [] ? ['' => __('Open Dynamic Cache', 'ai-wp-dynamic-cache')] : $links),
            'test' => $test,
        ];
    }

    /** @param array<string, string> $links */
    private static function links(array $links): string
    {
        return implode('', array_map(
            static fn(string $screen, string $label): string => sprintf('<p><a href="%s">%s</a></p>', esc_url(ScreenLink::to($screen)), esc_html($label)),
            array_keys($links),
            $links,
        ));
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
