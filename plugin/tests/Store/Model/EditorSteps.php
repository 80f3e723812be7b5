<?php

/** What editors do in a World: suspect, change, flush, within transactions as well, and die in between. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Model;

use DynamicCache\Store\Suspicion;

trait EditorSteps
{
    /**
     * `changed` since the last flush, `repeated` by the last one of the request, because flushes before that may not have been seen.
     *
     * @var list<array{suspicions: list<Suspicion>, since: int, tags: list<string>, changed: list<string>, repeated: list<string>, hidden: bool}>
     */
    private array $edits = [];

    /** @var list<list<string>> tags of transactions that were flushed and are still open */
    private array $commits = [];

    private function begin_edit(): null
    {
        $tags = array_slice($this->random->shuffleArray(array_keys($this->database)), 0, $this->random->getInt(1, 2));
        $this->edits[] = ['suspicions' => [$this->suspect($tags)], 'since' => $this->now, 'tags' => $tags, 'changed' => [], 'repeated' => [], 'hidden' => $this->random->getInt(0, 3) === 0];

        return null;
    }

    /** @param list<string> $tags */
    private function suspect(array $tags): Suspicion
    {
        $suspicion = $this->store->suspect($tags, $this->now);
        $this->model->suspect($suspicion->id, $tags, $this->now);
        $this->tell('suspect ' . implode(', ', $tags));

        return $suspicion;
    }

    /** The hook of a change comes before it: what was changed more than a moment ago is flushed, and this one suspected anew (PurgeQueue::pace()). */
    private function change(): null
    {
        if ($this->edits === []) {
            return null;
        }
        $at = $this->random->getInt(0, count($this->edits) - 1);
        $edit = $this->edits[$at];
        if (abs($this->now - $edit['since']) >= 1) {
            $repeated = self::union($edit['changed'], $edit['repeated']);
            $this->purge($repeated, $edit['suspicions']);
            $edit = ['suspicions' => [$this->suspect($edit['tags'])], 'since' => $this->now, 'changed' => [], 'repeated' => $repeated] + $edit;
        }
        $tag = $edit['tags'][$this->random->getInt(0, count($edit['tags']) - 1)];
        // In a transaction nobody else sees it yet.
        $this->database[$tag] += $edit['hidden'] ? 0 : 1;
        $this->edits[$at] = ['changed' => self::union($edit['changed'], [$tag])] + $edit;

        return $this->tell("change {$tag}");
    }

    /**
     * @param list<string> $some
     * @param list<string> $others
     *
     * @return list<string>
     */
    private static function union(array $some, array $others): array
    {
        return array_values(array_unique([...$some, ...$others]));
    }

    /** A transaction is flushed twice: at its hooks, when nobody else sees it yet, and when it is over. */
    private function flush(): null
    {
        $edit = array_shift($this->edits);
        if ($edit === null) {
            return null;
        }
        $tags = self::union($edit['changed'], $edit['repeated']);
        $this->purge($tags, $edit['suspicions']);

        return $edit['hidden'] ? $this->begin_commit($tags) : null;
    }

    /** @param list<string> $changed */
    private function begin_commit(array $changed): null
    {
        $this->commits[] = $changed;

        return $this->tell('flushed inside a transaction');
    }

    private function commit(): null
    {
        $changed = array_shift($this->commits);
        if ($changed === null) {
            return null;
        }
        foreach ($changed as $tag) {
            $this->database[$tag]++;
        }
        $this->tell('commit ' . implode(', ', $changed));

        return $this->purge($changed, []);
    }

    private function crash(): null
    {
        array_pop($this->edits);

        return $this->tell('an editor dies');
    }
}
