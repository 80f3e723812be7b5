<?php

/** What the database answered to a query for posts, as far as a later answer is compared with it. */

declare(strict_types=1);

namespace DynamicCache\Tags\Queries;

use DynamicCache\Tags\Records\Result;
use DynamicCache\Tags\Sql\ListSql;

final class ListResult implements Result
{
    /** Longest window in bytes; the column holds no more. */
    private const MAX_WINDOW = 60;

    /**
     * @param list<int> $ids in their order
     * @param int $found how many there are in all, where that was counted
     */
    public function __construct(
        public readonly array $ids,
        public readonly int $found,
    ) {}

    /** 32 hex digits; core leaves the count of an empty answer out. */
    public function hash(): string
    {
        return substr(hash('sha256', implode(',', $this->ids) . '|' . ($this->ids === [] ? 0 : $this->found)), 0, 32);
    }

    /**
     * The place where the list ends: what the last post has in the columns that it is sorted by. A post that stands
     * strictly behind is not in the list, and does not move it. Empty: the list ends nowhere, or nobody can say where.
     *
     * @param callable(int): ?array<array-key, string> $columns of a post; null: not known
     */
    public function window(ListSql $sql, callable $columns): string
    {
        $order = $sql->order();
        $last = $this->ids === [] ? null : $this->ids[count($this->ids) - 1];
        if ($order === null || $last === null || $sql->is_counted() || count($this->ids) !== $sql->limit()) {
            return '';
        }
        $row = $columns($last);
        $values = [];
        foreach ($order as [$column]) {
            if (!isset($row[$column])) {
                return '';
            }
            $values[] = $row[$column];
        }
        $window = implode('|', $values);

        return strlen($window) > self::MAX_WINDOW ? '' : $window;
    }
}
