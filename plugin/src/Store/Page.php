<?php

/** A cached response, complete with everything that is needed to send it again and to know when it is wrong. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class Page
{
    /**
     * @param string $canonical the canonical key string
     * @param list<string> $headers header lines of the original response to replay, `Name: value`
     * @param list<string> $tags `site` is always among them
     * @param int $storedAt Unix seconds
     * @param int $expiresAt Unix seconds
     * @param string $revision of the configuration it was rendered under, 16 hex digits
     * @param Token|null $token set on pages that come out of a store
     * @param int $staleUntil Unix seconds until which it may be shown after its time; 0 = not at all
     * @param array<array-key, Token> $others blog id of another site of the network that it shows → the position of its
     *     purge log before anything of it was read; its tags begin with `BLOG-ID:`
     */
    public function __construct(
        public readonly string $canonical,
        public readonly int $status,
        public readonly array $headers,
        public readonly Body $body,
        public readonly array $tags,
        public readonly int $storedAt,
        public readonly int $expiresAt,
        public readonly string $revision,
        public readonly ?Token $token = null,
        public readonly int $staleUntil = 0,
        public readonly array $others = [],
    ) {}

    /** The page as a store gives it back. */
    public function stored(Token $token, Body $body): self
    {
        return new self(
            $this->canonical,
            $this->status,
            $this->headers,
            $body,
            $this->tags,
            $this->storedAt,
            $this->expiresAt,
            $this->revision,
            $token,
            $this->staleUntil,
            $this->others,
        );
    }

    /**
     * The page with what is known last of it.
     *
     * @param list<string> $tags
     * @param int|null $until Unix seconds at which it becomes wrong; null: nobody knows of such a time
     */
    public function completed(array $tags, Body $body, ?int $until): self
    {
        return new self(
            $this->canonical,
            $this->status,
            $this->headers,
            $body,
            $tags,
            $this->storedAt,
            min($this->expiresAt, $until ?? $this->expiresAt),
            $this->revision,
            $this->token,
            min($this->staleUntil, $until ?? $this->staleUntil),
            $this->others,
        );
    }

    /** The page with a lifetime that ended earlier (soft purge): it may be shown after that as long as it always could. */
    public function expired_at(int $time): self
    {
        $early = max(0, $this->expiresAt - $time);

        return new self(
            $this->canonical,
            $this->status,
            $this->headers,
            $this->body,
            $this->tags,
            $this->storedAt,
            $this->expiresAt - $early,
            $this->revision,
            $this->token,
            max(0, $this->staleUntil - $early),
            $this->others,
        );
    }

    /**
     * Whether its time is over. A page from the future was stored by a clock that has been set back since: over as
     * well, so that it cannot live longer than it was meant to.
     */
    public function is_expired(int $now): bool
    {
        return $this->expiresAt <= $now || $this->storedAt > $now;
    }

    /** Whether it may be shown although its time is over, while it is rendered anew or cannot be. */
    public function may_be_stale(int $now): bool
    {
        return $this->staleUntil > $now && $this->storedAt <= $now;
    }
}
