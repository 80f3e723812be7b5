<?php

/** A statement with a number in place of each of its texts, and without comments: what is left is SQL alone. Pure. */

declare(strict_types=1);

namespace DynamicCache\Tags\Sql;

final class SqlMarks
{
    /** A table, with the name of its database where that is written. */
    public const NAME = '(?:`[^`]+`|[\w$]+)(?:\s*\.\s*(?:`[^`]+`|[\w$]+))?';

    /** Words between the verb and the table. */
    public const MANNERS = '(?:\s+(?:LOW_PRIORITY|HIGH_PRIORITY|DELAYED|QUICK|IGNORE|CONCURRENT|LOCAL))*';

    /**
     * @param string $sql a text is `'N'`
     * @param list<string> $texts with their quotes
     * @param bool $isConditional whether some databases obey what stands in a comment, and others do not
     */
    private function __construct(
        public readonly string $sql,
        private readonly array $texts,
        public readonly bool $isConditional,
    ) {}

    /** The statement with a mark for every text, and the texts. */
    public static function of(string $sql): self
    {
        $obeyed = SqlCondition::with_obeyed_comments($sql);
        $texts = [];
        $marked = SqlCondition::read($obeyed ?? $sql, static function (string $text) use (&$texts): string {
            $texts[] = $text;

            return "'" . (count($texts) - 1) . "'";
        });

        return new self(trim($marked, " \t\n\r\0\x0B;"), $texts, $obeyed !== null);
    }

    /** The text of `'N'` as it stands between its quotes. */
    public function text(string $mark): string
    {
        return substr($this->texts[(int) trim($mark, "'")] ?? '', 1, -1);
    }

    /** What a part of it is as SQL again. */
    public function sql_of(string $part): string
    {
        return (string) preg_replace_callback("/'([0-9]+)'/", fn(array $mark): string => $this->texts[(int) $mark[1]] ?? '', $part);
    }

    /** What is written there: a text, or a number; null for NULL and for everything that only the database knows. */
    public function literal(string $part): ?string
    {
        $part = trim($part);
        if (preg_match("/^'[0-9]+'$/D", $part) === 1) {
            $text = $this->text($part);

            // What is escaped has several spellings.
            return strpbrk($text, "\\'\"") === false ? $text : null;
        }

        return preg_match('/^-?[0-9]+(?:\.[0-9]+)?$/D', $part) === 1 ? $part : null;
    }

    /** The name of a table or of a column as it is compared: without quotes, what it belongs to, and capitals. */
    public static function name(string $name): string
    {
        $parts = explode('.', str_replace(['`', ' '], '', $name));

        return strtolower($parts[count($parts) - 1]);
    }
}
