<?php

/**
 * The table of runs. One process at a time takes the steps of a run: it holds the row for a while, renews that with every
 * step, and is followed by another when it was killed.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Database;
use DynamicCache\Settings\Strategy;

final class Runs
{
    /** Runs that are kept. */
    public const KEPT = 60;

    /** Seconds that a step may take at most before another process takes the run over. */
    private const HOLD = 90;

    public function add(Run $run): void
    {
        Database::connection()->insert(Database::table('benchmarks'), ['id' => $run->id, 'started_at' => $run->startedAt, 'state' => $run->state->value] + self::document($run));
        $this->prune();
    }

    public function find(string $id): ?Run
    {
        $row = self::row('SELECT * FROM %i WHERE id = %s', $id);

        return $row === null ? null : self::run($row);
    }

    /** The one that is under way; there is never more than one. */
    public function running(): ?Run
    {
        $row = self::row('SELECT * FROM %i WHERE state = %s ORDER BY started_at LIMIT 1', RunState::Running->value);

        return $row === null ? null : self::run($row);
    }

    /** The newest that came to its end. */
    public function last_done(): ?Run
    {
        $row = self::row('SELECT * FROM %i WHERE state = %s ORDER BY started_at DESC, id LIMIT 1', RunState::Done->value);

        return $row === null ? null : self::run($row);
    }

    /** @return list<Run> the newest first */
    public function newest(int $limit): array
    {
        $database = Database::connection();
        $rows = $database->get_results((string) $database->prepare('SELECT * FROM %i ORDER BY started_at DESC, id LIMIT %d', Database::table('benchmarks'), $limit), 'ARRAY_A');

        return array_map(self::run(...), array_values(array_filter(is_array($rows) ? $rows : [], is_array(...))));
    }

    /**
     * Whether this process may take the next step.
     *
     * @param string $holder 16 hex digits, of the process
     */
    public function hold(string $id, string $holder, int $now): bool
    {
        self::query(
            'UPDATE %i SET holder = %s, held_until = %d WHERE id = %s AND state = %s AND (holder = %s OR held_until < %d)',
            $holder,
            $now + self::HOLD,
            $id,
            RunState::Running->value,
            $holder,
            $now,
        );

        // How many rows were changed is told in two ways by two databases.
        return self::row('SELECT * FROM %i WHERE id = %s AND state = %s AND holder = %s', $id, RunState::Running->value, $holder) !== null;
    }

    public function release(string $id, string $holder): void
    {
        self::query('UPDATE %i SET held_until = 0 WHERE id = %s AND holder = %s', $id, $holder);
    }

    /** Saves what a step has brought, unless somebody has ended the run meanwhile. */
    public function save(Run $run, string $holder): void
    {
        $document = self::document($run);
        self::query(
            'UPDATE %i SET state = %s, document = %s, results = %s WHERE id = %s AND state = %s AND holder = %s',
            $run->state->value,
            $document['document'],
            $document['results'],
            $run->id,
            RunState::Running->value,
            $holder,
        );
    }

    /** From a state in which nobody takes steps, or into one. */
    public function change(Run $run, RunState $from): void
    {
        $document = self::document($run);
        self::query('UPDATE %i SET state = %s, document = %s, held_until = 0 WHERE id = %s AND state = %s', $run->state->value, $document['document'], $run->id, $from->value);
    }

    private function prune(): void
    {
        foreach (array_slice($this->newest(self::KEPT + 50), self::KEPT) as $old) {
            self::query('DELETE FROM %i WHERE id = %s', $old->id);
        }
    }

    /** @return array{document: string, results: string} */
    private static function document(Run $run): array
    {
        return [
            'document' => (string) wp_json_encode([
                'plan' => $run->plan,
                'budget' => $run->budget->to_array(),
                'host' => $run->host,
                'at' => $run->at,
                'failures' => $run->failures,
                'spent' => $run->spent,
                'spent_since_begin' => $run->spentSinceBegin,
                'trouble' => $run->trouble?->to_array(),
                'verdict' => $run->verdict,
            ]),
            'results' => (string) wp_json_encode(array_map(static fn(Result $result): array => $result->to_array(), $run->results)),
        ];
    }

    /** @param array<mixed> $row */
    private static function run(array $row): Run
    {
        $document = self::json($row['document'] ?? null);
        $plan = is_array($document['plan'] ?? null) ? array_values(array_filter($document['plan'], is_string(...))) : [];
        $host = array_filter(is_array($document['host'] ?? null) ? $document['host'] : [], static fn(mixed $value): bool => is_string($value) || is_int($value));
        $budget = Budget::from(is_array($document['budget'] ?? null) ? $document['budget'] : []);
        $run = new Run(self::text($row['id'] ?? null), (int) self::text($row['started_at'] ?? null), $plan, $budget, array_combine(array_map(strval(...), array_keys($host)), $host));
        $run->state = RunState::tryFrom(self::text($row['state'] ?? null)) ?? RunState::Stopped;
        $number = static fn(string $name): int => is_int($document[$name] ?? null) ? $document[$name] : 0;
        [$run->at, $run->failures, $run->spent, $run->spentSinceBegin] = [$number('at'), $number('failures'), $number('spent'), $number('spent_since_begin')];
        $run->trouble = Trouble::from(is_array($document['trouble'] ?? null) ? $document['trouble'] : []);
        $run->verdict = is_array($document['verdict'] ?? null) ? $document['verdict'] : null;
        foreach (self::json($row['results'] ?? null) as $name => $result) {
            $strategy = Strategy::tryFrom((string) $name);
            if ($strategy !== null && is_array($result)) {
                $run->results[$strategy->value] = Result::from($strategy, $result);
            }
        }

        return $run;
    }

    /** @return array<mixed> */
    private static function json(mixed $text): array
    {
        $value = json_decode(self::text($text), true, 16);

        return is_array($value) ? $value : [];
    }

    private static function text(mixed $value): string
    {
        return is_scalar($value) ? (string) $value : '';
    }

    /**
     * @param literal-string $statement
     *
     * @return array<mixed>|null
     */
    private static function row(string $statement, string|int ...$values): ?array
    {
        $database = Database::connection();
        $row = $database->get_row((string) $database->prepare($statement, Database::table('benchmarks'), ...$values), 'ARRAY_A');

        return is_array($row) ? $row : null;
    }

    /** @param literal-string $statement */
    private static function query(string $statement, string|int ...$values): void
    {
        $database = Database::connection();
        $database->query((string) $database->prepare($statement, Database::table('benchmarks'), ...$values));
    }
}
