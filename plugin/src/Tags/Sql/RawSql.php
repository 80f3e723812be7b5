<?php

/**
 * What a statement of a plugin's own reads of the table of posts, as far as its text says for certain: the columns that
 * it names, and the one type that it is about. Which rows it finds is not looked into. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Sql;

use DynamicCache\Tags\Tag;

final class RawSql
{
    /** Aspect of the table: a visible post appears, vanishes, or becomes one of another type or status. */
    public const ROWS = 'rows';

    /** Aspect that every page with such a statement has, so that all of them can be suspected at once. */
    public const ALL = 'all';

    /** The table of posts, and that of their terms. */
    private const TABLE = 'posts';

    /**
     * @param string $sql with `%` as it is
     * @param string $posts name of the table of posts
     *
     * @return list<string> tags
     */
    public static function of_posts(string $sql, string $posts): array
    {
        $read = new ListSql($sql, $posts);
        $facets = $read->named_columns();
        $types = $read->only_types();

        return [
            Tag::facet(Tag::table(self::TABLE), self::ALL),
            // Without names, columns are all of them; still it may sort by one whose changes are none of the post itself.
            ...($read->names_columns_alone() ? [] : [Tag::table(self::TABLE)]),
            ...self::tags([...$facets, self::ROWS], $types),
        ];
    }

    /**
     * @param list<string> $facets
     * @param list<string> $types none: any
     *
     * @return list<string>
     */
    private static function tags(array $facets, array $types): array
    {
        $tables = $types === [] ? [self::TABLE] : array_map(static fn(string $type): string => self::TABLE . ".{$type}", $types);

        return array_merge(...array_map(
            static fn(string $table): array => array_map(static fn(string $facet): string => Tag::facet(Tag::table($table), $facet), $facets),
            $tables,
        ));
    }

    /** Whether it names a status in which nobody sees a post. */
    public static function reads_hidden_posts(string $sql, string $posts): bool
    {
        return (new ListSql(strtr($sql, '"', "'"), $posts))->reads_hidden('post');
    }

    /** Whether it may find comments that wait, or are spam or in the trash. */
    public static function reads_hidden_comments(string $sql): bool
    {
        return preg_match('/\bcomment_approved`?\s*=\s*([\'"]?)1\1(?!\w)/i', $sql) !== 1 || preg_match('/\b(?:OR|XOR|NOT|CASE|IF)\b|\|\||!/i', $sql) === 1;
    }

    /**
     * The tags of pages whose statements see that posts of these types differ in these facets.
     *
     * @param list<string> $facets as ListSql names them, or ROWS
     * @param list<string> $types
     *
     * @return list<string>
     */
    public static function changed(array $facets, array $types): array
    {
        return [...self::tags($facets, []), ...($types === [] ? [] : self::tags($facets, array_values(array_unique($types))))];
    }
}
