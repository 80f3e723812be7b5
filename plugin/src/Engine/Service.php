<?php

/**
 * Answers one visit from the store, or finds out who renders the page: this visitor for all who want it now, somebody
 * else, or, while an old page is shown, a request that the site sends to itself.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Leases;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\StoreFailure;

final class Service
{
    private readonly Visit $visit;

    /** @param \Closure(): Leases $leases asked for only when a page is missing */
    public function __construct(
        private readonly Stored $stored,
        private readonly \Closure $leases,
        private readonly ?Counter $counter,
    ) {
        $this->visit = $stored->visit;
    }

    /**
     * Whether the request is answered; else WordPress has to answer, and the page is recorded where it may be stored.
     *
     * @throws StoreFailure
     */
    public function answer(): bool
    {
        $found = $this->visit->is_absent() ? new Miss(Reason::Cold) : $this->stored->find($this->visit->now);
        if ($this->visit->config->isShadow) {
            return $this->watch($found);
        }
        if ($found instanceof Page) {
            return $this->send($found, Reason::Fresh);
        }
        $stale = $found->stale($this->visit->now);
        if ($this->visit->request->method === 'HEAD') {
            return $stale === null ? $this->pass($found->reason, $found->reason) : $this->send($stale, Reason::Grace);
        }
        $leases = ($this->leases)();
        if ($this->visit->is_refresh()) {
            return $this->refresh($found, $leases);
        }

        return $stale === null ? $this->collapse($found->reason, $leases) : $this->renew($stale, $leases);
    }

    private function send(Page $page, Reason $reason): true
    {
        $left = $page->expiresAt - $this->visit->now;
        $reply = $this->stored->reply($page, Status::served($reason, $left));
        Output::send($reply);
        $this->counter?->served($this->visit, $reason, strlen($reply->body));
        // The short way looks at the log of its own site alone.
        if ($reason === Reason::Fresh && $page->others === []) {
            $this->visit->express?->seal($this->visit->config, $this->visit->now);
        }

        return true;
    }

    /** Shadow mode: nobody gets a stored page, waits for one, or starts a refresh; a page that is missing is stored. */
    private function watch(Page|Miss $found): false
    {
        if ($found instanceof Page) {
            Output::headers(Status::bypassed(Reason::Shadow));
            $this->counter?->watched($this->visit);

            return false;
        }
        $leases = ($this->leases)();
        $lease = $this->visit->request->method === 'HEAD' ? null : $leases->take($this->visit->target->key(), $this->visit->now);

        return $lease === null ? $this->pass($found->reason, $found->reason) : $this->render(new Turn($found->reason, $leases, $lease));
    }

    private function pass(Reason $why, Reason $word): false
    {
        Output::headers(Status::missed($why, $word));
        $this->counter?->missed($this->visit, $why, $word);

        return false;
    }

    /** Nothing may be shown: one renders for all. */
    private function collapse(Reason $why, Leases $leases): bool
    {
        $wait = new LeaseWait($leases, $this->stored, $this->visit->config->lease, Pace::of_system());
        $turn = $wait->turn($this->visit->target->key());
        if ($turn instanceof Page) {
            return $this->send($turn, Reason::Collapsed);
        }

        return $turn === null ? $this->pass($why, Reason::Busy) : $this->render(new Turn($why, $leases, $turn));
    }

    /** An old page may be shown, while one refreshes it. */
    private function renew(Page $stale, Leases $leases): bool
    {
        $now = $this->visit->now;
        $refresh = $this->refresh_of($stale, $leases);
        $lease = $refresh->claim($now);
        if ($lease === null) {
            return $this->send($stale, Reason::Grace);
        }
        $secret = $this->visit->config->refreshSecret;
        $reach = new RefreshReach($leases);
        $isNoted = $refresh->begin($now);
        if ($secret === '' || !$isNoted || !$reach->is_open($now)) {
            return $this->render(new Turn(Reason::Expired, $leases, $lease, $refresh));
        }
        $reach->asked($now);
        $leases->release($lease);
        $this->send($stale, Reason::Grace);
        Output::finish();
        RefreshCall::of($this->visit, $_SERVER, $secret)->send();

        return true;
    }

    /** The site asks itself for a page that it shows past its time. Nobody waits for this answer. */
    private function refresh(Miss $miss, Leases $leases): bool
    {
        ignore_user_abort(true);
        (new RefreshReach($leases))->arrived($this->visit->now);
        $lease = $leases->take($this->visit->target->key(), $this->visit->now);
        $isDone = $lease === null || $this->stored->find($this->visit->now) instanceof Page;
        if ($lease !== null && !$isDone) {
            $stale = $miss->stale($this->visit->now);
            $refresh = $stale === null ? null : $this->refresh_of($stale, $leases);
            $refresh?->hold_off($this->visit->now);

            return $this->render(new Turn($miss->reason, $leases, $lease, $refresh));
        }
        if ($lease !== null) {
            $leases->release($lease);
        }
        http_response_code(204);

        return true;
    }

    private function render(Turn $turn): false
    {
        Output::headers(Status::missed($turn->why, $turn->why));
        try {
            $token = $this->stored->store->token(max(time(), $this->visit->now));
        } catch (StoreFailure $failure) {
            $turn->cancel();
            throw $failure;
        }
        // What the site asks of itself is no visit.
        (new Recorder($this->stored, $token, $turn, $this->visit->is_refresh() ? null : $this->counter))->start();

        return false;
    }

    private function refresh_of(Page $stale, Leases $leases): Refresh
    {
        $random = static fn(): float => random_int(0, 1_000_000) / 1_000_000;

        return new Refresh($leases, $this->visit->target->key(), $stale, $random);
    }
}
