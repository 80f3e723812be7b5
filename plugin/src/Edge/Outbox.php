<?php

/**
 * Purges that somebody has to hear of (table `dynamic_cache_outbox`): written before the first attempt, removed by the
 * Worker's answer. Several processes may write and deliver at once; whoever changes a row says what it was before.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Database;
use DynamicCache\Store\Suspicion;

final class Outbox
{
    /** A row is nobody else's for so many seconds after somebody began to deliver it. */
    private const LEASE = 30;

    /** Rows that become one request at most. */
    private const MAX_MERGED = 200;

    /** More than these are cheaper said as "everything": a Worker that was away for weeks, a copy of the site that is paused. */
    private const CROWD = 1000;

    private const MAX_ERROR_BYTES = 500;

    public function __construct(private readonly Recipient $to = Recipient::Worker) {}

    /** Adds a message, behind all others. One that says "everything" takes the place of those before it. */
    public function push(PurgeMessage $message, int $now): void
    {
        $id = $this->insert($this->to->kind(), $message, $now, 0);
        if ($message->everything && $id !== null) {
            $this->query('DELETE FROM %i WHERE kind = %s AND id < %d', $this->to->kind(), $id);
        }
    }

    /**
     * Says that a purge with these tags may follow. Nobody is told as long as this process lives.
     *
     * @return int|null the row, for settle(); null when it could not be written
     */
    public function hold(PurgeMessage $message, int $now): ?int
    {
        return $this->insert($this->to->held(), $message, $now, $now + Suspicion::EXPIRES_AFTER);
    }

    /** Puts a message in the place of a row that was held; null: there is nothing to tell. */
    public function settle(int $id, ?PurgeMessage $message, int $now): void
    {
        if ($message === null) {
            $this->query('DELETE FROM %i WHERE kind = %s AND attempts = 0 AND id = %d', $this->to->held(), $id);

            return;
        }
        $row = new OutboxRow($id, 0, 0, $message, '', '');
        $taken = $this->query(
            'UPDATE %i SET kind = %s, body = %s, not_before = 0 WHERE kind = %s AND attempts = 0 AND id = %d',
            $this->to->kind(),
            $row->body(),
            $this->to->held(),
            $id,
        );
        if ($taken !== 1) {
            $this->push($message, $now);
        } elseif ($message->everything) {
            $this->query('DELETE FROM %i WHERE kind = %s AND id < %d', $this->to->kind(), $id);
        }
    }

    /** How many messages wait. */
    public function waiting(int $now): int
    {
        $rows = $this->rows('SELECT COUNT(*) AS waiting FROM %i WHERE kind = %s OR (kind = %s AND not_before <= %d)', ...$this->due($now));
        $waiting = $rows[0]['waiting'] ?? 0;

        return is_numeric($waiting) ? (int) $waiting : 0;
    }

    /** How many wait, since when, and why the oldest is still here. */
    public function backlog(int $now): Backlog
    {
        $rows = $this->rows(
            'SELECT id, body, attempts, not_before, created_at, last_error FROM %i WHERE kind = %s OR (kind = %s AND not_before <= %d) ORDER BY id LIMIT 1',
            ...$this->due($now),
        );
        $oldest = $rows[0] ?? null;
        if ($oldest === null) {
            return Backlog::none();
        }
        $number = static fn(string $name): int => is_numeric($oldest[$name] ?? null) ? (int) $oldest[$name] : 0;

        return new Backlog(
            $this->waiting($now),
            $number('created_at'),
            max($number('not_before'), $now),
            is_string($oldest['last_error'] ?? null) ? $oldest['last_error'] : '',
            OutboxRow::parse($oldest)->message->origin,
        );
    }

    /** @return array{string, string, int} what is due: messages, and suspicions whose process died */
    private function due(int $now): array
    {
        return [$this->to->kind(), $this->to->held(), $now];
    }

    /** Whether more wait than anybody should deliver one by one. */
    public function is_crowded(): bool
    {
        return $this->rows('SELECT id FROM %i WHERE kind = %s LIMIT 1 OFFSET %d', $this->to->kind(), self::CROWD) !== [];
    }

    /** When the oldest message may be sent, Unix seconds; null when none waits. */
    public function next_due(): ?int
    {
        $rows = $this->rows('SELECT not_before FROM %i WHERE kind IN (%s, %s) ORDER BY id LIMIT 1', $this->to->kind(), $this->to->held());
        $due = $rows[0]['not_before'] ?? null;

        return is_numeric($due) ? (int) $due : null;
    }

    /**
     * Takes the oldest message, with those behind it that nobody has tried to send yet. Null when there is none, or when
     * the oldest is not due: order is kept.
     */
    public function claim(int $now): ?OutboxRow
    {
        $rows = array_map(OutboxRow::parse(...), $this->rows(
            'SELECT id, body, attempts, not_before FROM %i WHERE kind = %s OR (kind = %s AND not_before <= %d) ORDER BY id LIMIT %d',
            ...[...$this->due($now), self::MAX_MERGED],
        ));
        $head = array_shift($rows);
        if ($head === null || $head->notBefore > $now) {
            return null;
        }
        $claimed = $this->query(
            'UPDATE %i SET kind = %s, attempts = attempts + 1, not_before = %d WHERE id = %d AND attempts = %d AND not_before = %d',
            $this->to->kind(),
            $now + self::LEASE,
            $head->id,
            $head->attempts,
            $head->notBefore,
        );
        if ($claimed !== 1) {
            return null;
        }

        return $head->is_frozen() ? $head : $this->merged($this->reread($head), $rows);
    }

    /** Keeps a row as it is about to be sent. */
    public function keep(OutboxRow $row): void
    {
        $this->query('UPDATE %i SET body = %s WHERE id = %d', $row->body(), $row->id);
    }

    public function delivered(OutboxRow $row): void
    {
        $this->query('DELETE FROM %i WHERE id = %d', $row->id);
    }

    public function put_off(OutboxRow $row, int $until, string $error): void
    {
        $this->query(
            'UPDATE %i SET not_before = %d, last_error = %s WHERE id = %d',
            $until,
            substr($error, 0, self::MAX_ERROR_BYTES),
            $row->id,
        );
    }

    /** What was put off may be tried now; what somebody is delivering at this moment stays his. */
    public function make_due(int $now): void
    {
        $this->query("UPDATE %i SET not_before = %d WHERE kind = %s AND not_before > %d AND last_error <> ''", $now, $this->to->kind(), $now);
    }

    /** Forgets everything: the site and its Worker have parted, or begin anew. */
    public function clear(): void
    {
        $this->query('DELETE FROM %i WHERE kind IN (%s, %s)', $this->to->kind(), $this->to->held());
    }

    /** What was held may have been settled between the look and the claim. */
    private function reread(OutboxRow $row): OutboxRow
    {
        $rows = $this->rows('SELECT id, body, attempts, not_before FROM %i WHERE id = %d', $row->id);

        return $rows === [] ? $row : OutboxRow::parse($rows[0]);
    }

    /** @param list<OutboxRow> $rows behind it */
    private function merged(OutboxRow $head, array $rows): OutboxRow
    {
        $message = $head->message;
        $merged = [];
        foreach ($rows as $row) {
            // A row that somebody has tried to send is a request of its own: its key must mean the same bytes again.
            if ($row->attempts > 0) {
                break;
            }
            $message = $message->and($row->message);
            $merged[] = $row;
        }
        $head = $head->saying($message);
        if ($merged !== []) {
            // Written before the others go: a process that dies in between repeats a purge and loses none.
            $this->keep($head);
            foreach ($merged as $row) {
                $this->query('DELETE FROM %i WHERE id = %d AND attempts = 0 AND body = %s', $row->id, $row->body());
            }
        }

        return $head;
    }

    private function insert(string $kind, PurgeMessage $message, int $now, int $notBefore): ?int
    {
        $row = new OutboxRow(0, 0, $notBefore, $message, '', '');
        $inserted = $this->query(
            "INSERT INTO %i (kind, body, created_at, attempts, not_before, last_error) VALUES (%s, %s, %d, 0, %d, '')",
            $kind,
            $row->body(),
            $now,
            $notBefore,
        );
        if ($inserted !== 1) {
            error_log('AI WP Dynamic Cache: the outbox cannot be written');

            return null;
        }

        return Database::connection()->insert_id;
    }

    /**
     * Rows that it touched; 0 also when it failed: every request of WordPress may end here, and none may break.
     *
     * @param literal-string $statement
     */
    private function query(string $statement, string|int ...$values): int
    {
        $database = Database::connection();
        $showed = $database->suppress_errors();
        $touched = $database->query((string) $database->prepare($statement, Database::table('outbox'), ...$values));
        $database->suppress_errors($showed);

        return is_int($touched) ? $touched : 0;
    }

    /**
     * @param literal-string $statement
     *
     * @return list<array<array-key, mixed>>
     */
    private function rows(string $statement, string|int ...$values): array
    {
        $database = Database::connection();
        $showed = $database->suppress_errors();
        $rows = $database->get_results((string) $database->prepare($statement, Database::table('outbox'), ...$values), 'ARRAY_A');
        $database->suppress_errors($showed);

        return is_array($rows) ? array_values(array_filter($rows, is_array(...))) : [];
    }
}
