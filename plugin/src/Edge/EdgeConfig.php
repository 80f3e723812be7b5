<?php

/** What the Worker has to know of this site: the body of `PUT /api/plugin/config` (contracts/src/config.ts). */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Settings\EdgeSettings;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\PageRevision;
use DynamicCache\Settings\RolloutSettings;
use DynamicCache\Settings\Settings;

final class EdgeConfig
{
    /** Raised when a message of either side changes its meaning. */
    public const CONTRACT = 1;

    /** The body as it goes out. */
    public static function text(string $siteId, Settings $settings): string
    {
        return (string) wp_json_encode(self::of($siteId, $settings), JSON_UNESCAPED_SLASHES);
    }

    /** By which the same settings are known again. Keyed, because a password that can be guessed may be among them. */
    public static function digest(string $text): string
    {
        return hash_hmac('sha256', $text, wp_salt('auth'));
    }

    /** @return array<string, mixed> */
    private static function of(string $siteId, Settings $settings): array
    {
        $home = HomeUrl::of_site();

        return [
            'site_id' => $siteId,
            'contract' => self::CONTRACT,
            'revision' => PageRevision::of($settings, $home),
            'origin' => "{$home->scheme}://{$home->host}",
            'blog_id' => get_current_blog_id(),
            'canonical' => ['scheme' => $home->scheme, 'host' => $home->host],
            'aliases' => $settings->hosts,
            'enabled' => $settings->enabled,
            'paused_until' => $settings->pausedUntil ?? 0,
            'strategy' => $settings->strategy->value,
            'ttl' => $settings->lifetimes()->to_array(),
            'rules' => $settings->rules->to_array(),
            'view_max' => $settings->edge->viewMax,
            'strict' => $settings->edge->strict,
            'personas' => [],
        ] + self::cache($settings->rollout) + self::password($settings->edge);
    }

    /**
     * How the Worker looks after the cache: the rollout is what the settings say. The other options are for whoever runs the
     * Worker to set; what is left out stays as it is there.
     *
     * @return array{cache?: array{rollout: array{strategy: string, percent: int, salt: string, minRequests: int, stepBack: bool}}}
     */
    private static function cache(RolloutSettings $rollout): array
    {
        return $rollout->percent === 0 ? [] : ['cache' => ['rollout' => [
            'strategy' => $rollout->strategy->value,
            'percent' => $rollout->percent,
            'salt' => $rollout->name,
            'minRequests' => $rollout->minRequests,
            'stepBack' => $rollout->stepsBack,
        ]]];
    }

    /**
     * What the web server before WordPress asks for; what has not the form of RFC 7617 is not sent.
     *
     * @return array{basic_auth?: string}
     */
    public static function password(EdgeSettings $edge): array
    {
        $password = $edge->basicAuth->reveal();

        return preg_match('/^[^:\x00-\x1f\x7f]+:[^\x00-\x1f\x7f]*$/D', $password) === 1 ? ['basic_auth' => $password] : [];
    }
}
