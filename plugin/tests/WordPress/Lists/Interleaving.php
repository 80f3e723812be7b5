<?php

/**
 * A site in small, in which everybody's work is cut into single steps and anybody may take the next one: visitors whose
 * renders ask a query, write it down and store their page; editors who suspect, write, look the lists up and purge, or
 * die on the way. After each step no page may be given out that shows another list than the database has.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use DynamicCache\Lists\ChangedLists;
use DynamicCache\Lists\ListChanges;
use DynamicCache\Lists\ListedPost;
use DynamicCache\Lists\Move;
use DynamicCache\Store\Body;
use DynamicCache\Store\MemoryPageStore;
use DynamicCache\Store\Page;
use DynamicCache\Store\UnableToSavePage;
use DynamicCache\Tags\Queries\ListResult;
use DynamicCache\Tags\Records\ListRow;
use DynamicCache\Tags\Sql\ListSql;
use DynamicCache\Tags\Tag;
use Random\Engine\Mt19937;
use Random\Randomizer;

final class Interleaving
{
    private const PARENTS = [1, 2, 3];

    public int $hits = 0;

    public int $spared = 0;

    /** @var list<string> */
    public array $story = [];

    private int $now = 1_795_000_000;

    private readonly Randomizer $random;

    private readonly MemoryPageStore $store;

    private readonly MemoryListTable $table;

    /** @var array<int, array{parent: int, order: int}> post → its place */
    private array $posts = [];

    /** @var list<\Fiber<mixed, mixed, mixed, mixed>> */
    private array $people = [];

    /** @param string $mistake one that this must be able to see, or empty */
    public function __construct(int $seed, private readonly string $mistake = '')
    {
        $this->random = new Randomizer(new Mt19937($seed));
        $this->store = new MemoryPageStore(str_repeat('0', 32));
        $this->table = new MemoryListTable($this->now);
        for ($id = 10; $id < 16; $id++) {
            $this->posts[$id] = ['parent' => $this->random->getInt(1, 3), 'order' => $id];
        }
    }

    /** What is wrong after one more step, or null. */
    public function step(): ?string
    {
        $chance = $this->random->getInt(0, 99);
        if ($chance < 12 || $this->people === []) {
            $this->people[] = new \Fiber(fn() => $this->random->getInt(0, 2) > 0 ? $this->render() : $this->edit());
        } elseif ($chance < 13) {
            $this->die();
        } elseif ($chance < 15) {
            $this->now = $this->table->now += [1, 31][$this->random->getInt(0, 1)];
        } else {
            $this->go_on($this->random->getInt(0, count($this->people) - 1));
        }

        return $this->look();
    }

    private function go_on(int $at): void
    {
        $fiber = $this->people[$at];
        $fiber->isStarted() ? $fiber->resume() : $fiber->start();
        if ($fiber->isTerminated()) {
            array_splice($this->people, $at, 1);
        }
    }

    private function die(): void
    {
        array_pop($this->people);
        $this->story[] = 'somebody dies';
    }

    private function render(): void
    {
        $parent = self::PARENTS[$this->random->getInt(0, 2)];
        $token = $this->store->token($this->now);
        $this->pause("page {$parent}: token {$token->sequence}");
        $result = new ListResult($this->list($parent), 0);
        $row = self::row($parent, $result, $this->window($parent, $result));
        $this->pause("page {$parent}: reads " . implode(' ', $result->ids));
        if ($this->mistake !== 'recorded late') {
            $this->record($row);
        }
        try {
            $tags = [Tag::query($row->hash), 'list:page~all', 'site'];
            $this->store->save(new Page((string) $parent, 200, [], Body::of(implode(' ', $result->ids)), $tags, $this->now, $this->now + 100_000, '00112233aabbccdd'), $token, $this->now);
            $this->story[] = "page {$parent}: stored";
        } catch (UnableToSavePage $failure) {
            $this->story[] = "page {$parent}: {$failure->reason->value}";
        }
        if ($this->mistake === 'recorded late') {
            $this->record($row);
        }
    }

    private function record(ListRow $row): void
    {
        $known = $this->table->known([$row->hash])[$row->hash] ?? null;
        $this->pause('looks the query up');
        if ($known?->has($row->result, $row->window) !== true) {
            if ($this->mistake === 'one result alone') {
                $this->table->forget([$row->hash => '']);
            }
            $this->table->add($row);
            $this->pause('writes the query down');
        }
    }

    private function edit(): void
    {
        $id = array_keys($this->posts)[$this->random->getInt(0, count($this->posts) - 1)];
        $suspicion = $this->mistake === 'no suspicion' ? null : $this->store->suspect(['list:page~all'], $this->now);
        $since = $this->now;
        $this->pause("editor of {$id}: suspects");
        if ($this->now - $since > 30) {
            // Each hook says its suspicion again; one that is too old is not relied on.
            $suspicion = $this->store->suspect(['list:page~all'], $this->now);
        }
        $before = self::listed($id, $this->posts[$id]);
        $parent = $this->posts[$id]['parent'];
        $this->posts[$id] = ['parent' => $this->random->getInt(1, 3), 'order' => $this->random->getInt(0, 30) * 100 + $id];
        $after = self::listed($id, $this->posts[$id]);
        $this->pause("editor of {$id}: {$parent} → {$this->posts[$id]['parent']}, {$this->posts[$id]['order']}");
        $buckets = ["list:page:parent:{$parent}", "list:page:parent:{$this->posts[$id]['parent']}"];
        $tags = $this->changed(new ListChanges([new Move($before, $after, ['parent', 'order'], $buckets)], [], []));
        $this->pause('chooses ' . implode(' ', $tags));
        $this->spared += 2 - min(2, count($tags));
        $this->store->purge([...$buckets, ...$tags], $suspicion === null ? [] : [$suspicion], $this->now);
        $this->story[] = "editor of {$id}: purges";
    }

    /** @return list<string> */
    private function changed(ListChanges $changes): array
    {
        $ask = function (ListRow $row): ListResult {
            $this->pause('asks again');

            return new ListResult($this->list((int) substr($row->request, (int) strpos($row->request, 'post_parent = ') + 14, 1)), 0);
        };

        return (new ChangedLists(new PausingTable($this->table, $this->pause(...)), $ask(...), $this->columns(...), static fn(): float => 0.0))->tags($changes, true);
    }

    private function pause(string $what): void
    {
        $this->story[] = $what;
        \Fiber::suspend();
    }

    private function look(): ?string
    {
        foreach (self::PARENTS as $parent) {
            $found = $this->store->find((string) $parent, $this->now);
            if ($found instanceof Page) {
                $this->hits++;
                $list = implode(' ', $this->list($parent));
                if ($found->body->identity !== $list) {
                    return "page {$parent} shows {$found->body->identity}, the database has {$list}";
                }
            }
        }

        return null;
    }

    /** @return list<int> the first two below a parent */
    private function list(int $parent): array
    {
        $below = array_filter($this->posts, static fn(array $post): bool => $post['parent'] === $parent);
        uasort($below, static fn(array $one, array $other): int => $one['order'] <=> $other['order']);

        return array_slice(array_keys($below), 0, 2);
    }

    private function window(int $parent, ListResult $result): string
    {
        return $result->window(new ListSql(self::request($parent), 'wp_posts'), $this->columns(...));
    }

    /** @return array<array-key, string> */
    private function columns(int $id): array
    {
        return ['menu_order' => (string) $this->posts[$id]['order']];
    }

    private static function row(int $parent, ListResult $result, string $window): ListRow
    {
        return new ListRow(str_repeat((string) $parent, 32), $result->hash(), $window, ["list:page:parent:{$parent}"], ['type.page', 'parent', 'order'], ['list:page~all'], self::request($parent), []);
    }

    private static function request(int $parent): string
    {
        return "SELECT wp_posts.ID FROM wp_posts WHERE 1=1 AND wp_posts.post_parent = {$parent} AND wp_posts.post_type = 'page' ORDER BY wp_posts.menu_order ASC LIMIT 0, 2";
    }

    /** @param array{parent: int, order: int} $place */
    private static function listed(int $id, array $place): ListedPost
    {
        return new ListedPost(['ID' => (string) $id, 'post_type' => 'page', 'post_parent' => (string) $place['parent'], 'menu_order' => (string) $place['order']], []);
    }
}
