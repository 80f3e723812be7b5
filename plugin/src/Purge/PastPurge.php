<?php

/** One row of the list of purges, as it is told. */

declare(strict_types=1);

namespace DynamicCache\Purge;

final class PastPurge
{
    /**
     * @param int $at Unix seconds
     * @param string $actor login, `cron`, `cli`, or '' where nobody was logged in
     * @param list<string> $tags
     * @param list<string> $urls
     * @param int|null $refreshed pages; null for purges that nobody counted the pages of
     * @param int|null $untouched pages; as above
     * @param int|null $edgeMillis until the edge knew; null while it does not, or where there is none
     */
    private function __construct(
        public readonly int $id,
        public readonly int $at,
        public readonly string $actor,
        public readonly string $cause,
        public readonly array $tags,
        public readonly array $urls,
        public readonly int $seq,
        public readonly string $epoch,
        public readonly ?int $refreshed,
        public readonly ?int $untouched,
        public readonly ?int $edgeMillis,
        public readonly bool $isEdgeWaiting,
    ) {}

    /** @param array<mixed> $row of the table `purges` */
    public static function of_row(array $row): self
    {
        $text = static fn(string $name): string => is_scalar($row[$name] ?? null) ? (string) $row[$name] : '';
        $edge = (int) $text('edge_ms');

        return new self(
            (int) $text('id'),
            (int) $text('at'),
            $text('actor'),
            $text('cause'),
            self::names($text('tags')),
            self::names($text('urls')),
            (int) $text('seq'),
            $text('epoch'),
            self::counted($text('refreshed')),
            self::counted($text('untouched')),
            $edge >= 0 ? $edge : null,
            $edge === PurgeRecords::EDGE_WAITS,
        );
    }

    /** What happened, in the language of whoever reads it. */
    public function sentence(): string
    {
        return CauseSentence::of($this->cause, $this->actor);
    }

    private static function counted(string $number): ?int
    {
        return $number === '' || (int) $number < 0 ? null : (int) $number;
    }

    /** @return list<string> */
    private static function names(string $json): array
    {
        $names = json_decode($json, true);

        return is_array($names) ? array_values(array_filter($names, is_string(...))) : [];
    }
}
