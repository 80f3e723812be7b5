<?php

/** What the database answered to a question that is written down, as far as a later answer is compared with it. */

declare(strict_types=1);

namespace DynamicCache\Tags\Records;

use DynamicCache\Tags\Sql\ListSql;

interface Result
{
    /** 32 hex digits. */
    public function hash(): string;

    /**
     * The place where a list ends, see ListResult; empty: nowhere, or nobody can say where.
     *
     * @param callable(int): ?array<array-key, string> $columns of a post; null: not known
     */
    public function window(ListSql $sql, callable $columns): string;
}
