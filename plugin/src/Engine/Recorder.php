<?php

/**
 * Runs while WordPress renders a page that was not in the store: one output buffer around everything. When its last
 * byte is there, the page is judged, stored and described; it goes to the visitor unchanged, unless it is an error and an
 * old page can be shown in its place.
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

    private ?Page $saved = null;

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
        $this->fill->conclude(new Filled(
            $this->visit->target->canonical,
            $rendering->status,
            Filled::title_of($body),
            $refusal,
            $this->saved,
            $this->token,
        ));
        Fill::end();
        $instead = $refusal === null ? null : $this->instead($rendering, $refusal);
        if ($instead !== null) {
            $this->counter?->served($this->visit, Reason::Grace, strlen($instead));

            return $instead;
        }
        $this->counter?->rendered($this->visit, $this->turn->why, $refusal, strlen($body));

        return $body;
    }

    /** Why the page is not stored; null when it is. */
    private function judge(Rendering $rendering): ?Reason
    {
        try {
            $refusal = $this->conclude($rendering);
        } catch (\Throwable) {
            // Whatever failed in here, the page goes out.
            $refusal = Reason::StoreError;
            Output::headers(Status::missed($this->turn->why, $refusal));
        }
        $this->turn->end($refusal, $refusal !== null && StaleIfError::is_failure($rendering, $refusal), time());

        return $refusal;
    }

    private function instead(Rendering $rendering, Reason $refusal): ?string
    {
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
                $this->describe($this->save($rendering, $cacheability));

                return null;
            }
        } catch (UnableToSavePage $failure) {
            $reason = $failure->reason;
        }
        Output::headers(Status::missed($this->turn->why, $reason));
        $this->restore_parameters($rendering);

        return $reason;
    }

    private function save(Rendering $rendering, Cacheability $cacheability): Page
    {
        $now = max(time(), $this->visit->now);
        $expiresAt = $this->visit->now + $cacheability->lifetime($rendering);
        $page = new Page(
            $this->visit->target->canonical,
            $rendering->status,
            $rendering->headers->replayed(),
            Body::of($rendering->body),
            $this->fill->tags(),
            $now,
            $expiresAt,
            $this->visit->config->revision,
            staleUntil: $cacheability->stale_until($rendering, $expiresAt),
        );
        $this->stored->store->save($page, $this->token, $now);

        return $this->saved = $page;
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
