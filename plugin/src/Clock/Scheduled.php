<?php

/** Posts that wait for their time of publication. One statement that the index of core answers. */

declare(strict_types=1);

namespace DynamicCache\Clock;

use DynamicCache\Database;
use DynamicCache\Tags\Time\ScheduleTaps;

final class Scheduled
{
    /**
     * When the next one of each type is due, also when that is over.
     *
     * @return array<string, int> post type → Unix seconds
     */
    public static function next(): array
    {
        if (!self::may_wait()) {
            return [];
        }
        $database = Database::connection();
        $types = array_values(get_post_types());
        $rows = $database->get_results((string) $database->prepare(
            'SELECT post_type, MIN(post_date_gmt) AS due FROM %i WHERE post_type IN (' . implode(',', array_fill(0, count($types), '%s')) . ") AND post_status = 'future' GROUP BY post_type",
            $database->posts,
            ...$types,
        ));
        $next = [];
        foreach (is_array($rows) ? $rows : [] as $row) {
            ['post_type' => $type, 'due' => $due] = (is_object($row) ? get_object_vars($row) : []) + ['post_type' => '', 'due' => ''];
            $time = is_string($due) ? strtotime("{$due} UTC") : false;
            if (is_string($type) && $time !== false) {
                $next[$type] = $time;
            }
        }

        return $next;
    }

    /**
     * Whether core has any publication on its schedule, which lies in memory. A post without an event is nobody's to
     * publish but LateWork's, whenever that finds it. Where another plugin keeps the schedule, the database is asked.
     */
    private static function may_wait(): bool
    {
        if (ScheduleTaps::has_other_keeper()) {
            return true;
        }
        foreach (_get_cron_array() as $hooks) {
            if (isset($hooks['publish_future_post'])) {
                return true;
            }
        }

        return false;
    }

    /**
     * The posts that should have been published by this time.
     *
     * @param int $before Unix seconds
     *
     * @return list<int>
     */
    public static function overdue(int $before, int $limit): array
    {
        $posts = get_posts([
            'post_type' => array_values(get_post_types()),
            'post_status' => 'future',
            'date_query' => [['column' => 'post_date_gmt', 'before' => gmdate('Y-m-d H:i:s', $before), 'inclusive' => true]],
            'numberposts' => $limit,
            'fields' => 'ids',
            'suppress_filters' => true,
        ]);

        return array_values(array_filter($posts, is_int(...)));
    }
}
