<?php

/** The posts whose "previous" or "next" link leads to a given place in the order of dates; core's own order. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Database;

final class Neighbours
{
    /** @return list<int> */
    public static function of(int $post, string $postType, string $date): array
    {
        $database = Database::connection();
        $found = [];
        foreach ([['<', 'DESC'], ['>', 'ASC']] as [$than, $order]) {
            // get_adjacent_post(): by date, then by id.
            $found[] = $database->get_var((string) $database->prepare(
                "SELECT ID FROM %i WHERE (post_date {$than} %s OR (post_date = %s AND ID {$than} %d)) AND post_type = %s"
                . " AND post_status = 'publish' AND ID <> %d ORDER BY post_date {$order}, ID {$order} LIMIT 1",
                $database->posts,
                $date,
                $date,
                $post,
                $postType,
                $post,
            ));
        }

        return array_map(intval(...), array_values(array_filter($found, is_string(...))));
    }
}
