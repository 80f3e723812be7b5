<?php

/** `GET /purges?page=&per_page=`: who threw what away, and when; the newest first. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Purge\PastPurge;
use DynamicCache\Purge\PurgeRecords;
use DynamicCache\Settings\FieldError;

final class ReadPurges implements Route
{
    private const DEFAULT_PER_PAGE = 20;
    private const MAX_PER_PAGE = 100;
    private const MAX_PAGE = 100_000;

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
        $page = self::number($request, 'page', 1, self::MAX_PAGE);
        $perPage = self::number($request, 'per_page', self::DEFAULT_PER_PAGE, self::MAX_PER_PAGE);

        return Answer::ok([
            'total' => PurgeRecords::count(),
            'page' => $page,
            'per_page' => $perPage,
            'purges' => array_map(self::purge(...), PurgeRecords::newest($perPage, ($page - 1) * $perPage)),
        ]);
    }

    /**
     * @param \WP_REST_Request<array<string, mixed>> $request
     *
     * @throws Refusal
     */
    private static function number(\WP_REST_Request $request, string $name, int $default, int $max): int
    {
        $text = $request->get_query_params()[$name] ?? (string) $default;
        if (!is_string($text) || preg_match('/\A[1-9][0-9]{0,5}\z/', $text) !== 1 || (int) $text > $max) {
            throw new Refusal(400, 'invalid_query', [new FieldError($name, sprintf(
                /* translators: %d: a number */
                __('This must be a whole number from 1 to %d.', 'ai-wp-dynamic-cache'),
                $max,
            ))]);
        }

        return (int) $text;
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
