<?php

/** Something may be assigned to a term now, or no longer; which also drafts, users and links can be. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Database;
use DynamicCache\Purge\Change;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\TermFacet;

final class AssignmentChange implements Change
{
    /** @param int $row of the table of taxonomies */
    public function __construct(
        private readonly int $object,
        private readonly int $row,
        private readonly int $term,
        private readonly bool $wasAssigned,
    ) {}

    public function tags(array $inUse): array
    {
        return !isset($inUse[RareFacet::OBJECTS]) || self::is_assigned($this->object, $this->row) === $this->wasAssigned
            ? []
            : [TermFacet::Objects->of($this->term)];
    }

    /**
     * @param int $object a post, a user, a link: whatever has terms
     * @param int $row `term_taxonomy_id`
     */
    public static function is_assigned(int $object, int $row): bool
    {
        $database = Database::connection();

        return $database->get_var((string) $database->prepare('SELECT 1 FROM %i WHERE object_id = %d AND term_taxonomy_id = %d', $database->term_relationships, $object, $row)) !== null;
    }

    public function from_now(): Change
    {
        return new self($this->object, $this->row, $this->term, self::is_assigned($this->object, $this->row));
    }

    public function cause(): string
    {
        return "term {$this->term}";
    }
}
