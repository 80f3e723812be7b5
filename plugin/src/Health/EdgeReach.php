<?php

/** Whether the Worker answers, agrees with this plugin, and has the same time. */

declare(strict_types=1);

namespace DynamicCache\Health;

use DynamicCache\Edge\ConnectionState;
use DynamicCache\Edge\EdgeAddress;
use DynamicCache\Edge\EdgeStatus;
use DynamicCache\Edge\Transport;
use DynamicCache\Edge\UnableToReachEdge;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;

final class EdgeReach
{
    private const SECONDS = 5.0;

    /** Seconds after which a message that waits is worth a word: cron has tried it several times by then. */
    private const LATE = 900;

    /** A signature is good for five minutes; a clock that is off by half of that will be off by all of it. */
    private const SKEW = 150;

    public function __construct(
        private readonly Transport $transport,
        private readonly EdgeStatus $status,
    ) {}

    /** @return list<Finding> */
    public function findings(int $now): array
    {
        $edge = $this->status->to_array();
        $address = EdgeAddress::parse($edge['url']);
        if ($edge['state'] === ConnectionState::Off->value || $address === null) {
            return [];
        }
        try {
            $answer = $this->transport->send('GET', $address->url('/api/cache/health'), ['Accept' => 'application/json'], '', self::SECONDS);
        } catch (UnableToReachEdge $failure) {
            return [new Finding('edge-unreachable', FindingStatus::Bad, __('The Worker does not answer', 'ai-wp-dynamic-cache'), $failure->getMessage(), __('Look whether it is deployed under the address in the settings.', 'ai-wp-dynamic-cache'))];
        }
        $health = json_decode($answer->body, true);
        $isHealthy = is_array($health) && ($health['status'] ?? null) === 'healthy';
        $findings = [$isHealthy
            ? new Finding('edge-reachable', FindingStatus::Good, __('The Worker answers', 'ai-wp-dynamic-cache'), '', '')
            : new Finding('edge-degraded', FindingStatus::Warning, __('The Worker has no database', 'ai-wp-dynamic-cache'), __('It serves pages and cannot be told about changes.', 'ai-wp-dynamic-cache'), __('Look at its D1 databases in the dashboard of Cloudflare.', 'ai-wp-dynamic-cache'), "HTTP {$answer->status}")];
        if ($edge['error'] !== null) {
            $findings[] = new Finding('edge-error', FindingStatus::Bad, __('The line to the Worker is disturbed', 'ai-wp-dynamic-cache'), $edge['error'], __('Open the edge settings in Dynamic Cache.', 'ai-wp-dynamic-cache'));
        }

        return [...$findings, ...self::behind($edge['behind'], $edge['behind_since'], $now), ...self::clock($answer->date, $now)];
    }

    /** @return list<Finding> what has waited for so long that nobody should wait for it any more */
    private static function behind(int $count, ?int $since, int $now): array
    {
        return $since === null || $now - $since < self::LATE ? [] : [new Finding(
            'edge-behind',
            FindingStatus::Warning,
            __('The edge is behind', 'ai-wp-dynamic-cache'),
            /* translators: 1: a number, 2: a span of time such as "2 hours" */
            sprintf(_n('%1$d purge waits to be delivered, since %2$s.', '%1$d purges wait to be delivered, the oldest since %2$s.', $count, 'ai-wp-dynamic-cache'), $count, human_time_diff($since, $now)),
            __('Look at the outbox on the edge screen of Dynamic Cache.', 'ai-wp-dynamic-cache'),
        )];
    }

    /** @return list<Finding> */
    private static function clock(string $date, int $now): array
    {
        $time = $date === '' ? false : strtotime($date);
        $skew = $time === false ? 0 : abs($time - $now);

        return $skew < self::SKEW ? [] : [new Finding(
            'clock-skew',
            FindingStatus::Bad,
            __('The clock of this server is wrong', 'ai-wp-dynamic-cache'),
            /* translators: %d: seconds */
            sprintf(_n('It differs from the clock of the Worker by %d second, and signed calls are refused from 300 on.', 'It differs from the clock of the Worker by %d seconds, and signed calls are refused from 300 on.', $skew, 'ai-wp-dynamic-cache'), $skew),
            __('Switch time synchronisation (NTP) on, or ask the host to.', 'ai-wp-dynamic-cache'),
        )];
    }
}
