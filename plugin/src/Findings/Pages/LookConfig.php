<?php

/** The settings as the engine would have them if the cache were on. */

declare(strict_types=1);

namespace DynamicCache\Findings\Pages;

use DynamicCache\Engine\Config;
use DynamicCache\Engine\Rules;
use DynamicCache\Engine\Ttl;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\Settings;

final class LookConfig
{
    private const NO_RULES = ['paths' => [], 'queries' => [], 'cookies' => [], 'user_agents' => []];
    private const NO_VARIANTS = ['device' => null, 'language' => null, 'currency' => null];

    public static function without_rules(Settings $settings): Config
    {
        return self::with($settings, new Rules(false, [], [], self::NO_RULES, self::NO_VARIANTS));
    }

    public static function of(Settings $settings): Config
    {
        $query = $settings->rules->query;

        return self::with($settings, new Rules(
            $query->mode === 'allow-list',
            $query->ignore,
            $query->allow,
            $settings->rules->exclude->to_array(),
            self::NO_VARIANTS,
        ));
    }

    private static function with(Settings $settings, Rules $rules): Config
    {
        $home = HomeUrl::of_site();

        return new Config(
            (string) get_current_blog_id(),
            $home->scheme,
            $home->host,
            $settings->hosts,
            true,
            0,
            str_repeat('0', 16),
            new Ttl($settings->ttl->page, $settings->ttl->notFound, $settings->ttl->browser, $settings->ttl->grace),
            $rules,
            'disk',
            null,
        );
    }
}
