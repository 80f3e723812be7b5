<?php

/**
 * The part of an endless list that a page shows, when nothing is counted: what stands strictly behind its last post
 * moves nothing. Posts with the same keys as the last one stand where the database likes. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Lists;

final class Window
{
    /**
     * @param list<array{string, bool}>|null $order columns, and whether each descends; null: not known
     * @param list<string> $ends what the last post has in those columns, `|` between; several, when the page may be one
     *     of several states; one that is empty: not known
     */
    public function __construct(
        private readonly ?array $order,
        private readonly array $ends,
    ) {}

    /** Whether the post stands strictly behind the end of every page that shows a part of the list. */
    public function is_behind(ListedPost $post): bool
    {
        foreach ($this->ends as $end) {
            if ($end === '' || !$this->is_behind_of(explode('|', $end), $post)) {
                return false;
            }
        }

        return $this->ends !== [];
    }

    /** Whether two states of a post stand in the same place. */
    public function is_same_place(ListedPost $one, ListedPost $other): bool
    {
        foreach ($this->order ?? [] as [$column]) {
            $place = $one->columns[$column] ?? null;
            if ($place === null || $place !== ($other->columns[$column] ?? null)) {
                return false;
            }
        }

        return $this->order !== null;
    }

    /** @param list<string> $last */
    private function is_behind_of(array $last, ListedPost $post): bool
    {
        foreach ($this->order ?? [] as $i => [$column, $descends]) {
            $own = $post->columns[$column] ?? null;
            $end = $last[$i] ?? null;
            if ($own === null || $end === null) {
                return false;
            }
            $order = is_numeric($own) && is_numeric($end) ? (float) $own <=> (float) $end : $own <=> $end;
            if ($order !== 0) {
                return $descends ? $order < 0 : $order > 0;
            }
        }

        return false;
    }
}
