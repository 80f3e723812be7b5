<?php

/** Site Health → Info: what helps whoever is asked for help. No secret, not even its mask; paths only for the owner. */

declare(strict_types=1);

namespace DynamicCache\Health;

use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\SettingsRepository;

final class DebugSection
{
    /**
     * @param array<string, mixed> $information
     *
     * @return array<string, mixed>
     */
    public static function add(array $information, SettingsRepository $repository, Diagnosis $diagnosis, Paths $paths): array
    {
        $settings = $repository->all();
        $information['dynamic-cache'] = [
            'label' => __('Page cache', 'ai-wp-dynamic-cache'),
            'fields' => array_map(static fn(array $field): array => ['label' => $field[0], 'value' => $field[1], 'debug' => $field[2] ?? $field[1]], [
                'version' => [__('Version', 'ai-wp-dynamic-cache'), DYNAMIC_CACHE_VERSION],
                'enabled' => self::yes_or_no(__('Switched on', 'ai-wp-dynamic-cache'), $settings->enabled),
                'paused' => self::yes_or_no(__('Paused', 'ai-wp-dynamic-cache'), $settings->pausedUntil !== null && $settings->pausedUntil > time()),
                'strategy' => [__('Strategy', 'ai-wp-dynamic-cache'), $settings->strategy->value],
                'dropin' => [__('Drop-in', 'ai-wp-dynamic-cache'), $diagnosis->dropin()->value],
                'wp_cache' => self::yes_or_no('WP_CACHE', $diagnosis->wp_cache()),
                'engine' => [__('Engine of this request', 'ai-wp-dynamic-cache'), $diagnosis->engine() ?? '-'],
                'folder_writable' => self::yes_or_no(__('Cache folder is writable', 'ai-wp-dynamic-cache'), $diagnosis->cache_dir_writable()),
                'ttl_page' => [__('Seconds that a page is kept', 'ai-wp-dynamic-cache'), (string) $settings->ttl->page],
                'redis' => self::yes_or_no(__('Redis is configured', 'ai-wp-dynamic-cache'), $settings->redis->host !== ''),
                'edge' => self::yes_or_no(__('Edge is switched on', 'ai-wp-dynamic-cache'), $settings->edge->enabled),
            ]) + ['folder' => ['label' => __('Cache folder', 'ai-wp-dynamic-cache'), 'value' => $paths->cache_dir(), 'private' => true]],
        ];

        return $information;
    }

    /** @return array{string, string, string} for people in their language, for support in one */
    private static function yes_or_no(string $label, bool $value): array
    {
        return [$label, $value ? __('Yes', 'ai-wp-dynamic-cache') : __('No', 'ai-wp-dynamic-cache'), $value ? 'true' : 'false'];
    }
}
