<?php

/** The table `proofs`: which pages wait to be checked, and what came of those that were. */

declare(strict_types=1);

namespace DynamicCache\Proof;

use DynamicCache\Database;

final class Proofs
{
    private const COLUMNS = 'id, mode, outcome, url, variant, asked_at, checked_at, evidence';

    /** What has nothing to tell is kept for so long, in seconds; what has, three times as long. */
    private const KEPT = 30 * 86_400;

    /** After so many seconds somebody who began a check is taken for dead. */
    private const PATIENCE = 600;

    /** Puts a page into the queue. Returns its row; 0 when it could not be written. */
    public static function ask(Mode $mode, string $url, string $variant, int $now): int
    {
        $database = Database::connection();
        $isAdded = $database->insert(self::name(), [
            'mode' => $mode->value,
            'outcome' => Outcome::Waiting->value,
            'url' => $url,
            'variant' => $variant,
            'asked_at' => $now,
            'evidence' => '',
        ]);

        return $isAdded === 1 ? $database->insert_id : 0;
    }

    /**
     * The pages of drawn keys that are stored and anybody's, as they are put into the queue.
     *
     * @param list<string> $keys first 16 hex digits
     */
    public static function ask_for(Mode $mode, array $keys, int $now): int
    {
        $asked = 0;
        foreach ($keys as $key) {
            $row = Database::connection()->get_row(self::prepared(
                "SELECT url, variant FROM %i WHERE id BETWEEN %s AND %s AND refusal = '' AND persona = '' LIMIT 1",
                Database::table('pages'),
                $key . str_repeat('0', 16),
                $key . str_repeat('f', 16),
            ), 'ARRAY_A');
            [$url, $variant] = is_array($row) ? [$row['url'] ?? null, $row['variant'] ?? null] : [null, null];
            if (is_string($url) && is_string($variant)) {
                $asked += self::ask($mode, $url, $variant, $now) > 0 ? 1 : 0;
            }
        }

        return $asked;
    }

    /** Takes the oldest that waits; two who take at once never get the same. */
    public static function take(int $now): ?Check
    {
        self::change('UPDATE %i SET outcome = %s WHERE outcome = %s AND checked_at < %d', Outcome::Waiting->value, Outcome::Checking->value, $now - self::PATIENCE);
        $waiting = self::all('WHERE outcome = %s ORDER BY id LIMIT 5', Outcome::Waiting->value);
        foreach ($waiting as $check) {
            if (self::take_row($check->id, $now)) {
                return $check;
            }
        }

        return null;
    }

    /** One that was asked for, if nobody else has taken it. */
    public static function take_row(int $id, int $now): bool
    {
        return self::change('UPDATE %i SET outcome = %s, checked_at = %d WHERE id = %d AND outcome = %s', Outcome::Checking->value, $now, $id, Outcome::Waiting->value) === 1;
    }

    public static function conclude(Check $check): void
    {
        self::change(
            'UPDATE %i SET outcome = %s, checked_at = %d, evidence = %s WHERE id = %d',
            $check->outcome->value,
            $check->checkedAt,
            $check->evidence->encode(),
            $check->id,
        );
    }

    public static function find(int $id): ?Check
    {
        return self::all('WHERE id = %d', $id)[0] ?? null;
    }

    /**
     * The newest first.
     *
     * @param Outcome|null $outcome null = all that are done
     *
     * @return list<Check>
     */
    public static function newest(?Outcome $outcome, int $limit, int $offset = 0): array
    {
        return $outcome === null
            ? self::all('WHERE outcome NOT IN (%s, %s) ORDER BY id DESC LIMIT %d OFFSET %d', Outcome::Waiting->value, Outcome::Checking->value, $limit, $offset)
            : self::all('WHERE outcome = %s ORDER BY id DESC LIMIT %d OFFSET %d', $outcome->value, $limit, $offset);
    }

    /** How many newest() would find without a limit. */
    public static function count(?Outcome $outcome): int
    {
        $statement = 'SELECT COUNT(*) FROM %i WHERE ';

        return (int) Database::connection()->get_var($outcome === null
            ? self::prepared($statement . 'outcome NOT IN (%s, %s)', self::name(), Outcome::Waiting->value, Outcome::Checking->value)
            : self::prepared($statement . 'outcome = %s', self::name(), $outcome->value));
    }

    /**
     * Differences that visitors got, and that nobody was told of.
     *
     * @return list<Check> the oldest first
     */
    public static function untold(int $limit): array
    {
        return self::all('WHERE outcome = %s AND told = 0 AND mode <> %s ORDER BY id LIMIT %d', Outcome::Different->value, Mode::Shadow->value, $limit);
    }

    /** @param list<Check> $checks */
    public static function told(array $checks): void
    {
        foreach ($checks as $check) {
            self::change('UPDATE %i SET told = 1 WHERE id = %d', $check->id);
        }
    }

    /** Pages that were put into the queue by chance since then. */
    public static function drawn_since(int $since): int
    {
        $database = Database::connection();

        return (int) $database->get_var(self::prepared('SELECT COUNT(*) FROM %i WHERE asked_at > %d AND mode <> %s', self::name(), $since, Mode::Asked->value));
    }

    /**
     * @param Mode|null $mode null = all
     *
     * @return array<string, int> number of checks by outcome, of those asked for since then
     */
    public static function counts(int $since, ?Mode $mode = null): array
    {
        $database = Database::connection();
        $rows = $database->get_results(self::prepared(
            'SELECT outcome, COUNT(*) AS number FROM %i WHERE asked_at >= %d AND (%s = %s OR mode = %s) GROUP BY outcome',
            self::name(),
            $since,
            $mode->value ?? '',
            '',
            $mode->value ?? '',
        ), 'ARRAY_A');
        $counts = array_fill_keys(array_map(static fn(Outcome $outcome): string => $outcome->value, Outcome::cases()), 0);
        foreach (array_filter(is_array($rows) ? $rows : [], is_array(...)) as $row) {
            if (is_string($row['outcome'] ?? null) && is_numeric($row['number'] ?? null)) {
                $counts[$row['outcome']] = (int) $row['number'];
            }
        }

        return $counts;
    }

    public static function trim(int $now): void
    {
        self::change('DELETE FROM %i WHERE asked_at < %d AND outcome NOT IN (%s, %s)', $now - self::KEPT, Outcome::Different->value, Outcome::Volatile->value);
        self::change('DELETE FROM %i WHERE asked_at < %d', $now - 3 * self::KEPT);
    }

    private static function name(): string
    {
        return Database::table('proofs');
    }

    /**
     * @param literal-string $behind the name of the table
     *
     * @return list<Check>
     */
    private static function all(string $behind, string|int ...$values): array
    {
        $rows = Database::connection()->get_results(self::prepared('SELECT ' . self::COLUMNS . ' FROM %i ' . $behind, self::name(), ...$values), 'ARRAY_A');
        $checks = array_map(Check::of_row(...), array_values(array_filter(is_array($rows) ? $rows : [], is_array(...))));

        return array_values(array_filter($checks, static fn(?Check $check): bool => $check !== null));
    }

    /** @param literal-string $statement */
    private static function change(string $statement, string|int ...$values): int
    {
        return (int) Database::connection()->query(self::prepared($statement, self::name(), ...$values));
    }

    /** @param literal-string $statement */
    private static function prepared(string $statement, string|int ...$values): string
    {
        return (string) Database::connection()->prepare($statement, ...$values);
    }
}
