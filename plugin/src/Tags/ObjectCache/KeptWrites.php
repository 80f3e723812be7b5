<?php

/** The entries of plugins that this request wrote to the object cache, or took out of it. */

declare(strict_types=1);

namespace DynamicCache\Tags\ObjectCache;

final class KeptWrites
{
    /** Methods of an object cache that write one entry → where its group stands among the arguments, behind the key. */
    private const ONE = ['add' => 2, 'set' => 2, 'replace' => 2, 'delete' => 1, 'incr' => 2, 'decr' => 2, 'increment' => 2, 'decrement' => 2];

    /** The same of several. */
    private const SEVERAL = ['add_multiple' => 1, 'set_multiple' => 1, 'delete_multiple' => 1];

    /** Begin the names of methods that write whatever else: flush_group(), delete_by_prefix() and the like. */
    private const WRITING = '/^(?:flush|delete|remove|clear|reset|set|add|replace|incr|decr)/';

    /** Write nothing that lives on, or nothing at all. */
    private const SILENT = ['flush_runtime' => true, 'add_global_groups' => true, 'add_non_persistent_groups' => true, 'add_unflushable_groups' => true, 'set_blog_id' => true, 'reset' => true];

    /** More than this count as all. */
    private const MAX_ENTRIES = 2000;

    private static ?self $ofRequest = null;

    /** @var array<string, KeptEntry> by hash */
    private array $entries = [];

    private bool $areAll = false;

    public static function of_request(): self
    {
        return self::$ofRequest ??= new self();
    }

    /** @param array<mixed> $arguments of a method of the object cache, which is about to be called */
    public function heard(string $method, array $arguments): void
    {
        if (isset(self::ONE[$method])) {
            $this->add([$arguments[0] ?? null], $arguments[self::ONE[$method]] ?? 'default');
        } elseif (isset(self::SEVERAL[$method])) {
            $written = is_array($arguments[0] ?? null) ? $arguments[0] : [];
            $this->add($method === 'delete_multiple' ? $written : array_keys($written), $arguments[self::SEVERAL[$method]] ?? 'default');
        } elseif (!isset(self::SILENT[$method]) && preg_match(self::WRITING, $method) === 1) {
            $this->areAll = true;
        }
    }

    public function has(KeptEntry $entry): bool
    {
        return isset($this->entries[$entry->hash()]);
    }

    /**
     * What was written since it was last asked.
     *
     * @return list<KeptEntry>|null null: whichever
     */
    public function take(): ?array
    {
        $entries = $this->areAll ? null : array_values($this->entries);
        $this->entries = [];
        $this->areAll = false;

        return $entries;
    }

    /** @param array<mixed> $keys */
    private function add(array $keys, mixed $group): void
    {
        foreach ($keys as $key) {
            $entry = KeptEntry::of($key, $group);
            if ($entry !== null) {
                $this->entries[$entry->hash()] = $entry;
            }
        }
        if (count($this->entries) > self::MAX_ENTRIES) {
            $this->entries = [];
            $this->areAll = true;
        }
    }
}
