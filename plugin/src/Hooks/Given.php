<?php

/** What other plugins hand over, by a function or as the value of a filter: all of it is right, or none of it counts. */

declare(strict_types=1);

namespace DynamicCache\Hooks;

use DynamicCache\Settings\NotOfThisSite;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\SiteUrl;
use DynamicCache\Tags\Tag;

final class Given
{
    /**
     * @param string $by the function or filter that the developer knows
     *
     * @return list<string> tags; none when one of them is none
     */
    public static function tags(string $by, mixed $given): array
    {
        $tags = self::texts($given);
        foreach ($tags ?? [] as $tag) {
            if (!Tag::is_tag($tag)) {
                self::refuse($by, "\"{$tag}\" is not a tag: letters, digits and : _ . ~ -, at most 128.");

                return [];
            }
        }

        return $tags ?? self::refuse($by, 'Tags are texts.');
    }

    /** @return list<string> as PurgeQueue::add_urls() takes them; none when one is of another site */
    public static function urls(string $by, mixed $given): array
    {
        $urls = self::texts($given);
        $aliases = $urls === null ? [] : SettingsRepository::of_site()->all()->hosts;
        foreach ($urls ?? [] as $url) {
            $isPath = str_starts_with($url, '/') && !str_starts_with($url, '//');
            try {
                SiteUrl::parse($isPath ? home_url('/') : $url, $aliases);
            } catch (NotOfThisSite $failure) {
                self::refuse($by, "\"{$url}\": {$failure->getMessage()}");

                return [];
            }
        }

        return $urls ?? self::refuse($by, 'Addresses are texts.');
    }

    /**
     * Says it to the developer.
     *
     * @return array{} nothing of it counts
     */
    public static function refuse(string $by, string $why): array
    {
        _doing_it_wrong(esc_html($by), esc_html($why . ' Nothing was done.'), '0.1.0');

        return [];
    }

    /** @return list<string>|null null when something else is among them */
    private static function texts(mixed $given): ?array
    {
        $list = is_array($given) ? array_values($given) : [$given];
        $texts = array_values(array_filter($list, is_string(...)));

        return count($texts) === count($list) ? $texts : null;
    }
}
