<?php

/** Brings messages from the outbox to the Worker, in their order, each at least once. */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Purge\PurgeRecords;
use DynamicCache\Store\Token;

final class Delivery
{
    /** Seconds below which an attempt is not worth beginning. */
    private const SHORTEST = 0.05;

    /** @param \Closure(): int $now Unix seconds */
    public function __construct(
        private readonly EdgeClient $client,
        private readonly Outbox $outbox,
        private readonly Breaker $breaker,
        private readonly \Closure $now,
    ) {}

    /**
     * Delivers until nothing waits, something fails, or the time is up.
     *
     * @param float $timeout seconds for one request
     * @param float $budget seconds for all of them
     *
     * @return int|null Unix seconds of the next attempt; null: nothing is left to deliver
     */
    public function run(EdgeKey $key, float $timeout, float $budget): ?int
    {
        $end = microtime(true) + $budget;
        do {
            $now = ($this->now)();
            if ($this->breaker->is_open($now)) {
                return $this->breaker->open_until();
            }
            $row = $this->outbox->claim($now);
            if ($row === null) {
                return $this->outbox->next_due();
            }
            $left = max(self::SHORTEST, $end - microtime(true));
            $isDelivered = $this->deliver($key, $this->frozen($key, $row), min($timeout, $left));
        } while ($isDelivered && $end - microtime(true) >= self::SHORTEST);

        return $isDelivered ? $this->outbox->next_due() : $this->breaker->open_until();
    }

    /** Tries again at the next occasion, whatever went wrong before. */
    public function forgive(): void
    {
        $this->breaker->reset();
    }

    /** The bytes are kept before they are sent: should the answer be lost, the same request is made again. */
    private function frozen(EdgeKey $key, OutboxRow $row): OutboxRow
    {
        if ($row->is_frozen()) {
            return $row;
        }
        $row = $row->frozen($row->message->body($key->siteId, Told::load()->acked()), wp_generate_uuid4());
        $this->outbox->keep($row);

        return $row;
    }

    private function deliver(EdgeKey $key, OutboxRow $row, float $timeout): bool
    {
        try {
            $call = new Call('POST', '/api/cache/purge', $row->wire, $timeout, $row->key);
            $this->confirm($row, $this->client->signed($key, $call));

            return true;
        } catch (RefusedByEdge $refusal) {
            return $this->refused($row, $refusal);
        } catch (UnableToReachEdge $failure) {
            $this->outbox->put_off($row, $this->breaker->trip(($this->now)()), $failure->getMessage());

            return false;
        }
    }

    /**
     * @param array<array-key, mixed> $answer
     *
     * @throws UnableToReachEdge
     */
    private function confirm(OutboxRow $row, array $answer): void
    {
        $epoch = $answer['epoch'] ?? null;
        $sequence = $answer['seq'] ?? null;
        if (($answer['ok'] ?? null) !== true || !is_string($epoch) || !is_int($sequence)) {
            throw UnableToReachEdge::because('the answer to a purge has another form');
        }
        $this->outbox->delivered($row);
        PurgeRecords::edge_knows($row->message->record, microtime(true));
        $this->breaker->reset();
        $told = Told::load()->ledger($epoch, $sequence, ($this->now)());
        $origin = $row->message->origin;
        $tellsEpoch = $origin instanceof Token && ($row->message->everything || $told->originEpoch === '');
        ($tellsEpoch ? $told->origin($origin->epoch) : $told)->save();
    }

    /** What the Worker will never take as it is, is said in another way; for all else there is later. */
    private function refused(OutboxRow $row, RefusedByEdge $refusal): bool
    {
        if ($refusal->status === 409) {
            // Another request has had this nonce or key: a purge can be repeated under new ones.
            $this->outbox->keep($row->saying($row->message));
        } elseif ($refusal->status === 400 || $refusal->status === 413) {
            if ($row->message->everything && $row->message->origin === null) {
                error_log('AI WP Dynamic Cache: the edge does not take a purge: ' . $refusal->getMessage());
            }
            $this->outbox->keep($row->saying(PurgeMessage::everything($row->message->everything ? null : $row->message->origin)->of_record($row->message->record)));
        }
        $this->outbox->put_off($row, $this->breaker->trip(($this->now)()), $refusal->getMessage());

        return false;
    }
}
