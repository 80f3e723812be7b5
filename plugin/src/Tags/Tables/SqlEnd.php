<?php

/**
 * When the answer to a plugin's own statement becomes another one because time goes by: "events to come", "most read in
 * the last seven days". The time stands in it as a text, as a number of seconds, or as the clock of the database.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Tables;

use DynamicCache\Database;
use DynamicCache\QuietDatabase;
use DynamicCache\Tags\Sql\SqlMarks;
use DynamicCache\Tags\Sql\SqlTables;
use DynamicCache\Tags\Time\TimeLimit;

final class SqlEnd
{
    private const DAY_CLOCK = '(?:CURDATE|CURRENT_DATE|UTC_DATE)\b(?:\s*\(\s*\))?';
    private const CLOCK = '(?:NOW|SYSDATE|CURRENT_TIMESTAMP|LOCALTIMESTAMP|LOCALTIME|UTC_TIMESTAMP|UNIX_TIMESTAMP)\b(?:\s*\(\s*\))?|' . self::DAY_CLOCK;
    private const MOMENT = '(?:DATE_SUB|DATE_ADD|SUBDATE|ADDDATE)\s*\(\s*(?:' . self::CLOCK . ')\s*,[^()]*\)|(?:' . self::CLOCK . ')(?:\s*[-+]\s*INTERVAL\s+\S+\s+\w+)?';
    private const YMD = '[12][0-9]{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])';
    private const TIME = '/^(?:[12][0-9]{3}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?|' . self::YMD . '|1[0-9]{9})$/D';

    /** Days, months, and years with a day, in whatever order; and times of a day. */
    private const DAY_TEXT = '/^%?(?:[12][0-9]{3}[-.\/][0-9]{1,2}|[0-3]?[0-9][-.\/][0-3]?[0-9](?:[-.\/]|%?$))/D';
    private const TIME_TEXT = '/^%?(?:[0-9]{1,2}:[0-9]{2}|1[0-9]{12}$)/D';

    /** Parts of a date, the smallest first, with the functions that tell them. */
    private const PARTS = [
        'hour' => 'HOUR|MINUTE|SECOND|TIME|TIME_TO_SEC|TIME_FORMAT',
        'day' => 'DAY|DAYOFMONTH|DAYOFYEAR|DAYOFWEEK|DAYNAME|WEEKDAY|WEEK|WEEKOFYEAR|YEARWEEK|TO_DAYS|DATE_FORMAT|EXTRACT|LAST_DAY|QUARTER',
        'month' => 'MONTH|MONTHNAME',
        'year' => 'YEAR',
    ];
    private const COMPARES = '(?:<=>|[<>]=?|<>|!=|=|\bBETWEEN\b)';

    private readonly TimeLimit $limit;

    public function __construct(\DateTimeZone $zone)
    {
        $this->limit = new TimeLimit($zone);
    }

    /** Whether the clock may have a say in it: of() may give something. */
    public static function may_end(string $sql): bool
    {
        return preg_match('/[\'"]%?[0-9]{1,4}[-.\/:][0-9]|\b(?:' . self::YMD . '|1[0-9]{9}|1[0-9]{12})\b|\b(?:NOW|SYSDATE|CUR(?:DATE|TIME)|CURRENT_(?:DATE|TIME)|LOCALTIME|UTC_|UNIX_TIMESTAMP|(?:' . implode('|', self::PARTS) . ')\s*\()/i', $sql) === 1;
    }

    /**
     * @param int $now Unix seconds, not later than it was asked
     *
     * @return int|null Unix seconds; null: never
     */
    public function of(string $sql, int $now): ?int
    {
        $marks = SqlMarks::of($sql);
        $tables = SqlTables::of($marks);
        $table = count($tables) === 1 ? $tables[0] : null;
        $value = "'[0-9]+'|1[0-9]{9}\\b|" . self::YMD . '\\b|' . self::MOMENT;
        // Neither side is part of a sum.
        $pattern = '/(?<![-+*\\/%\\w`.])(?<![-+*\\/%]\\s)(?:(?:`[^`]+`|\\w+)\\s*\\.\\s*)?(`[^`]+`|\\b[a-z_]\\w*)\\s*' . self::COMPARES . "\\s*({$value})(?:\\s+AND\\s+({$value}))?(?!\\s*[-+*\\/%])/i";
        $ends = [];
        $rest = (string) preg_replace_callback($pattern, function (array $found) use ($marks, $table, $now, &$ends): string {
            foreach (array_slice($found, 2) as $operand) {
                $ends[] = $this->compared(SqlMarks::name($found[1]), $operand, $marks, $table, $now);
            }

            return ' ';
        }, $marks->sql);
        $ends = array_filter([...$ends, ...$this->somewhere($rest, $marks, $now)], is_int(...));

        return $ends === [] ? null : min($ends);
    }

    /**
     * What stands somewhere else than behind a column.
     *
     * @return list<int|null>
     */
    private function somewhere(string $sql, SqlMarks $marks, int $now): array
    {
        $ends = [];
        if (preg_match('/\b(?:' . self::CLOCK . '|CURTIME|CURRENT_TIME|UTC_TIME)/i', $sql) === 1) {
            $isOfDay = preg_match('/\b(?:' . self::CLOCK . '|CURTIME|CURRENT_TIME|UTC_TIME)/i', (string) preg_replace('/\b' . self::DAY_CLOCK . '/i', '', $sql)) !== 1;
            $ends[] = $isOfDay ? $this->limit->midnight($now) : $this->limit->unknown('', $now);
        }
        preg_match_all('/\'[0-9]+\'|\b(?:' . self::YMD . '|1[0-9]{9}|1[0-9]{12})\b/', $sql, $literals);
        foreach ($literals[0] as $literal) {
            $ends[] = $this->text($literal[0] === "'" ? $marks->text($literal) : $literal, $now);
        }
        foreach (self::PARTS as $part => $functions) {
            // Brackets in brackets, twice.
            $call = "\\b(?:{$functions})\\s*\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)";
            if (preg_match("/{$call}\\s*(?:[-+*\\/%<>=!]|\\b(?:NOT|IN|BETWEEN|LIKE)\\b)|[-+*\\/%<>=]\\s*{$call}/i", $sql) === 1) {
                $ends[] = $this->limit->end_of($part, $now);
                break;
            }
        }

        return $ends;
    }

    /** @return int|null Unix seconds; null: it is no time */
    private function text(string $text, int $now): ?int
    {
        $time = substr($text, 0, 19);

        return match (true) {
            preg_match(self::TIME, $text) === 1 || (strlen($text) > 19 && strlen($time) === 19 && preg_match(self::TIME, $time) === 1) => $this->limit->unknown($time, $now),
            preg_match(self::DAY_TEXT, $text) === 1 => $this->limit->midnight($now),
            preg_match(self::TIME_TEXT, $text) === 1 => $this->limit->unknown('', $now),
            default => null,
        };
    }

    private function compared(string $column, string $operand, SqlMarks $marks, ?string $table, int $now): ?int
    {
        if ($operand[0] === "'" || ctype_digit($operand)) {
            $time = ctype_digit($operand) ? $operand : $marks->text($operand);
            if (preg_match(self::TIME, $time) !== 1) {
                return $this->text($time, $now);
            }

            return $table === null ? $this->limit->unknown($time, $now) : $this->limit->reached($time, self::next($table, $column, $time), str_ends_with($column, '_gmt'), $now);
        }
        $isOfDay = preg_match('/\b' . self::DAY_CLOCK . '/i', $operand) === 1;
        $wait = $isOfDay || $table === null ? null : self::wait($table, $column, $marks->sql_of($operand));

        return match (true) {
            $isOfDay => $this->limit->midnight($now),
            $wait === null => $this->limit->unknown('', $now),
            $wait === 0 => null,
            default => $this->limit->later($now, $wait),
        };
    }

    /** The next value behind a time. */
    private static function next(string $table, string $column, string $time): ?string
    {
        $database = Database::connection();
        $next = self::quietly((string) $database->prepare('SELECT MIN(%i) FROM %i WHERE %i > %s', $column, $table, $column, $time));

        // Asked in vain: as if it were reached at once.
        return $next === false ? '0' : $next;
    }

    /** @return int|null seconds until the next value behind a moment of the database is reached; 0: there is none; null: nobody can say */
    private static function wait(string $table, string $column, string $moment): ?int
    {
        $database = Database::connection();
        $isUnix = stripos($moment, 'UNIX_TIMESTAMP') !== false;
        $next = (string) $database->prepare('MIN(%i)', $column);
        $distance = $isUnix ? "{$next} - {$moment}" : "TIMESTAMPDIFF(SECOND, {$moment}, {$next})";
        $wait = self::quietly("SELECT {$distance} " . (string) $database->prepare('FROM %i WHERE %i > ', $table, $column) . $moment);

        return $wait === false ? null : max((int) ($wait !== null), (int) $wait);
    }

    /** @return string|false|null false: it fails */
    private static function quietly(string $sql): string|false|null
    {
        return QuietDatabase::ask(static function () use ($sql): string|false|null {
            $database = Database::connection();
            $value = $database->get_var($sql);

            return $database->last_error === '' ? $value : false;
        });
    }
}
