<?php

/** What the edge has to throw away. Two messages in a row become one; too large a message becomes "everything". Pure. */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Store\Token;

final class PurgeMessage
{
    /** The Worker counts a longer list as everything. */
    private const MAX_TAGS = 500;
    private const MAX_URLS = 1000;

    /** A little under what the Worker reads of one request (contracts/src/api-error.ts, MAX_BODY_BYTES). */
    private const MAX_BYTES = 1_000_000;

    /**
     * @param list<string> $tags
     * @param list<string> $urls absolute
     * @param Token|null $origin where the purge stands in this site's log
     * @param int $record the last row in the list of purges that it speaks for; 0: none
     * @param bool $isSoft the pages may be shown once more while they are fetched anew
     */
    private function __construct(
        public readonly array $tags,
        public readonly array $urls,
        public readonly bool $everything,
        public readonly ?Token $origin,
        public readonly int $record = 0,
        public readonly bool $isSoft = false,
    ) {}

    /** The same, speaking for a row in the list of purges. */
    public function of_record(int $record): self
    {
        return new self($this->tags, $this->urls, $this->everything, $this->origin, max($record, $this->record), $this->isSoft);
    }

    public function softened(): self
    {
        return new self($this->tags, $this->urls, $this->everything, $this->origin, $this->record, true);
    }

    /**
     * @param array<string> $tags
     * @param array<string> $urls absolute
     */
    public static function of(array $tags, array $urls, ?Token $origin): self
    {
        $tags = array_values(array_unique($tags));
        $urls = array_values(array_unique($urls));
        $isTooMuch = count($tags) > self::MAX_TAGS || count($urls) > self::MAX_URLS || in_array('site', $tags, true);

        return $isTooMuch ? self::everything($origin) : new self($tags, $urls, false, $origin);
    }

    public static function everything(?Token $origin): self
    {
        return new self([], [], true, $origin);
    }

    /**
     * Both in one message, which is soft only when both are. It stands at the earlier of the two positions: at the later one, pages that were rendered
     * between them would look older than a purge that they have already seen, and the edge would never keep them.
     */
    public function and(self $later): self
    {
        $isSameLog = $this->origin === null || $later->origin === null || $this->origin->epoch === $later->origin->epoch;
        $origin = $isSameLog ? $this->origin ?? $later->origin : $later->origin;
        $both = (
            $this->everything || $later->everything || !$isSameLog
            ? self::everything($origin)
            : self::of([...$this->tags, ...$later->tags], [...$this->urls, ...$later->urls], $origin)
        )->of_record(max($this->record, $later->record));

        return $this->isSoft && $later->isSoft && $isSameLog ? $both->softened() : $both;
    }

    public function is_empty(): bool
    {
        return !$this->everything && $this->tags === [] && $this->urls === [];
    }

    /**
     * The body of `POST /api/cache/purge`.
     *
     * @param array{epoch: string, seq: int}|null $acked
     */
    public function body(string $siteId, ?array $acked): string
    {
        $body = ['site_id' => $siteId]
            + ($this->everything ? ['everything' => true] : [])
            + ($this->tags === [] ? [] : ['tags' => $this->tags])
            + ($this->urls === [] ? [] : ['urls' => $this->urls])
            + ($this->isSoft ? ['soft' => true] : [])
            + ($this->origin === null ? [] : ['origin_seq' => ['epoch' => $this->origin->epoch, 'seq' => $this->origin->sequence]])
            + ($acked === null ? [] : ['acked' => $acked]);
        $text = (string) json_encode($body, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);

        return strlen($text) > self::MAX_BYTES ? $this->as_everything()->body($siteId, $acked) : $text;
    }

    /** @return array{tags: list<string>, urls: list<string>, everything: bool, epoch: string, seq: int, record?: int, soft?: true} */
    public function to_array(): array
    {
        return [
            'tags' => $this->tags,
            'urls' => $this->urls,
            'everything' => $this->everything,
            'epoch' => $this->origin->epoch ?? '',
            'seq' => $this->origin->sequence ?? 0,
        ] + ($this->record > 0 ? ['record' => $this->record] : []) + ($this->isSoft ? ['soft' => true] : []);
    }

    /** What cannot be read any more was a purge all the same: everything. */
    public static function from(mixed $stored): self
    {
        $tags = is_array($stored) ? $stored['tags'] ?? null : null;
        $urls = is_array($stored) ? $stored['urls'] ?? null : null;
        if (!is_array($stored) || !is_array($tags) || !is_array($urls)) {
            return self::everything(null);
        }
        $epoch = $stored['epoch'] ?? '';
        $sequence = $stored['seq'] ?? 0;
        $origin = is_string($epoch) && $epoch !== '' && is_int($sequence) ? new Token($epoch, $sequence) : null;
        $message = ($stored['everything'] ?? false) === true
            ? self::everything($origin)
            : self::of(array_filter($tags, is_string(...)), array_filter($urls, is_string(...)), $origin);

        $message = $message->of_record(is_int($stored['record'] ?? null) ? $stored['record'] : 0);

        return ($stored['soft'] ?? false) === true ? $message->softened() : $message;
    }

    private function as_everything(): self
    {
        return new self([], [], true, $this->origin, $this->record, $this->isSoft);
    }
}
