<?php

/**
 * Facets that hardly any site shows, and whose changes are frequent: the time of the last save, meta of any key, drafts,
 * options of plugins. A fill that shows one says so here, and only from then on its changes are worth a purge. That
 * first fill is not stored: a change that is being flushed meanwhile may not have known about it.
 * One option per facet, so that two fills cannot overwrite each other's.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

use DynamicCache\Database;

final class RareFacet
{
    public const MODIFIED = 'modified';
    public const HIDDEN = 'hidden';
    public const ANY = 'any';

    /** Whether more than one has published posts. */
    public const AUTHORS = 'authors';

    /** Numbers of posts in every status. */
    public const COUNTS = 'counts';

    /** The newest date of any post of a type. */
    public const NEWEST = 'newest';

    /** Comments that wait, or are spam or in the trash. */
    public const HIDDEN_COMMENTS = 'hidden-comments';

    /** Comments that are shown, on posts that nobody may see or on none. */
    public const UNSEEN_COMMENTS = 'unseen-comments';

    /** Notes between editors. */
    public const NOTES = 'notes';

    /** The time of the latest comment, on whatever post. */
    public const LAST_COMMENT = 'last-comment';

    /** Columns of a post that only whoever was handed it can show. */
    public const HANDED = 'handed';

    /** Everything that is assigned to a term. */
    public const OBJECTS = 'objects';

    /** How many posts one term has; lists of terms have a facet of their own. */
    public const TERM_COUNT = 'term-count';

    /** Meta of posts under any key. */
    public const ANY_META = 'meta.any-key';

    private const TABLE = 'sql.';
    private const OPTION = 'dynamic_cache_facet_';

    /** Whether pages that show a facet are rare. */
    public static function is_rare(string $facet): bool
    {
        return in_array($facet, [self::MODIFIED, self::HIDDEN, self::ANY], true) || str_starts_with($facet, 'meta.') || str_starts_with($facet, self::TABLE);
    }

    /**
     * A key or a name as a database takes it: MySQL knows no difference of case, of accents, and of blanks at the end. Two
     * facets that it took for one would never both be in use.
     */
    public static function key(string $name): string
    {
        return Tag::name(strtolower(rtrim(remove_accents($name))));
    }

    /** A meta key of posts, users, terms or comments. */
    public static function meta(string $key): string
    {
        return 'meta.' . self::key($key);
    }

    /** Neighbours that share a term of a taxonomy. */
    public static function adjacent(string $taxonomy): string
    {
        return 'adjacent.' . $taxonomy;
    }

    /** The newest comments of the site, so many of them. */
    public static function comments(int $number): string
    {
        return 'comments.' . $number;
    }

    /** An option of a plugin. */
    public static function option(string $name): string
    {
        return 'option.' . self::key($name);
    }

    /** @param string $name in the form of key(); a table of core's without its prefix */
    public static function table(string $name): string
    {
        return self::TABLE . $name;
    }

    /** Whether it was in use before. */
    public static function note(string $facet): bool
    {
        if (self::is_noted($facet)) {
            return true;
        }
        Database::aside(static function () use ($facet): void {
            SharedTables::note($facet);
            add_option(self::OPTION . $facet, '1', '', true);
        });

        return false;
    }

    /** As far as this request knows, without asking the database. */
    public static function is_noted(string $facet): bool
    {
        return self::is_among(wp_load_alloptions(), $facet);
    }

    /** @return list<string> facets that begin so and are in use, as far as this request knows */
    public static function noted(string $start): array
    {
        $names = (array) preg_grep('/^' . preg_quote(self::OPTION . $start, '/') . '/', array_map(strval(...), array_keys(wp_load_alloptions())));

        return array_values(array_map(static fn(mixed $name): string => substr(is_string($name) ? $name : '', strlen(self::OPTION)), $names));
    }

    /** @param array<mixed> $options those that every request loads, by name */
    public static function is_among(array $options, string $facet): bool
    {
        return isset($options[self::OPTION . $facet]);
    }

    /**
     * The facets in use, as the database has them now: the copy of options that this request holds may be older than
     * the last fill.
     *
     * @return array<string, true>
     */
    public static function in_use(): array
    {
        $database = Database::connection();
        $names = $database->get_col((string) $database->prepare(
            'SELECT option_name FROM %i WHERE option_name LIKE %s',
            $database->options,
            $database->esc_like(self::OPTION) . '%',
        ));
        $facets = [];
        foreach ($names as $name) {
            if (is_string($name)) {
                $facets[substr($name, strlen(self::OPTION))] = true;
            }
        }

        return $facets;
    }
}
