<?php

/** A row of the table by which WooCommerce orders and filters lists of products may be another one now. */

declare(strict_types=1);

namespace DynamicCache\Ecosystem;

use DynamicCache\Purge\Change;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class ProductLookupChange implements Change
{
    /** Without the prefix of the site. */
    public const TABLE = 'wc_product_meta_lookup';

    public function tags(array $inUse): array
    {
        return isset($inUse[RareFacet::table(self::TABLE)]) ? [Tag::table(self::TABLE)] : [];
    }

    /** @return list<string> as far as this request knows without asking the database */
    public static function suspects(): array
    {
        return RareFacet::is_noted(RareFacet::table(self::TABLE)) ? [Tag::table(self::TABLE)] : [];
    }

    public function from_now(): ?Change
    {
        return null;
    }

    public function cause(): string
    {
        return 'table ' . self::TABLE;
    }
}
