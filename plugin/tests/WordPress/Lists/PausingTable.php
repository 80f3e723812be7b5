<?php

/** A table after each of whose answers others may come first. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use DynamicCache\Lists\ListTable;
use DynamicCache\Tags\Records\ListRow;

final class PausingTable implements ListTable
{
    /** @param \Closure(string): mixed $pause */
    public function __construct(
        private readonly ListTable $table,
        private readonly \Closure $pause,
    ) {}

    public function known(array $hashes): ?array
    {
        return $this->then($this->table->known($hashes), 'known');
    }

    public function add(ListRow ...$rows): bool
    {
        return $this->then($this->table->add(...$rows), 'written down');
    }

    public function in_buckets(array $buckets): ?array
    {
        return $this->then($this->table->in_buckets($buckets), 'looked up');
    }

    public function reading(array $facets): ?array
    {
        return $this->then($this->table->reading($facets), 'looked up');
    }

    public function forget(array $results): void
    {
        $this->table->forget($results);
        $this->then(null, 'forgotten');
    }

    public function prune(int $before): void
    {
        $this->table->prune($before);
    }

    public function overdue(int $most): array
    {
        return $this->table->overdue($most);
    }

    /**
     * @template T
     *
     * @param T $answer
     *
     * @return T
     */
    private function then(mixed $answer, string $what): mixed
    {
        ($this->pause)($what);

        return $answer;
    }
}
