<?php

/** What a column makes of the values that are written to it, by its type. Pure. */

declare(strict_types=1);

namespace DynamicCache\Purge\Rows;

use DynamicCache\Tags\Sql\SqlTables;

final class ColumnKind
{
    /** Type → the greatest number that it holds with either sign; texts compare whole numbers up to the last one. */
    private const NUMBERS = ['tinyint' => 127, 'smallint' => 32_767, 'mediumint' => 8_388_607, 'int' => 2_147_483_647, 'integer' => 2_147_483_647, 'bigint' => 999_999_999_999_999];

    private const TEXTS = ['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext'];
    private const FRACTIONS = ['decimal', 'float', 'double'];

    private readonly string $name;

    private readonly string $rest;

    /**
     * @param string $type as the database tells it
     * @param bool $isRequired whether it holds no NULL: it makes something else of that
     */
    public function __construct(string $type, private readonly bool $isRequired)
    {
        preg_match('/^(\w+)(.*)$/s', $type, $parts);
        $this->name = strtolower($parts[1] ?? '');
        $this->rest = $parts[2] ?? '';
    }

    /** Every word is 0 for it. */
    public function is_number(): bool
    {
        return isset(self::NUMBERS[$this->name]) || in_array($this->name, self::FRACTIONS, true);
    }

    /**
     * Everything that a value in it may be equal to in one of SqlTables::places().
     *
     * @param string|null $value null: NULL
     * @param bool $isGiven whether a statement says so, and the database may have made another one of it
     *
     * @return list<string>|null null: nobody can say
     */
    public function spellings(?string $value, bool $isGiven): ?array
    {
        if ($value === null) {
            return $isGiven && $this->isRequired ? null : [];
        }
        if ($this->name === 'enum') {
            return $this->choice($value, $isGiven);
        }
        $isKnown = isset(self::NUMBERS[$this->name]) || in_array($this->name, self::TEXTS, true) || (!$isGiven && $this->is_number());

        return $isKnown && (!$isGiven || $this->fits($value)) ? SqlTables::spellings($value) : null;
    }

    /** Whether it is not cut off. */
    private function fits(string $value): bool
    {
        if (isset(self::NUMBERS[$this->name])) {
            $number = (float) $value;

            return abs($number) <= self::NUMBERS[$this->name] && ($number >= 0 || !str_contains($this->rest, 'unsigned'));
        }

        return preg_match('/^\(([0-9]+)\)/', $this->rest, $length) !== 1 ? strlen($value) <= 255 : strlen($value) <= (int) $length[1];
    }

    /**
     * One of several words, which count from 1.
     *
     * @return list<string>|null
     */
    private function choice(string $value, bool $isGiven): ?array
    {
        preg_match_all("/'((?:[^']|'')*)'/", $this->rest, $words);
        $words = array_map(strtolower(...), $words[1]);
        $at = array_search(strtolower(rtrim($value)), $words, true);
        if ($at === false && $isGiven && preg_match('/^[1-9][0-9]?$/D', $value) === 1) {
            $at = (int) $value - 1;
        }
        $spellings = $at === false || !isset($words[$at]) ? null : SqlTables::spellings($words[$at]);

        return $spellings === null ? null : [...$spellings, (string) ($at + 1)];
    }
}
