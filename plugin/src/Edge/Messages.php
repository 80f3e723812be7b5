<?php

/** From what happens on the site to messages in the outbox. */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Purge\Purged;
use DynamicCache\Purge\PurgeRecords;
use DynamicCache\Store\Token;

final class Messages
{
    /** @var array<int, list<int>> rows that are held for the suspicions of this request, by site */
    private array $held = [];

    /**
     * @param \Closure(): ?Token $origin where the site's purge log stands
     * @param \Closure(): int $now Unix seconds
     */
    public function __construct(
        private readonly Outbox $outbox,
        private readonly Delivery $delivery,
        private readonly \Closure $origin,
        private readonly \Closure $now,
    ) {}

    /**
     * Pages came under suspicion. Should this process die before its flush, the store settles that by itself; the edge
     * hears of it through the row that is held here.
     *
     * @param list<string> $tags
     */
    public function hold(array $tags): void
    {
        if (Credentials::load()->state === ConnectionState::Active) {
            $id = $this->outbox->hold(PurgeMessage::of($tags, [], null), ($this->now)());
            if ($id !== null) {
                $this->held[get_current_blog_id()][] = $id;
            }
        }
    }

    /** Nothing has changed after all. */
    public function withdraw(): void
    {
        foreach ($this->release() as $id) {
            $this->outbox->settle($id, null, ($this->now)());
        }
    }

    public function add(Purged $purged): void
    {
        $message = $purged->everything
            ? PurgeMessage::everything($purged->token)
            : PurgeMessage::of($purged->tags, array_map(self::absolute(...), $purged->urls), $purged->token);
        $message = $purged->isSoft ? $message->softened() : $message;
        $known = Told::load()->originEpoch;
        if ($purged->token !== null && $known !== '' && $known !== $purged->token->epoch) {
            $message = PurgeMessage::everything($purged->token);
        }
        if ($purged->record > 0) {
            $message = $message->of_record($purged->record);
            PurgeRecords::edge_waits($purged->record);
        }
        // Of what is only suspected the edge has to hear all the same, should this process die.
        $held = $purged->isSoft ? [] : $this->release();
        $first = array_shift($held);
        $first === null ? $this->outbox->push($message, ($this->now)()) : $this->outbox->settle($first, $message, ($this->now)());
        foreach ($held as $id) {
            $this->outbox->settle($id, null, ($this->now)());
        }
    }

    /** The purge log began anew (folder wiped, database restored): nothing that the edge has counts any more. */
    public function follow_epoch(): void
    {
        $known = Told::load()->originEpoch;
        $origin = $known === '' ? null : ($this->origin)();
        if ($origin !== null && $origin->epoch !== $known) {
            $this->push_everything($origin);
        }
    }

    /** So much waits that the whole site is the shorter message. */
    public function condense(): void
    {
        if ($this->outbox->is_crowded()) {
            $this->push_everything(($this->origin)());
        }
    }

    /** Begins with a Worker that may have pages of an earlier registration. */
    public function begin_anew(): void
    {
        $this->forget();
        $this->outbox->push(PurgeMessage::everything(self::beginning(($this->origin)())), ($this->now)());
    }

    /** Speaks for every purge so far: the messages before it go. */
    private function push_everything(?Token $origin): void
    {
        $message = PurgeMessage::everything(self::beginning($origin))->of_record(PurgeRecords::last());
        $this->outbox->push($message, ($this->now)());
    }

    public function forget(): void
    {
        $this->outbox->clear();
        PurgeRecords::edge_forgets();
        $this->delivery->forgive();
    }

    /** @return int|null Unix seconds of the next attempt; null: nothing is left to deliver */
    public function deliver(EdgeKey $key, float $timeout, float $budget): ?int
    {
        return $this->delivery->run($key, $timeout, $budget);
    }

    public function backlog(): Backlog
    {
        return $this->outbox->backlog(($this->now)());
    }

    /** Somebody asks for it: what waits is due now, and nobody waits for the end of a pause. */
    public function hurry(): void
    {
        $this->delivery->forgive();
        $this->outbox->make_due(($this->now)());
    }

    /**
     * The first position of an epoch, for messages that tell the epoch and no purge of this site: at today's position
     * every page that is stored here would look older than a purge that never was, and the edge would keep none of them.
     */
    private static function beginning(?Token $origin): ?Token
    {
        return $origin === null ? null : new Token($origin->epoch, 0);
    }

    /** @return list<int> */
    private function release(): array
    {
        $site = get_current_blog_id();
        $held = $this->held[$site] ?? [];
        unset($this->held[$site]);

        return $held;
    }

    private static function absolute(string $url): string
    {
        return preg_match('~^https?://~i', $url) === 1 ? $url : rtrim(Home::url(), '/') . '/' . ltrim($url, '/');
    }
}
