<?php

/**
 * Tables that a site of a network reads by SQL, its own as well as those of all sites and of other ones: whoever writes to
 * one may be anywhere. Which site reads which is kept with the network, so that nobody has to look at all of them.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

use DynamicCache\Database;

final class SharedTables
{
    private const NOTE = NetworkOption::NOTE . 'table.';

    private function __construct() {}

    /** The current site reads it. */
    public static function note(string $facet): void
    {
        if (is_multisite() && str_starts_with($facet, RareFacet::table(''))) {
            add_network_option(get_current_network_id(), self::NOTE . $facet . '.' . get_current_blog_id(), '1');
        }
    }

    /**
     * @param string $facet of the table (OwnTables::facet())
     *
     * @return list<int> sites besides the current one; as the database has them now
     */
    public static function readers(string $facet): array
    {
        $database = Database::connection();
        $beginning = self::NOTE . $facet . '.';
        $notes = $database->get_col((string) $database->prepare(
            'SELECT meta_key FROM %i WHERE site_id = %d AND meta_key LIKE %s',
            $database->sitemeta,
            get_current_network_id(),
            $database->esc_like($beginning) . '%',
        ));
        $sites = array_map(static fn(mixed $note): string => is_string($note) ? substr($note, strlen($beginning)) : '', $notes);

        $others = array_diff(array_map(intval(...), array_filter($sites, ctype_digit(...))), [get_current_blog_id()]);

        // One may have been deleted since.
        return array_values(array_filter($others, static fn(int $site): bool => get_site($site) !== null));
    }
}
