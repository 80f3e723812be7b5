<?php

/** What a person needs to find the cause of a difference: which lines, what the page depends on, what happened last. */

declare(strict_types=1);

namespace DynamicCache\Proof;

final class Evidence
{
    /** A page can carry thousands. */
    private const MAX_TAGS = 200;

    /**
     * @param string $diff lines that begin with `-` (stored) or `+` (rendered now); of a volatile page both are fresh
     * @param list<string> $tags of the stored page
     * @param list<array{at: int, sentence: string}> $changes the latest purges of the site, the newest first
     * @param int $storedAt Unix seconds; 0 = not known
     * @param string $detail what kept it from being checked, else empty
     */
    public function __construct(
        public readonly string $diff = '',
        public readonly array $tags = [],
        public readonly array $changes = [],
        public readonly int $storedAt = 0,
        public readonly string $detail = '',
    ) {}

    /** Reads what encode() wrote; what is none of it is empty. */
    public static function decode(string $json): self
    {
        $members = json_decode($json, true, 8);
        $members = is_array($members) ? $members : [];
        $text = static fn(string $name): string => is_string($members[$name] ?? null) ? $members[$name] : '';
        $list = static fn(string $name): array => is_array($members[$name] ?? null) ? $members[$name] : [];
        $changes = [];
        foreach ($list('changes') as $change) {
            if (is_array($change) && is_int($change['at'] ?? null) && is_string($change['sentence'] ?? null)) {
                $changes[] = ['at' => $change['at'], 'sentence' => $change['sentence']];
            }
        }
        $storedAt = $members['stored_at'] ?? 0;

        return new self($text('diff'), array_values(array_filter($list('tags'), is_string(...))), $changes, is_int($storedAt) ? $storedAt : 0, $text('detail'));
    }

    public function encode(): string
    {
        return (string) wp_json_encode($this->to_array(), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
    }

    /** @return array{diff: string, tags: list<string>, changes: list<array{at: int, sentence: string}>, stored_at: int, detail: string} */
    public function to_array(): array
    {
        return [
            'diff' => $this->diff,
            'tags' => array_slice($this->tags, 0, self::MAX_TAGS),
            'changes' => $this->changes,
            'stored_at' => $this->storedAt,
            'detail' => $this->detail,
        ];
    }
}
