<?php

/**
 * Runs while WordPress renders a page that was not in the store: one output buffer around everything. When its last
 * byte is there, the page is judged, stored and described; it goes to the visitor unchanged in any case.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Body;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Token;
use DynamicCache\Store\UnableToSavePage;

final class Recorder
{
    private readonly Fill $fill;

    /**
     * @param Token $token taken before anything of the page is read
     * @param Reason $why there was no page
     */
    public function __construct(
        private readonly Visit $visit,
        private readonly PageStore $store,
        private readonly Token $token,
        private readonly Reason $why,
    ) {
        $this->fill = new Fill();
    }

    /** @param Counter|null $counter told when the render is over */
    public function start(?Counter $counter = null): void
    {
        FillRequest::clean($this->visit->target);
        $this->fill->tag('page:' . substr($this->visit->target->key(), 0, 32));
        Fill::begin($this->fill);
        // Removable, because many plugins close all buffers in a loop; not flushable, so that no part leaves early.
        ob_start(function (string $body, int $phase) use ($counter): string {
            $refusal = $this->finish($body, $phase);
            $counter?->rendered($this->visit, $this->why, $refusal, strlen($body));

            return $body;
        }, 0, PHP_OUTPUT_HANDLER_REMOVABLE);
    }

    /** In the output callback: nothing may print, throw or open another buffer. Returns why the page is not stored. */
    private function finish(string $body, int $phase): ?Reason
    {
        try {
            $error = error_get_last();
            $refusal = $this->conclude(new Rendering(
                (int) http_response_code(),
                new ResponseHeaders(headers_list()),
                $body,
                $phase,
                headers_sent(),
                $error['type'] ?? 0,
            ));
        } catch (\Throwable) {
            // Whatever failed in here, the page goes out.
            $refusal = Reason::StoreError;
            Output::headers(Status::missed($this->why, $refusal));
        }
        Fill::end();

        return $refusal;
    }

    private function conclude(Rendering $rendering): ?Reason
    {
        $cacheability = new Cacheability($this->visit, $this->fill);
        $reason = $cacheability->refusal($rendering);
        try {
            if ($reason === null) {
                $this->describe($this->save($rendering, $cacheability->lifetime($rendering)));

                return null;
            }
        } catch (UnableToSavePage $failure) {
            $reason = $failure->reason;
        }
        Output::headers(Status::missed($this->why, $reason));
        $this->restore_parameters($rendering);

        return $reason;
    }

    private function save(Rendering $rendering, int $lifetime): Page
    {
        $now = max(time(), $this->visit->now);
        $page = new Page(
            $this->visit->target->canonical,
            $rendering->status,
            $rendering->headers->replayed(),
            Body::of($rendering->body),
            $this->fill->tags(),
            $now,
            $this->visit->now + $lifetime,
            $this->visit->config->revision,
        );
        $this->store->save($page, $this->token, $now);

        return $page;
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
            ...Status::stored($this->why, $page->expiresAt - $page->storedAt),
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
