<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\ObjectCache;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Lists\ChangedEntries;
use DynamicCache\Tags\ObjectCache\ForeignReads;
use DynamicCache\Tags\ObjectCache\KeptEntries;
use DynamicCache\Tags\ObjectCache\KeptEntry;
use DynamicCache\Tags\ObjectCache\KeptWrites;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Tables\BusyTables;
use DynamicCache\Tests\WordPress\Lists\MemoryListTable;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** What is written down of entries of the object cache, and when it counts as changed. */
final class KeptEntryTest extends WordPressTestCase
{
    /** @var array<string, mixed> what lies in the object cache, by group and key */
    private array $cache = ['shop:offer' => 'one', 'shop:12' => ['price' => 5]];

    private Fill $fill;

    private PageTags $page;

    private MemoryListTable $table;

    private KeptWrites $writes;

    private KeptEntries $entries;

    protected function setUp(): void
    {
        parent::setUp();
        $this->fill = new Fill();
        $this->page = new PageTags($this->fill);
        $this->table = new MemoryListTable(time());
        $this->writes = new KeptWrites();
        $this->entries = new KeptEntries($this->page, $this->table, $this->writes);
    }

    public function test_a_page_goes_with_what_it_was_handed_and_with_nothing_else(): void
    {
        $this->read('offer', 12);
        $this->finish();
        $this->cache['shop:12'] = ['price' => 6];
        $changed = $this->changed()->among(self::entry('offer'), self::entry(12), self::entry('none'));

        self::assertSame([self::entry(12)->hash()], array_keys($changed ?? []));
        self::assertSame(array_keys($changed ?? []), array_keys($this->changed()->all() ?? []));
        self::assertContains('query:' . self::entry(12)->hash(), $this->fill->tags());
        self::assertNull($this->fill->refusal());
        self::assertNull($this->fill->expires_at());
    }

    public function test_what_is_gone_is_changed_and_what_is_forgotten_is_not(): void
    {
        $this->read('offer');
        $this->finish();
        unset($this->cache['shop:offer']);
        $changed = $this->changed()->all() ?? [];
        self::assertCount(1, $changed);
        $this->changed()->forget($changed);

        self::assertSame([], $this->changed()->all());
    }

    public function test_a_page_is_not_stored_when_an_entry_was_written_before_its_row_was_there(): void
    {
        $this->read('offer');
        $this->cache['shop:offer'] = 'two';
        $this->finish();

        self::assertSame(Reason::ChangedByOwnRender, $this->fill->refusal());
    }

    public function test_what_the_render_keeps_itself_is_not_written_down(): void
    {
        $this->writes->heard('set', ['offer', 'one', 'shop']);
        $this->read('offer');
        $this->finish();

        self::assertSame([[], null], [$this->table->in_buckets(KeptEntry::parts()), $this->fill->expires_at()]);
    }

    /** @return iterable<string, array{\Closure(self): void}> */
    public static function beyond(): iterable
    {
        yield 'read and written in one go' => [static function (self $test): void {
            $test->read('offer');
            $test->writes->heard('incr', ['offer', 1, 'shop']);
        }];
        yield 'more than are worth it' => [static function (self $test): void {
            $test->cache += array_fill_keys(array_map(static fn(int $key): string => "shop:{$key}", range(1, 101)), 'same');
            $test->read(...range(1, 101));
        }];
        yield 'a key that is no text' => [static function (self $test): void {
            $test->cache["shop:\xff"] = 'same';
            $test->read("\xff");
        }];
        yield 'an entry of another site' => [static function (self $test): void {
            $test->entries->watch(new PageTags($test->fill));
            $test->read('offer');
        }];
        yield 'nowhere to write it down' => [static function (self $test): void {
            $test->entries = new KeptEntries($test->page, null, $test->writes);
            $test->read('offer');
        }];
    }

    /** @param \Closure(self): void $read */
    #[DataProvider('beyond')]
    public function test_what_cannot_be_written_down_lives_five_minutes(\Closure $read): void
    {
        $read($this);
        $this->finish();

        self::assertEqualsWithDelta(time() + BusyTables::LIFE, $this->fill->expires_at(), 2);
    }

