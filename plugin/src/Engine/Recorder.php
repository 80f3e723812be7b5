<?php

/**
 * Runs while WordPress renders a page that was not in the store: one output buffer around everything. When its last
 * byte is there, the page is judged and described; it goes to the visitor unchanged, unless it is an error and an old page
 * can be shown in its place. It is compressed and written when the visitor has it, where the server can let them go.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Body;
use DynamicCache\Store\Page;
use DynamicCache\Store\Token;
use DynamicCache\Store\UnableToSavePage;

final class Recorder
{
    private readonly Visit $visit;

    private readonly Fill $fill;

    private readonly Afterwards $afterwards;

    private ?Page $saved = null;

    /** Described to the visitor as stored, and not stored yet. */
    private ?Page $promised = null;

    /**
     * @param Token $token taken before anything of the page is read
     * @param Counter|null $counter told when the render is over
     */
    public function __construct(
        private readonly Stored $stored,
        private readonly Token $token,
        private readonly Turn $turn,
        private readonly ?Counter $counter,
    ) {
        $this->visit = $stored->visit;
        $this->fill = new Fill();
        $this->afterwards = new Afterwards();
    }

    public function start(): void
    {
        FillRequest::clean($this->visit);
        $this->fill->tag('page:' . substr($this->visit->target->key(), 0, 32));
        Fill::begin($this->fill);
        // Removable, because many plugins close all buffers in a loop; not flushable, so that no part leaves early.
        ob_start($this->finish(...), 0, PHP_OUTPUT_HANDLER_REMOVABLE);
    }

    /** The output callback: nothing in here may print, throw or open another buffer. Returns what the visitor gets. */
    private function finish(string $body, int $phase): string
    {
        $error = error_get_last();
        $rendering = new Rendering(
            (int) http_response_code(),
            new ResponseHeaders(headers_list()),
            $body,
            $phase,
            headers_sent(),
            $error['type'] ?? 0,
        );
        $refusal = $this->judge($rendering);
        Fill::end();
        $this->counter?->stop();
        $instead = $refusal === null ? null : $this->instead($rendering, $refusal);
        $promised = $this->promised;
        if ($promised !== null) {
            $this->afterwards->take(fn() => $this->close($rendering, $this->keep($promised)));

            return $body;
        }
        $this->close($rendering, $refusal, $instead);

        return $instead ?? $body;
    }

    /** Why the page is not stored; null when it is, or will be at once. */
    private function judge(Rendering $rendering): ?Reason
    {
        try {
            return $this->conclude($rendering);
        } catch (\Throwable) {
            // Whatever failed in here, the page goes out.
            Output::headers(Status::missed($this->turn->why, Reason::StoreError));
            $this->promised = null;

            return Reason::StoreError;
        }
    }

    /** Everybody else is told how it ended. */
    private function close(Rendering $rendering, ?Reason $refusal, ?string $instead = null): void
    {
        try {
            $this->turn->end($refusal, $refusal !== null && StaleIfError::is_failure($rendering, $refusal), time());
            $this->fill->conclude(new Filled(
                $this->visit->target->canonical,
                $rendering->status,
                Filled::title_of($rendering->body),
                $refusal,
                $this->saved,
                $this->token,
            ));
        } catch (\Throwable) {
            // The lease ends by itself, and the list of pages lacks a row.
        }
        if ($instead === null) {
            $this->counter?->rendered($this->visit, $this->turn->why, $refusal, strlen($rendering->body));
        } else {
            $this->counter?->served($this->visit, Reason::Grace, strlen($instead));
        }
    }

    private function instead(Rendering $rendering, Reason $refusal): ?string
    {
        if ($this->visit->config->isShadow) {
            return null;
        }
        try {
            return StaleIfError::send($this->stored, $rendering, $refusal);
        } catch (\Throwable) {
            return null;
        }
    }

    private function conclude(Rendering $rendering): ?Reason
    {
        $cacheability = new Cacheability($this->visit, $this->fill);
        $reason = $cacheability->refusal($rendering) ?? $this->turn->refusal($rendering);
        try {
            if ($reason === null) {
                $page = $this->page($rendering, $cacheability);
                $this->promised = $this->may_wait() ? $page : $this->save($page);
                $this->describe($this->saved ?? $page);

                return null;
            }
        } catch (UnableToSavePage $failure) {
            $reason = $failure->reason;
        }
        Output::headers(Status::missed($this->turn->why, $reason));
        $this->restore_parameters($rendering);

        return $reason;
    }

    private function page(Rendering $rendering, Cacheability $cacheability): Page
    {
        $expiresAt = $this->visit->now + $cacheability->lifetime($rendering);

        return new Page(
            $this->visit->target->canonical,
            $rendering->status,
            $rendering->headers->replayed(),
            Body::plain($rendering->body),
            // Put in when it is saved: some of them take time to find.
            [],
            max(time(), $this->visit->now),
            $expiresAt,
            $this->visit->config->revision,
            staleUntil: $cacheability->stale_until($rendering, $expiresAt),
            others: $this->fill->others(),
        );
    }

    /**
     * Whether the page can be compressed and written when the visitor has it. Not where the response says more than that
     * it was rendered (the edge relies on the marker), and not when something was purged meanwhile: then it has to be
     * known first whether it concerns this page.
     */
    private function may_wait(): bool
    {
        if ($this->visit->edge() !== null || $this->visit->is_refresh() || $this->fill->others() !== [] || !$this->afterwards->is_open()) {
            return false;
        }
        $position = $this->stored->store->token(max(time(), $this->visit->now));

        return $position->epoch === $this->token->epoch && $position->sequence === $this->token->sequence;
    }

    /** @throws UnableToSavePage */
    private function save(Page $page): null
    {
        // Some of what comes with the tags ends the life of the page, too.
        $tags = $this->fill->tags();
        $page = $page->completed($tags, $page->body->compressed($this->stored->streams), $this->fill->expires_at());
        $refusal = $this->fill->refusal();
        if ($refusal !== null) {
            throw UnableToSavePage::because($refusal, 'what it depends on could not be written down');
        }
        $this->stored->store->save($page, $this->token, max(time(), $page->storedAt));
        $this->saved = $page;

        return null;
    }

    /** Why the page is not stored after all; null when it is. */
    private function keep(Page $promised): ?Reason
    {
        try {
            return $this->save($promised);
        } catch (UnableToSavePage $failure) {
            return $failure->reason;
        } catch (\Throwable) {
            return Reason::StoreError;
        }
    }

    /** Only headers are replaced: the body stays as it is, because something may still be printed behind it. */
    private function describe(Page $page): void
    {
        foreach (['ETag', 'Last-Modified', 'Expires', 'Pragma', 'Vary'] as $name) {
            header_remove($name);
        }
        $edge = $this->visit->edge();
        Output::headers([
            ...Reply::validators($page, $this->visit, false),
            ...Status::stored($this->turn->why, $page->expiresAt - $page->storedAt),
            ...($edge === null ? [] : StoreMarker::headers($page, $this->token, $edge)),
        ]);
    }

    private function restore_parameters(Rendering $rendering): void
    {
        $location = $rendering->headers->values('Location')[0] ?? null;
        $complete = $location === null || $rendering->status < 300 ? null : FillRequest::redirect($location, $this->visit);
        if ($complete !== null) {
            header("Location: {$complete}", true, $rendering->status);
        }
    }
}
