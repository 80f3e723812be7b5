<?php

/**
 * Run by cron: writes the index of a tree anew, takes out what ends soon, links again what a swap or a suspicion took out
 * and the log allows, frees space, and says until when the web server may look.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Store\OpenLog;
use DynamicCache\Store\PurgeLogFile;

final class Renewal
{
    /** Links that are judged again under one lock. */
    private const BATCH = 200;

    /** Seconds after which a body that no line names belongs to nobody. */
    private const BODY_SECONDS = 3600;

    public function __construct(
        private readonly LinkTree $tree,
        private readonly TreeFolder $folder,
        private readonly Following $following,
        private readonly PurgeLogFile $log,
    ) {}

    /**
     * @param string $revision of the settings; pages of another one go
     * @param int $until Unix seconds; no page is left in the tree that ends before
     * @param list<string> $names under which the web server may look until then
     *
     * @return bool whether it can
     */
    public function run(string $revision, int $until, int $now, array $names): bool
    {
        $old = $this->folder->old();
        $lost = $this->tree->locked(fn(): array => $this->compact($revision, $until, $old)) ?? [];
        foreach (array_chunk($lost, self::BATCH) as $lines) {
            $this->link_again($lines, $now);
        }
        foreach ($old as $name) {
            $this->folder->delete($name);
        }

        return $this->tree->locked(function () use ($now, $names): bool {
            $used = [];
            foreach ($this->folder->index()->lines() ?? [] as $line) {
                $used[$line->body] = true;
            }
            $this->folder->sweep_bodies($used, $now - self::BODY_SECONDS);

            return $this->folder->open($names);
        }) === true;
    }

    /**
     * Writes the index anew with what is linked and lasts.
     *
     * @param list<string> $old trees that were swapped away
     *
     * @return list<TreeLine> pages that are not linked and perhaps could be
     */
    private function compact(string $revision, int $until, array $old): array
    {
        $log = $this->log->open();
        $this->following->catch_up($log);
        $state = $this->folder->state();
        if ($state !== null && $state->revision !== $revision) {
            $this->following->swap();
        }
        $lost = $log === null ? [] : $this->lines_of($old, $revision, $log);
        $state = $this->folder->state();
        $position = $state === null ? 0 : $state->position;
        $kept = [];
        foreach ($state === null ? [] : $this->folder->index()->lines() ?? [] as $name => $line) {
            if ($this->folder->is_linked($line) && $line->expiresAt > $until) {
                $kept[$name] = $line->judged_until($position);
            } elseif ($this->folder->unlink($line->name)) {
                $lost[$name] = $line;
            } else {
                $this->following->swap();

                return [];
            }
        }
        if ($state !== null && !$this->folder->index()->replace($kept)) {
            $this->following->swap();
        }

        return array_values(array_filter(array_diff_key($lost, $kept), static fn(TreeLine $line): bool => $line->expiresAt > $until));
    }

    /**
     * What stood in trees that were swapped away, under the same log and the same settings.
     *
     * @param list<string> $old
     *
     * @return array<array-key, TreeLine> by name
     */
    private function lines_of(array $old, string $revision, OpenLog $log): array
    {
        $lines = [];
        foreach ($old as $name) {
            $was = $this->folder->state($name);
            $state = $this->folder->state();
            if ($was === null || $was->epoch !== $log->head->epoch || $was->revision !== $revision) {
                continue;
            }
            // Nothing is linked there yet, so that nothing has to be followed; each line is judged from its own position on.
            if ($state !== null || $this->folder->begin($was->at($log->end()))) {
                $lines = ($this->folder->index($name)->lines() ?? []) + $lines;
            }
        }

        return $lines;
    }

    /** @param list<TreeLine> $lines */
    private function link_again(array $lines, int $now): void
    {
        $log = $this->log->shared();
        if ($log === null) {
            return;
        }
        $linking = new Linking($this->folder, $this->following, $this->log);
        $this->tree->locked(function () use ($log, $lines, $now, $linking): void {
            $this->following->catch_up($log);
            foreach ($this->folder->state() === null ? [] : $lines as $line) {
                // What the log has forgotten since cannot be judged any more.
                if ($line->position >= $log->head->base && !$this->folder->is_linked($line)) {
                    $linking->link($log, $line, $now);
                }
            }
        });
        $log->close();
    }
}
