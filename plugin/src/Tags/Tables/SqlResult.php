<?php

/** The rows of an answer to a plugin's own statement. */

declare(strict_types=1);

namespace DynamicCache\Tags\Tables;

use DynamicCache\Tags\Records\Result;
use DynamicCache\Tags\Sql\ListSql;

final class SqlResult implements Result
{
    /** Facet of statements whose rows are compared whole. */
    public const FACET = 'answer';

    private function __construct(private readonly string $hash) {}

    /** @param array<mixed> $rows wpdb::$last_result, before anybody had it in hand */
    public static function of(array $rows): self
    {
        return new self(substr(hash('sha256', serialize($rows)), 0, 32));
    }

    public function hash(): string
    {
        return $this->hash;
    }

    public function window(ListSql $sql, callable $columns): string
    {
        return '';
    }
}
