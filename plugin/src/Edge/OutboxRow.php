<?php

/** A message that waits. From its first attempt on its bytes and its key are fixed, so that a repetition is one. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class OutboxRow
{
    /**
     * @param int $attempts before this one
     * @param string $wire the bytes of the first attempt; empty before
     * @param string $key idempotency key of the first attempt; empty before
     */
    public function __construct(
        public readonly int $id,
        public readonly int $attempts,
        public readonly int $notBefore,
        public readonly PurgeMessage $message,
        public readonly string $wire,
        public readonly string $key,
    ) {}

    /** @param array<array-key, mixed> $row of the table */
    public static function parse(array $row): self
    {
        $number = static fn(string $name): int => is_numeric($row[$name] ?? null) ? (int) $row[$name] : 0;
        $body = is_string($row['body'] ?? null) ? json_decode($row['body'], true, 16) : null;
        $text = static fn(string $name): string => is_array($body) && is_string($body[$name] ?? null) ? $body[$name] : '';

        return new self(
            $number('id'),
            $number('attempts'),
            $number('not_before'),
            PurgeMessage::from(is_array($body) ? $body['message'] ?? null : null),
            $text('wire'),
            $text('key'),
        );
    }

    public function is_frozen(): bool
    {
        return $this->wire !== '' && $this->key !== '';
    }

    /** The row with these bytes and this key from now on. */
    public function frozen(string $wire, string $key): self
    {
        return new self($this->id, $this->attempts, $this->notBefore, $this->message, $wire, $key);
    }

    /** The row with another message, its bytes open again. */
    public function saying(PurgeMessage $message): self
    {
        return new self($this->id, $this->attempts, $this->notBefore, $message, '', '');
    }

    /** Column `body`. */
    public function body(): string
    {
        $body = ['message' => $this->message->to_array()] + ($this->is_frozen() ? ['wire' => $this->wire, 'key' => $this->key] : []);

        return (string) json_encode($body, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
    }
}
