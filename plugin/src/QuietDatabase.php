<?php

/**
 * Database work on the side of a page: an error in it is neither shown nor taken for one of the page (RenderFacts), and
 * what others do next finds the id of their last row.
 */

declare(strict_types=1);

namespace DynamicCache;

final class QuietDatabase
{
    /**
     * @template T
     *
     * @param \Closure(): T $work
     *
     * @return T
     */
    public static function ask(\Closure $work): mixed
    {
        global $EZSQL_ERROR;
        $errors = $EZSQL_ERROR;
        $database = Database::connection();
        $showed = $database->suppress_errors();
        try {
            return Database::aside($work);
        } finally {
            $database->suppress_errors($showed);
            $EZSQL_ERROR = $errors;
        }
    }
}
