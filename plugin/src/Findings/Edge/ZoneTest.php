<?php

/**
 * Whether Cloudflare takes purges for the zone with the token that was entered: it is asked to purge a tag that no
 * response carries, which proves token, permission and zone in one harmless call.
 */

declare(strict_types=1);

namespace DynamicCache\Findings\Edge;

use DynamicCache\Edge\EdgeFailure;
use DynamicCache\Edge\Trouble;
use DynamicCache\Edge\Zone\ZoneAccess;
use DynamicCache\Edge\Zone\ZoneClient;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Settings\EdgeSettings;

final class ZoneTest
{
    private const SECONDS = 8.0;

    /** No page has it: our own tags have a colon, or are `site`. */
    private const TAG = 'dynamic-cache-test';

    public function __construct(private readonly ZoneClient $client) {}

    /** @return list<Finding> */
    public function findings(EdgeSettings $settings): array
    {
        $zone = ZoneAccess::of($settings);
        if ($zone === null) {
            return [new Finding('zone-purge', FindingStatus::Info, __('No Cloudflare zone is set', 'ai-wp-dynamic-cache'), __('Purges are told to the Worker alone, which needs no zone for that.', 'ai-wp-dynamic-cache'), __('Enter the zone and a token if Cloudflare caches pages of this site besides the Worker.', 'ai-wp-dynamic-cache'))];
        }
        try {
            $this->client->purge($zone, ['tags' => [self::TAG]], self::SECONDS);
        } catch (EdgeFailure $failure) {
            return [new Finding('zone-purge', FindingStatus::Bad, __('Cloudflare did not take a purge for this zone', 'ai-wp-dynamic-cache'), Trouble::explain($failure->getMessage()))];
        }

        return [new Finding('zone-purge', FindingStatus::Good, __('Cloudflare takes purges for this zone', 'ai-wp-dynamic-cache'))];
    }
}
