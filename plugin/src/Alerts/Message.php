<?php

/** One alert, as every channel gets it. */

declare(strict_types=1);

namespace DynamicCache\Alerts;

final class Message
{
    /**
     * @param string $id the same at every try, so that a receiver knows a repetition
     * @param string $type dotted, such as `proof.difference`
     * @param int $at Unix seconds
     * @param string $text plain text for people
     * @param array<array-key, mixed> $data the same for programs
     */
    public function __construct(
        public readonly string $id,
        public readonly string $type,
        public readonly int $at,
        public readonly string $subject,
        public readonly string $text,
        public readonly array $data,
    ) {}

    /** @param array<array-key, mixed> $data */
    public static function compose(string $type, int $now, string $subject, string $text, array $data): self
    {
        return new self('msg_' . bin2hex(random_bytes(12)), $type, $now, $subject, $text, $data);
    }

    /** @param array<mixed> $stored of to_array(); null when it is none */
    public static function from(array $stored): ?self
    {
        $text = static fn(string $name): string => is_string($stored[$name] ?? null) ? $stored[$name] : '';
        $at = $stored['at'] ?? null;
        $data = $stored['data'] ?? null;

        return $text('id') === '' || !is_int($at) || !is_array($data)
            ? null
            : new self($text('id'), $text('type'), $at, $text('subject'), $text('text'), $data);
    }

    /** @return array<string, mixed> */
    public function to_array(): array
    {
        return ['id' => $this->id, 'type' => $this->type, 'at' => $this->at, 'subject' => $this->subject, 'text' => $this->text, 'data' => $this->data];
    }
}
