<?php

/** A row of the table `queries`, to and from the database. */

declare(strict_types=1);

namespace DynamicCache\Lists;

use DynamicCache\Tags\Records\ListRow;

final class ListSpec
{
    /** ASCII, so that no character set of a table changes it; null: it holds bytes that are no text. */
    public static function encode(ListRow $row): ?string
    {
        $spec = json_encode(
            ['buckets' => $row->buckets, 'facets' => $row->facets, 'tags' => $row->tags, 'request' => $row->request, 'trees' => $row->trees],
            JSON_UNESCAPED_SLASHES,
        );

        return $spec === false ? null : $spec;
    }

    /**
     * @param array<mixed> $row
     *
     * @return ListRow|null null: somebody else wrote it
     */
    public static function decode(array $row): ?ListRow
    {
        ['hash' => $hash, 'result' => $result, 'ending' => $window, 'spec' => $spec] = $row + ['hash' => null, 'result' => null, 'ending' => null, 'spec' => null];
        $made = is_string($spec) ? json_decode($spec, true) : null;
        $request = is_array($made) ? $made['request'] ?? null : null;
        if (!is_array($made) || !is_string($hash) || !is_string($result) || !is_string($window) || !is_string($request)) {
            return null;
        }

        return new ListRow($hash, $result, $window, self::texts($made['buckets'] ?? null), self::texts($made['facets'] ?? null), self::texts($made['tags'] ?? null), $request, self::trees($made['trees'] ?? null));
    }

    /** @return list<string> */
    private static function texts(mixed $list): array
    {
        return array_values(array_filter(is_array($list) ? $list : [], is_string(...)));
    }

    /** @return list<array{string, list<int>, list<int>}> */
    private static function trees(mixed $list): array
    {
        $trees = [];
        foreach (is_array($list) ? $list : [] as $tree) {
            [$taxonomy, $asked, $all] = (is_array($tree) ? $tree : []) + ['', [], []];
            if (is_string($taxonomy) && is_array($asked) && is_array($all)) {
                $trees[] = [$taxonomy, array_values(array_filter($asked, is_int(...))), array_values(array_filter($all, is_int(...)))];
            }
        }

        return $trees;
    }
}
