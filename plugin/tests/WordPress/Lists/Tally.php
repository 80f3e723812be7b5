<?php

/** Counts, step by step, the pages that would have been purged though their list is the same. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use DynamicCache\Database;
use DynamicCache\Lists\KnownQuery;
use DynamicCache\Lists\ListName;
use DynamicCache\Lists\ListSpec;
use DynamicCache\Lists\Move;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Journal;
use DynamicCache\Purge\ListChange;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class Tally
{
    public int $cells = 0;

    public int $changed = 0;

    /** @var array<string, int> */
    private array $needless = ['a tag per type' => 0, 'buckets and facets' => 0, '+ predicate' => 0, '+ window' => 0, '+ asked again' => 0];

    /** @var list<string> types of posts that were touched */
    private array $types = [];

    /** @var list<Move> */
    private array $moves = [];

    /** @var list<string> */
    private array $loose = [];

    /** @var array<string, non-empty-list<\DynamicCache\Tags\Records\ListRow>> by tag */
    private array $rows = [];

    /** @var array<string, int> */
    private array $byName = [];

    public function begin(): void
    {
        $this->types = [];
        add_action('clean_post_cache', $this->note(...), 10, 2);
    }

    private function note(int $id, \WP_Post $post): void
    {
        $this->types[] = $post->post_type;
    }

    /** After the change, before its flush. */
    public function look(): void
    {
        $inUse = RareFacet::in_use();
        $this->moves = $this->loose = $this->rows = [];
        foreach (self::changes() as $change) {
            $tags = $change->tags($inUse);
            $change instanceof ListChange ? array_push($this->moves, ...$change->moves($inUse)) : array_push($this->loose, ...$tags);
        }
        foreach (Database::connection()->get_results('SELECT hash, result, ending, spec FROM ' . Database::table('queries'), 'ARRAY_A') as $row) {
            $row = ListSpec::decode($row);
            if ($row !== null) {
                $this->rows[Tag::query($row->hash)][] = $row;
            }
        }
    }

    /** @param list<string> $tags of a page */
    public function add(string $name, array $tags, bool $isChanged, bool $isGone): void
    {
        $this->cells++;
        $this->changed += (int) $isChanged;
        if ($isChanged) {
            return;
        }
        $steps = [false, false, false, false];
        foreach ($tags as $tag) {
            foreach (isset($this->rows[$tag]) ? $this->steps(new KnownQuery($this->rows[$tag], Database::connection()->posts)) : [] as $i => $goes) {
                $steps[$i] = $steps[$i] || $goes;
            }
        }
        foreach ([...$steps, $isGone] as $i => $goes) {
            $step = array_keys($this->needless)[$i];
            $this->needless[$step] += (int) $goes;
        }
        if ($isGone) {
            $this->byName[$name] = ($this->byName[$name] ?? 0) + 1;
        }
    }

    public function report(): string
    {
        $needless = implode(', ', array_map(static fn(string $step, int $count): string => "{$step} {$count}", array_keys($this->needless), $this->needless));
        arsort($this->byName);

        return "{$this->cells} cells, {$this->changed} changed lists, none stale; needless purges: {$needless}"
            . ($this->byName === [] ? '' : ' [' . urldecode(http_build_query($this->byName, '', ', ')) . ']');
    }

    /** @return array{bool, bool, bool, bool} */
    private function steps(KnownQuery $query): array
    {
        $isNamed = array_filter($this->loose, static fn(string $tag): bool => ListName::of($tag)?->names($query->row()) === true) !== [];
        $steps = [array_intersect($this->types, $query->types()) !== [], $isNamed, $isNamed, $isNamed];
        foreach ($this->moves as $move) {
            $isOld = !$query->is_of_today();
            $steps[1] = $steps[1] || $query->reads($move);
            $steps[2] = $steps[2] || ($query->reads($move) && ($isOld || $query->may_see($move)));
            $steps[3] = $steps[3] || ($query->reads($move) && ($isOld || ($query->may_see($move) && $query->may_show($move))));
        }

        return $steps;
    }

    /** @return array<Change> */
    private static function changes(): array
    {
        $journal = (fn(): Journal => $this->journal)->call(PurgeQueue::of_site());

        return (fn(): array => $this->changes)->call($journal);
    }
}
