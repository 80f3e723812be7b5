<?php

/** Speaks to Cloudflare's purge API: `POST /zones/{id}/purge_cache` (developers.cloudflare.com/api, "Purge Cached Content"). */

declare(strict_types=1);

namespace DynamicCache\Edge\Zone;

use DynamicCache\Edge\Transport;
use DynamicCache\Edge\Trouble;
use DynamicCache\Edge\UnableToReachEdge;

final class ZoneClient
{
    private const API = 'https://api.cloudflare.com/client/v4';

    /** Statuses of a token that is unknown, or may not purge this zone, and of a zone that is not there for it. */
    private const NOT_ALLOWED = [401, 403, 404];

    public function __construct(private readonly Transport $transport) {}

    /**
     * @param array{tags?: list<string>, files?: list<string>, hosts?: list<string>} $what
     *
     * @throws ZoneRefused
     * @throws UnableToReachEdge
     */
    public function purge(ZoneAccess $zone, array $what, float $timeout): void
    {
        $answer = $this->transport->send('POST', self::API . "/zones/{$zone->id}/purge_cache", [
            'Authorization' => $zone->authorization(),
            'Content-Type' => 'application/json',
            'Accept' => 'application/json',
        ], (string) wp_json_encode($what, JSON_UNESCAPED_SLASHES), $timeout);
        $members = json_decode($answer->body, true, 16);
        if ($answer->status === 200 && is_array($members) && ($members['success'] ?? null) === true) {
            return;
        }
        if (!is_array($members) && $answer->status < 400) {
            throw UnableToReachEdge::because(Trouble::NotTheWorker->value . ": HTTP {$answer->status}");
        }
        throw match (true) {
            in_array($answer->status, self::NOT_ALLOWED, true) => ZoneRefused::because(Trouble::ZoneNotAllowed, "HTTP {$answer->status}", null),
            $answer->status === 429 => ZoneRefused::because(Trouble::ZoneRateLimited, '', self::seconds($answer->retryAfter)),
            default => ZoneRefused::because(Trouble::ZoneRefused, "HTTP {$answer->status}", null),
        };
    }

    /** `Retry-After` in seconds (RFC 9110 section 10.2.3); its other form, a date, counts as none. */
    private static function seconds(string $retryAfter): ?int
    {
        return preg_match('/^[0-9]{1,5}$/D', $retryAfter) === 1 ? (int) $retryAfter : null;
    }
}
