<?php

/** One render as a row of the table, and as a line of the journal until it is there. */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Store\Page;

final class RenderedRow
{
    /** @param list<string|int> $values in the order of its statement (PageTable) */
    private function __construct(
        public readonly RenderedAs $what,
        public readonly array $values,
    ) {}

    public static function of(RenderedPage $rendered): self
    {
        $page = $rendered->filled->page;
        $refusal = $rendered->filled->refusal->value ?? '';

        return match (true) {
            $page !== null => new self(RenderedAs::Stored, [...self::of_page($rendered), ...self::of_stored($rendered, $page)]),
            $rendered->is_worth_a_row() => new self(RenderedAs::Refused, [...self::of_page($rendered), $refusal, $rendered->now]),
            default => new self(RenderedAs::Gone, [$refusal, $rendered->now, $rendered->address->id()]),
        };
    }

    /** Null for a line that is none: a write that was cut off, another version's. */
    public static function parse(string $line): ?self
    {
        $fields = json_decode($line, true, 2);
        $word = is_array($fields) ? array_shift($fields) : null;
        $what = is_string($word) ? RenderedAs::tryFrom($word) : null;
        $values = is_array($fields) ? array_values(array_filter($fields, static fn(mixed $value): bool => is_string($value) || is_int($value))) : [];

        return $what !== null && count($values) === $what->width() ? new self($what, $values) : null;
    }

    /** With its line end; empty when it cannot be written down. */
    public function line(): string
    {
        $text = json_encode([$this->what->value, ...$this->values], JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_HEX_TAG);

        return $text === false ? '' : "{$text}\n";
    }

    /** Of the page: the first value of what is stored. */
    public function id(): string
    {
        return (string) $this->values[0];
    }

    /** @return list<string|int> */
    private static function of_page(RenderedPage $rendered): array
    {
        $address = $rendered->address;

        return [$address->id(), $address->url(), $address->variant(), $address->persona(), $rendered->title, $rendered->kind->value, $rendered->post];
    }

    /** @return list<string|int> */
    private static function of_stored(RenderedPage $rendered, Page $page): array
    {
        return [
            $rendered->now,
            $page->storedAt,
            $page->expiresAt,
            $page->staleUntil,
            $page->body->identityLength,
            $page->body->gzipLength,
            $page->revision,
            $rendered->filled->token->epoch,
            $rendered->filled->token->sequence,
            count($page->tags),
            TagHashes::encode($page->tags),
            TagSourcesText::encode($rendered->sources),
        ];
    }
}
