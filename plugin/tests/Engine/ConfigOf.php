<?php

/** Configurations for tests that need no file. */

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\Config;
use DynamicCache\Engine\Json;

final class ConfigOf
{
    public const HOST = 'site.test';

    public const IGNORED = ['utm_*', 'gclid', 'fbclid'];

    /** @param array<string, mixed> $changes */
    public static function site(array $changes = []): Config
    {
        return Config::parse(Json::parse(json_encode(self::members($changes), JSON_THROW_ON_ERROR)));
    }

    /**
     * @param array<string, mixed> $changes
     *
     * @return array<string, mixed>
     */
    public static function members(array $changes = []): array
    {
        return $changes + [
            'v' => 1,
            'site' => '1',
            'host' => self::HOST,
            'aliases' => ['www.site.test'],
            'scheme' => 'https',
            'enabled' => true,
            'paused_until' => 0,
            'revision' => '00112233aabbccdd',
            'ttl' => ['page' => 604800, 'not_found' => 0, 'grace' => 86400, 'browser' => 0],
            'rules' => [
                'query' => ['mode' => 'ignore-list', 'ignore' => self::IGNORED, 'allow' => []],
                'exclude' => ['paths' => [], 'queries' => [], 'cookies' => [], 'user_agents' => []],
                'variants' => ['device' => null, 'language' => null, 'currency' => ['cookie' => 'money', 'values' => ['EUR', 'CHF']]],
            ],
            'store' => 'disk',
            'edge' => null,
        ];
    }
}