    /** @return iterable<string, array{string, string}> */
    public static function of_core(): iterable
    {
        yield 'a post' => ['12', 'posts'];
        yield 'the terms of one' => ['12', 'category_relationships'];
        yield 'the icon of a kind of file, which core keeps ten minutes' => ['icon_files', 'default'];
        yield 'the same of one kind' => ['mime_type_icon_audio', ''];
        yield 'where an embed is kept' => ['hash', 'oembed_cache_post'];
        yield 'a draft of the customizer' => ['uuid', 'customize_changeset_post'];
    }

    #[DataProvider('of_core')]
    public function test_what_core_keeps_is_none(string $key, string $group): void
    {
        self::assertNull(KeptEntry::of($key, $group));
    }

    public function test_several_that_are_read_at_once_are_heard_one_by_one(): void
    {
        $GLOBALS['wp_object_cache'] = new class {
            public function get(int|string $key, string $group = 'default', bool $force = false, mixed &$found = null): mixed
            {
                $found = $key !== 'none';

                return $found ? "{$group} {$key}" : false;
            }

            /**
             * @param list<int|string> $keys
             *
             * @return array<mixed>
             */
            public function get_multiple(array $keys, string $group = 'default'): array
            {
                return array_combine($keys, array_map(fn(int|string $key): mixed => $this->get($key, $group), $keys));
            }
        };
        $reads = ForeignReads::begin($this->page, $this->table);
        $values = $reads?->get_multiple(['a', 'none', 3], 'shop');
        $reads?->finish();

        self::assertSame(['a' => 'shop a', 'none' => false, 3 => 'shop 3'], $values);
        self::assertEqualsCanonicalizing(['query:' . self::entry('a')->hash(), 'query:' . self::entry(3)->hash(), 'site'], $this->fill->tags());
        self::assertNull($this->fill->refusal());
    }

    /** @return iterable<string, array{string, array<mixed>, list<int|string>|null}> */
    public static function calls(): iterable
    {
        yield 'one' => ['set', ['a', 'value', 'shop', 60], ['a']];
        yield 'one of the group without a name' => ['delete', ['a'], ['a']];
        yield 'several' => ['set_multiple', [['a' => 1, 'b' => 2], 'shop'], ['a', 'b']];
        yield 'several that go' => ['delete_multiple', [['a', 'b'], 'shop'], ['a', 'b']];
        yield 'core has it' => ['set', [12, 'value', 'posts'], []];
        yield 'nothing' => ['stats', [], []];
        yield 'the memory of this request' => ['flush_runtime', [], []];
        yield 'all' => ['flush', [], null];
        yield 'a group' => ['flush_group', ['shop'], null];
        yield 'whatever another object cache can do' => ['delete_by_prefix', ['shop'], null];
    }

    /**
     * @param array<mixed> $arguments
     * @param list<int|string>|null $keys null: whichever
     */
    #[DataProvider('calls')]
    public function test_which_entries_a_call_writes(string $method, array $arguments, ?array $keys): void
    {
        $this->writes->heard($method, $arguments);
        $written = $this->writes->take();

        self::assertSame($keys, $written === null ? null : array_map(static fn(KeptEntry $entry): int|string => $entry->key, $written));
        self::assertSame([], $this->writes->take(), 'it is told once');
    }

    private function read(int|string ...$keys): void
    {
        foreach ($keys as $key) {
            $this->entries->heard($key, 'shop', $this->cache["shop:{$key}"]);
        }
    }

    private function finish(): void
    {
        $this->entries->finish(fn(int|string $key, string $group): mixed => $this->cache["{$group}:{$key}"] ?? false);
    }

    private function changed(): ChangedEntries
    {
        return new ChangedEntries($this->table, fn(KeptEntry $entry): mixed => $this->cache["{$entry->group}:{$entry->key}"] ?? false);
    }

    private static function entry(int|string $key): KeptEntry
    {
        return KeptEntry::of($key, 'shop') ?? throw new \LogicException('It is none of core\'s.');
    }
}
