<?php

/** One row of the outbox, as it is told; contracts/src/outbox.ts (`OutboxMessage`). */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class WaitingMessage
{
    private function __construct(
        public readonly int $id,
        public readonly Recipient $to,
        public readonly PurgeMessage $message,
        public readonly int $at,
        public readonly int $tries,
        public readonly string $error,
        public readonly ?int $nextTry,
    ) {}

    /** @param array<array-key, mixed> $row of the table */
    public static function parse(array $row, int $now): self
    {
        $number = static fn(string $name): int => is_numeric($row[$name] ?? null) ? (int) $row[$name] : 0;
        $kind = $row['kind'] ?? '';
        $error = $row['last_error'] ?? '';
        $notBefore = $number('not_before');

        return new self(
            $number('id'),
            $kind === Recipient::Zone->kind() || $kind === Recipient::Zone->held() ? Recipient::Zone : Recipient::Worker,
            OutboxRow::parse($row)->message,
            $number('created_at'),
            $number('attempts'),
            is_string($error) ? $error : '',
            $notBefore > $now ? $notBefore : null,
        );
    }

    /** What it throws away, in the language of whoever reads it. */
    public function sentence(): string
    {
        $names = [...$this->message->tags, ...$this->message->urls];
        if ($this->message->everything) {
            return __('Every page of this site', 'ai-wp-dynamic-cache');
        }

        return count($names) === 1
            /* translators: %s: tag or address */
            ? sprintf(__('Pages with %s', 'ai-wp-dynamic-cache'), $names[0])
            /* translators: 1: tag or address, 2: a number */
            : sprintf(_n('Pages with %1$s and %2$s other', 'Pages with %1$s and %2$s others', count($names) - 1, 'ai-wp-dynamic-cache'), $names[0] ?? '', number_format_i18n(max(0, count($names) - 1)));
    }

    /** @return array{id: int, to: string, sentence: string, tags: list<string>, urls: list<string>, everything: bool, soft: bool, at: int, tries: int, error: string, next_try: ?int} */
    public function to_array(): array
    {
        return [
            'id' => $this->id,
            'to' => $this->to->value,
            'sentence' => $this->sentence(),
            'tags' => $this->message->tags,
            'urls' => $this->message->urls,
            'everything' => $this->message->everything,
            'soft' => $this->message->isSoft,
            'at' => $this->at,
            'tries' => $this->tries,
            'error' => $this->error === '' ? '' : Trouble::explain($this->error),
            'next_try' => $this->nextTry,
        ];
    }
}
