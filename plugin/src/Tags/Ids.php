<?php

/** Numbers out of what filters pass around: plugins call core's filters with arguments of any type. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class Ids
{
    /** The id of a post, term, user or comment, or of what is one already; 0: none. */
    public static function of(mixed $value): int
    {
        return match (true) {
            is_numeric($value) => (int) $value,
            $value instanceof \WP_Post, $value instanceof \WP_User => $value->ID,
            $value instanceof \WP_Term => $value->term_id,
            is_object($value) => self::of(get_object_vars($value)['ID'] ?? null),
            default => 0,
        };
    }

    /**
     * @param mixed $value a number, a list of them, or numbers with commas
     *
     * @return list<int>
     */
    public static function all(mixed $value): array
    {
        $list = is_string($value) ? explode(',', $value) : (is_array($value) ? array_values($value) : [$value]);

        return array_values(array_filter(array_map(self::of(...), $list), static fn(int $id): bool => $id !== 0));
    }
}
