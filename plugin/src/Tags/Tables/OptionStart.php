<?php

/**
 * Options that a plugin asks for by how their names begin (`option_name LIKE '\_crb\_%'`), as those do that keep each field of a
 * screen in one of its own: another one may come, and a row that is not there cannot be named.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Tables;

use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Sql\SqlCondition;
use DynamicCache\Tags\Tag;

final class OptionStart
{
    private const FACET = 'options.';

    /** So much of a name is looked at, in bytes. */
    private const LONGEST = 60;

    /**
     * @return list<string> how the names begin that a statement asks for, in lower case; `_` stands for any character. An empty one: any of them
     */
    public static function of(string $sql): array
    {
        $patterns = SqlCondition::compared($sql, 'option_name', 'LIKE');
        if ($patterns === [] && SqlCondition::compared($sql, 'option_name') === []) {
            return [''];
        }

        return array_values(array_unique(array_map(self::start(...), $patterns)));
    }

    public static function facet(string $start): string
    {
        return self::FACET . $start;
    }

    public static function tag(string $start): string
    {
        return Tag::facet(Tag::option(Tag::name($start === '' ? '_' : $start)), 'start');
    }

    /**
     * Tags of the pages that ask for an option among others.
     *
     * @param array<array-key> $facets those in use
     *
     * @return list<string>
     */
    public static function tags(string $name, array $facets): array
    {
        $name = strtolower(remove_accents($name));
        $tags = [];
        foreach ($facets as $facet) {
            $start = is_string($facet) && str_starts_with($facet, self::FACET) ? substr($facet, strlen(self::FACET)) : null;
            if ($start !== null && preg_match('/^' . str_replace('_', '.', preg_quote($start, '/')) . '/s', $name) !== 0) {
                $tags[] = self::tag($start);
            }
        }

        return $tags;
    }

    /** @return list<string> facets of this kind that are in use, as far as this request knows */
    public static function noted(): array
    {
        return RareFacet::noted(self::FACET);
    }

    private static function start(string $pattern): string
    {
        preg_match('/^[a-z0-9_-]*/', strtolower($pattern), $found);

        return substr($found[0] ?? '', 0, self::LONGEST);
    }
}
