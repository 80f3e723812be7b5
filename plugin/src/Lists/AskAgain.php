<?php

/** Asks the database a recorded query again. A question that fails is an answer too: it is not the one that was recorded. */

declare(strict_types=1);

namespace DynamicCache\Lists;

use DynamicCache\Database;
use DynamicCache\Tags\ListResult;

final class AskAgain
{
    /** @param string $request of ListSql::request(): the view of a visitor, whoever is logged in now */
    public function __invoke(string $request): ?ListResult
    {
        return QuietDatabase::ask(static function () use ($request): ?ListResult {
            $database = Database::connection();
            $ids = $database->get_col($request);
            if ($database->last_error !== '') {
                return null;
            }
            $isCounted = str_starts_with($request, 'SELECT SQL_CALC_FOUND_ROWS') && $ids !== [];

            return new ListResult(
                array_map(static fn(mixed $id): int => is_numeric($id) ? (int) $id : 0, $ids),
                $isCounted ? (int) $database->get_var('SELECT FOUND_ROWS()') : 0,
            );
        });
    }
}
