<?php

/** `GET /purges?page=&per_page=`: who threw what away, and when; the newest first. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Purge\PastPurge;
use DynamicCache\Purge\PurgeRecords;

final class ReadPurges implements Route
{
    public function path(): string
    {
        return '/purges';
    }

    public function method(): string
    {
        return 'GET';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $asked = Paging::of($request);

        return Answer::ok([
            'total' => PurgeRecords::count(),
            'page' => $asked->page,
            'per_page' => $asked->perPage,
            'purges' => array_map(self::purge(...), PurgeRecords::newest($asked->perPage, $asked->offset())),
        ]);
    }

    /** @return array<string, mixed> */
    private static function purge(PastPurge $purge): array
    {
        return [
            'id' => $purge->id,
            'at' => $purge->at,
            'actor' => $purge->actor,
            'cause' => $purge->cause,
            'sentence' => $purge->sentence(),
            'tags' => $purge->tags,
            'urls' => $purge->urls,
            'seq' => $purge->seq,
            'epoch' => $purge->epoch,
            'refreshed' => $purge->refreshed,
            'untouched' => $purge->untouched,
            'edge_ms' => $purge->edgeMillis,
            'edge_waiting' => $purge->isEdgeWaiting,
        ];
    }
}
