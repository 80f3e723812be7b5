<?php

/** Writes down what a render was answered, as far as it is not written down yet. */

declare(strict_types=1);

namespace DynamicCache\Tags\Records;

final class NewRows
{
    private function __construct() {}

    /** @return bool whether all of them are written down now; a page that shows one that is not would miss its change */
    public static function write(ListRecords $records, ListRow ...$rows): bool
    {
        $known = $records->known(array_values(array_unique(array_map(static fn(ListRow $row): string => $row->hash, $rows))));
        $new = array_filter($rows, static fn(ListRow $row): bool => ($known[$row->hash] ?? null)?->has($row->result, '') !== true);

        return $known !== null && ($new === [] || $records->add(...array_values($new)));
    }
}
