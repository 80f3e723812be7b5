<?php

/** What editors do in a World: suspect, change, flush, within transactions as well, and die in between. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Model;

use DynamicCache\Store\Suspicion;

trait EditorSteps
{
    /** @var list<array{suspicions: list<Suspicion>, since: int, tags: list<string>, changed: list<string>, hidden: bool}> */
    private array $edits = [];

    /** @var list<list<string>> tags of transactions that were flushed and are still open */
    private array $commits = [];

    private function begin_edit(): null
    {
        $tags = array_slice($this->random->shuffleArray(array_keys($this->database)), 0, $this->random->getInt(1, 2));
        $suspicion = $this->store->suspect($tags, $this->now);
        $this->model->suspect($suspicion->id, $tags, $this->now);
        $this->edits[] = ['suspicions' => [$suspicion], 'since' => $this->passed, 'tags' => $tags, 'changed' => [], 'hidden' => $this->random->getInt(0, 3) === 0];

        return $this->tell('suspect ' . implode(', ', $tags));
    }

    /** The hook of each change says its suspicion again when a second has passed, whatever the clock says (PurgeQueue::pace()). */
    private function change(): null
    {
        if ($this->edits === []) {
            return null;
        }
        $at = $this->random->getInt(0, count($this->edits) - 1);
        $edit = $this->edits[$at];
        if ($this->passed > $edit['since']) {
            $suspicion = $this->store->suspect($edit['tags'], $this->now);
            $this->model->suspect($suspicion->id, $edit['tags'], $this->now);
            $edit = ['suspicions' => [...$edit['suspicions'], $suspicion], 'since' => $this->passed] + $edit;
        }
        $tag = $edit['tags'][$this->random->getInt(0, count($edit['tags']) - 1)];
        // In a transaction nobody else sees it yet.
        $this->database[$tag] += $edit['hidden'] ? 0 : 1;
        $this->edits[$at] = ['changed' => array_values(array_unique([...$edit['changed'], $tag]))] + $edit;

        return $this->tell("change {$tag}");
    }

    /** A transaction is flushed twice: at its hooks, when nobody else sees it yet, and when it is over. */
    private function flush(): null
    {
        $edit = array_shift($this->edits);
        if ($edit === null) {
            return null;
        }
        $this->purge($edit['changed'], $edit['suspicions']);

        return $edit['hidden'] ? $this->begin_commit($edit['changed']) : null;
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
