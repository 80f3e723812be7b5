<?php

/** Everything that is done to the matrix site, by name. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

use DynamicCache\Database;

final class Changes
{
    public static function run(string $name): string
    {
        $change = self::of(is_multisite() ? 'network' : (wp_is_block_theme() ? 'block' : 'classic'))[$name] ?? null;
        if ($change === null) {
            return "There is no change {$name}.";
        }
        require_once ABSPATH . 'wp-admin/includes/admin.php';
        $change();

        return 'changed';
    }

    /** The tags of the latest purges of every site, as pages carry them, with commas. */
    public static function purged(): string
    {
        if (!is_multisite()) {
            return implode(',', self::purged_here());
        }
        $tags = [];
        foreach (array_filter(get_sites(['fields' => 'ids']), is_int(...)) as $site) {
            switch_to_blog($site);
            array_push($tags, ...array_map(static fn(string $tag): string => $site === 1 ? $tag : "{$site}:{$tag}", self::purged_here()));
            restore_current_blog();
        }

        return implode(',', $tags);
    }

    /** @return list<string> */
    private static function purged_here(): array
    {
        $database = Database::connection();
        $lists = array_map(static fn(mixed $tags): mixed => json_decode(is_string($tags) ? $tags : '', true), $database->get_col('SELECT tags FROM ' . Database::table('purges') . ' WHERE cause NOT IN (\'enabled\', \'manual\') ORDER BY id DESC LIMIT 3'));

        return array_values(array_filter(array_merge(...array_values(array_filter($lists, is_array(...)))), is_string(...)));
    }

    /**
     * @param string $theme `block`, `classic` or `network`
     *
     * @return array<string, \Closure(): mixed>
     */
    public static function of(string $theme): array
    {
        if ($theme === 'network') {
            return NetworkChanges::all();
        }

        return PostChanges::all() + TermChanges::all() + PeopleChanges::all() + ($theme === 'block' ? FrameChanges::all() : ClassicChanges::all()) + SettingChanges::all();
    }

    /**
     * Over REST, as the editors do it.
     *
     * @param array<string, mixed> $body
     */
    public static function rest(string $route, array $body): void
    {
        $request = new \WP_REST_Request('POST', $route);
        $request->set_body_params($body);
        $response = rest_do_request($request);
        if ($response->is_error()) {
            throw new \LogicException($route . ': ' . (string) wp_json_encode($response->get_data()));
        }
    }
}
