<?php

/** Asks the database a recorded question again. A question that fails is an answer too: it is not the one that was recorded. */

declare(strict_types=1);

namespace DynamicCache\Lists;

use DynamicCache\Database;
use DynamicCache\QuietDatabase;
use DynamicCache\Tags\Queries\ListResult;
use DynamicCache\Tags\Records\ListRow;
use DynamicCache\Tags\Records\Result;
use DynamicCache\Tags\Tables\SqlResult;

final class AskAgain
{
    /** @param ListRow $row whose request is that of a visitor, whoever is logged in now */
    public function __invoke(ListRow $row): ?Result
    {
        return in_array(SqlResult::FACET, $row->facets, true) ? self::rows($row->request) : self::ids($row->request);
    }

    private static function rows(string $request): ?SqlResult
    {
        return QuietDatabase::ask(static function () use ($request): ?SqlResult {
            $database = Database::connection();
            $isAnswered = $database->query($request) !== false && $database->last_error === '' && is_array($database->last_result);

            return $isAnswered ? SqlResult::of($database->last_result) : null;
        });
    }

    private static function ids(string $request): ?ListResult
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
