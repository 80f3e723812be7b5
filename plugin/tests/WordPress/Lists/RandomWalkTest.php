<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use DynamicCache\Lists\DatabaseListTable;
use DynamicCache\Purge\Purged;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\Ids;
use DynamicCache\Tests\WordPress\Tags\RenderTestCase;
use Random\Engine\Mt19937;
use Random\Randomizer;

/**
 * Queries with every kind of argument, each a page, against random changes of the site. Truth is the query itself, asked
 * without any cache before and after: a page whose result changed must be gone. How many went for nothing is printed,
 * beside what would have gone by a tag for each post type and without the later steps of Lists\ChangedLists.
 * WALK_RUNS changes (10; the long run takes 600), WALK_SEED for the same again.
 */
final class RandomWalkTest extends RenderTestCase
{
    /** @var array<string, array{args: array<string, mixed>, tags: list<string>, shown: string}> */
    private array $pages = [];

    private Tally $tally;

    public function test_every_page_whose_list_changed_is_purged(): void
    {
        $seed = self::setting('WALK_SEED', random_int(1, 1_000_000_000));
        $random = new Randomizer(new Mt19937($seed));
        $this->lists = DatabaseListTable::of_site();
        $this->tally = new Tally();
        $editor = new Editor($random);
        $site = $editor->make_site();
        $this->drain();
        foreach ((new Shapes($random, $site))->all() as $name => $args) {
            $this->pages[$name] = ['args' => $args, 'tags' => [], 'shown' => ''];
            $this->fill($name);
        }
        for ($run = 0; $run < self::setting('WALK_RUNS', 10); $run++) {
            $this->purged = [];
            $this->tally->begin();
            $editor->change();
            $this->tally->look();
            PurgeQueue::flush_all();
            $this->compare("WALK_SEED={$seed}, change {$run}: {$editor->story}");
        }
        fwrite(STDERR, "\n{$this->tally->report()} (WALK_SEED={$seed})\n");
        self::assertGreaterThan(0, $this->tally->changed);
    }

    private function compare(string $story): void
    {
        wp_cache_flush();
        $purged = array_merge([], ...array_map(static fn(Purged $purged): array => $purged->tags, $this->purged));
        foreach ($this->pages as $name => $page) {
            $now = self::truth($page['args']);
            // What shows single posts goes with them; here it is about lists.
            $isOfOne = array_intersect(array_keys($page['args']), ['p', 'name', 'pagename']) !== [];
            $tags = array_filter($page['tags'], static fn(string $tag): bool => $isOfOne || preg_match('/^(?:query|list|slug|tax|site|paged|option:|sql:|user:\d+~user_nicename)/', $tag) === 1);
            $isGone = array_intersect($tags, $purged) !== [];
            if ($now !== $page['shown'] && !$isGone) {
                self::fail("{$story}\n“{$name}” is stale: {$page['shown']} is {$now} now\n" . implode(' ', $page['tags']) . "\n" . implode(' ', $purged));
            }
            if (!$isOfOne) {
                $this->tally->add($name, $page['tags'], $now !== $page['shown'], $isGone);
            }
            if ($isGone) {
                $this->fill($name);
            }
        }
    }

    private function fill(string $name): void
    {
        $args = $this->pages[$name]['args'];
        do {
            $fill = $this->observe(static fn() => (new \WP_Query($args))->posts);
        } while ($fill->refusal() !== null);
        $this->pages[$name] = ['args' => $args, 'tags' => $fill->tags(), 'shown' => self::truth($args)];
    }

    /** @param array<string, mixed> $args */
    private static function truth(array $args): string
    {
        $query = new \WP_Query(['cache_results' => false] + $args);
        $ids = array_map(Ids::of(...), $query->posts ?? []);

        // Core counts a draft that it does not show then.
        return json_encode([$ids, $query->is_singular() ? count($ids) : $query->found_posts], JSON_THROW_ON_ERROR);
    }

    private static function setting(string $name, int $default): int
    {
        $value = getenv($name);

        return $value === false ? $default : (int) $value;
    }
}
