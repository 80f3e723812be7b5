<?php

/**
 * Decides, when the last byte of a page is there, whether it may be stored. Every check stands for a case that was
 * measured: WordPress answers 200 with a broken page in most of them.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Cacheability
{
    private const FATAL = E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR | E_USER_ERROR | E_RECOVERABLE_ERROR;

    /** wp_get_nocache_headers(): what core says of every 404. The owner who set a lifetime for those knows it. */
    private const CORE_NO_CACHE = 'no-cache, must-revalidate, max-age=0, no-store, private';

    public function __construct(private readonly Visit $visit, private readonly Fill $fill) {}

    /** Why the page must not be stored, or null. */
    public function refusal(Rendering $rendering): ?Reason
    {
        return $this->fill->refusal()
            ?? self::from_php($rendering)
            ?? $this->from_status($rendering)
            ?? $this->from_headers($rendering)
            ?? self::from_facts($this->fill->facts(), $rendering)
            ?? $this->from_body($rendering);
    }

    /** How many seconds the page may live: the smallest of what the settings, the page and its render allow. */
    public function lifetime(Rendering $rendering): int
    {
        $lifetimes = [$this->visit->config->ttl->for_status($rendering->status)];
        $own = $this->cache_control($rendering)->lifetime($this->visit->now);
        if ($own !== null) {
            $lifetimes[] = $own;
        }
        $expiresAt = $this->fill->expires_at();
        if ($expiresAt !== null) {
            $lifetimes[] = $expiresAt - $this->visit->now;
        }

        return min($lifetimes);
    }

    /**
     * Until when the page may be shown after its time, Unix seconds: not a moment longer than it is right, and not at all
     * when the response forbids it (RFC 9111 §4.2.4).
     *
     * @param int $expiresAt Unix seconds
     */
    public function stale_until(Rendering $rendering, int $expiresAt): int
    {
        $isAllowed = $rendering->status === 200 && !$this->cache_control($rendering)->forbids_stale();
        $until = $isAllowed ? $expiresAt + $this->visit->config->ttl->grace : 0;

        return min($until, $this->fill->expires_at() ?? $until);
    }

    private static function from_php(Rendering $rendering): ?Reason
    {
        if ($rendering->headersWereSent) {
            return Reason::HeadersSent;
        }
        if (($rendering->lastError & self::FATAL) !== 0) {
            return Reason::Fatal;
        }
        // Cleaned: somebody took the buffer away and sends something else, or nothing.
        $isFinal = ($rendering->phase & PHP_OUTPUT_HANDLER_FINAL) !== 0;

        return $isFinal && ($rendering->phase & PHP_OUTPUT_HANDLER_CLEAN) === 0 ? null : Reason::Incomplete;
    }

    private function from_status(Rendering $rendering): ?Reason
    {
        // By FastCGI such a line is what the visitor gets, whatever PHP's own status is (RFC 3875 §6.3.3).
        foreach ($rendering->headers->values('Status') as $line) {
            if ((int) $line !== $rendering->status) {
                return Reason::Status;
            }
        }

        return $this->visit->config->ttl->for_status($rendering->status) > 0 ? null : Reason::Status;
    }

    private function from_headers(Rendering $rendering): ?Reason
    {
        $headers = $rendering->headers;
        if ($headers->has('Set-Cookie')) {
            return Reason::SetCookie;
        }
        if ($this->cache_control($rendering)->forbids($this->visit->now) || $this->lifetime($rendering) <= 0) {
            return Reason::CacheControl;
        }
        $vary = preg_split('/[\s,]+/', strtolower(implode(',', $headers->values('Vary'))), -1, PREG_SPLIT_NO_EMPTY);
        if ($vary === false || array_diff($vary, ['accept-encoding']) !== []) {
            return Reason::Vary;
        }
        // Core repeats the asker's Origin there: the answer belongs to that asker alone.
        if (array_diff($headers->values('Access-Control-Allow-Origin'), ['*']) !== []) {
            return Reason::Vary;
        }

        // Somebody compressed it already: its end cannot be checked.
        return $headers->has('Content-Encoding') || $headers->has('Content-Range') ? Reason::Incomplete : null;
    }

    private static function from_facts(?RenderFacts $facts, Rendering $rendering): ?Reason
    {
        return match (true) {
            $facts === null => Reason::Incomplete,
            $facts->doNotCache => Reason::DoNotCache,
            $facts->loggedIn => Reason::LoggedIn,
            $facts->databaseError => Reason::DbError,
            !$facts->templateRan => Reason::Incomplete,
            !$facts->footerRan && self::is_html($rendering) => Reason::Incomplete,
            $facts->variesByDevice => Reason::VariesByDevice,
            default => null,
        };
    }

    private function from_body(Rendering $rendering): ?Reason
    {
        $target = $this->visit->target;
        if (!Completeness::is_complete($rendering->body, $rendering->headers->media_type(), $target->path)) {
            return Reason::Incomplete;
        }
        if (self::is_html($rendering) && self::shows_a_user($rendering->body)) {
            return Reason::LoggedIn;
        }
        if ($target->ignored === [] && ($this->visit->request->header('cookie') ?? '') === '') {
            return null;
        }
        $text = $rendering->body . "\n" . implode("\n", $rendering->headers->lines);

        return Reflection::is_in($text, $target->ignored) || $this->shows_cookie($text) ? Reason::Reflected : null;
    }

    private function shows_cookie(string $text): bool
    {
        $header = $this->visit->request->header('cookie') ?? '';
        $config = $this->visit->config;

        return $header !== ''
            && Reflection::shows_cookie($text, Cookies::parse($header), $config->rules->keyed_cookies(), "{$config->scheme}://{$config->host}");
    }

    /** Marks that core puts into a page for somebody who is logged in, whatever the facts say. */
    private static function shows_a_user(string $body): bool
    {
        return str_contains($body, 'id="wpadminbar"')
            || preg_match('/<body\b[^>]*\bclass=["\'](?:[^"\'>]*\s)?logged-in[\s"\']/i', $body) === 1;
    }

    private static function is_html(Rendering $rendering): bool
    {
        return in_array($rendering->headers->media_type(), ['text/html', 'application/xhtml+xml'], true);
    }

    private function cache_control(Rendering $rendering): CacheControl
    {
        $headers = $rendering->headers;
        $isCore = $rendering->status === 404 && $headers->values('Cache-Control') === [self::CORE_NO_CACHE];

        return new CacheControl($isCore ? new ResponseHeaders([]) : $headers);
    }
}
