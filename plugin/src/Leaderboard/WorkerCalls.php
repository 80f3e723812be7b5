<?php

/** All of them, as a table. Who acts, and for which site, is added here: the screen cannot say it. */

declare(strict_types=1);

namespace DynamicCache\Leaderboard;

final class WorkerCalls
{
    private const SANDBOX = '/plugin/wp/sandbox/';

    /** @return list<WorkerCall> */
    public static function all(): array
    {
        return [
            new WorkerCall('/leaderboard', 'GET', 'leaderboard-query', '/plugin/wp/loadtests/shared', self::shared(...), ['shared_page_profiles', 'strategy_leaderboard']),
            new WorkerCall('/sandbox', 'GET', 'site-sandbox-view', self::SANDBOX . 'list', self::of_site(...), ['count', 'requests']),
            new WorkerCall('/sandbox/request', 'POST', 'site-request', self::SANDBOX . 'request', self::by_requester(...), ['request']),
            new WorkerCall('/sandbox/vote', 'POST', 'site-vote', self::SANDBOX . 'vote', self::by_agent(...), ['request_id', 'votes', 'score']),
            new WorkerCall('/sandbox/claim', 'POST', 'site-claim', self::SANDBOX . 'claim', self::by_agent(...), ['selected_request', 'selected_score', 'allocation']),
            new WorkerCall('/sandbox/release', 'POST', 'site-release', self::SANDBOX . 'release', self::by_agent(...), ['request', 'allocation']),
            new WorkerCall('/sandbox/conflicts', 'GET', 'site-conflicts-view', self::SANDBOX . 'conflicts/list', self::of_site(...), ['count', 'conflicts']),
            new WorkerCall('/sandbox/conflicts/report', 'POST', 'site-conflict', self::SANDBOX . 'conflicts/report', self::of_site_by_agent(...), ['conflict']),
            new WorkerCall('/sandbox/conflicts/resolve', 'POST', 'site-resolve', self::SANDBOX . 'conflicts/resolve', self::by_agent(...), ['conflict']),
            new WorkerCall('/testers', 'GET', '', '/api/plugin/testers', null, ['testers']),
            new WorkerCall('/testers/invite', 'POST', 'site-invite', '/api/plugin/testers', self::of_site(...), ['tester', 'secret', 'capability_token']),
            new WorkerCall('/testers/revoke', 'POST', 'site-revoke', '/api/plugin/testers/revoke', self::of_site(...), ['tester']),
        ];
    }

    /**
     * @param array<array-key, mixed> $given
     *
     * @return array<array-key, mixed>
     */
    private static function shared(array $given, string $siteId): array
    {
        $isAll = ($given['samples'] ?? '') === 'all';
        unset($given['samples']);

        return ['site_id' => $siteId, 'only_passing' => !$isAll] + $given;
    }

    /**
     * @param array<array-key, mixed> $given
     *
     * @return array<array-key, mixed>
     */
    private static function of_site(array $given, string $siteId): array
    {
        return ['site_id' => $siteId] + $given;
    }

    /**
     * @param array<array-key, mixed> $given
     *
     * @return array<array-key, mixed>
     */
    private static function by_agent(array $given, string $siteId, string $actor): array
    {
        return ['agent_id' => $actor] + $given;
    }

    /**
     * @param array<array-key, mixed> $given
     *
     * @return array<array-key, mixed>
     */
    private static function of_site_by_agent(array $given, string $siteId, string $actor): array
    {
        return ['site_id' => $siteId, 'agent_id' => $actor] + $given;
    }

    /**
     * @param array<array-key, mixed> $given
     *
     * @return array<array-key, mixed>
     */
    private static function by_requester(array $given, string $siteId, string $actor): array
    {
        return ['site_id' => $siteId, 'requested_by_agent' => $actor] + $given;
    }
}
