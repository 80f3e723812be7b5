<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Engine\Fill;
use DynamicCache\Tags\ObjectCache\PostReads;
use DynamicCache\Tags\Page\PageTags;
use PHPUnit\Framework\TestCase;

final class PostReadsTest extends TestCase
{
    private const STORIES = 60;
    private const STEPS = 120;

    /** What a plugin or core may ask with, and what nobody should. */
    private const KEYS = ['a', 'b', '0', '12', 12, 0, '', ' ', null, false, true, 1.5, '1:a'];
    private const GROUPS = ['default', '', 'options', 'things', 'posts', 'category_relationships', 'users', '0'];

    private mixed $before = null;

    protected function setUp(): void
    {
        $this->before = $GLOBALS['wp_object_cache'] ?? null;
        add_filter('doing_it_wrong_trigger_error', '__return_false');
    }

    protected function tearDown(): void
    {
        $GLOBALS['wp_object_cache'] = $this->before;
        remove_filter('doing_it_wrong_trigger_error', '__return_false');
    }

    public function test_answers_everything_as_the_cache_of_core_does(): void
    {
        for ($story = 0; $story < self::STORIES; $story++) {
            mt_srand($story);
            $core = new \WP_Object_Cache();
            $core->set('a', 'from before', 'things');
            $ours = self::in_place_of($core);
            $told = [];
            for ($step = 0; $step < self::STEPS; $step++) {
                [$method, $arguments] = self::step();
                $told[] = $method . json_encode($arguments);
                $expected = self::call($core, $method, $arguments);

                self::assertEquals($expected, self::call($ours, $method, $arguments), "story {$story}: " . implode(', ', $told));
            }
        }
    }

    public function test_hands_out_an_object_of_which_a_change_is_not_kept(): void
    {
        $ours = self::in_place_of(new \WP_Object_Cache());
        $ours->set('a', (object) ['name' => 'kept'], 'things');

        $read = $ours->get('a', 'things');
        self::assertInstanceOf(\stdClass::class, $read);
        $read->name = 'changed';

        self::assertEquals((object) ['name' => 'kept'], $ours->get('a', 'things'));
    }

    public function test_forgets_what_somebody_takes_out_of_the_array_of_core(): void
    {
        $ours = self::in_place_of(new \WP_Object_Cache());
        $ours->set('a', 'old', 'things');
        $ours->__set('cache', ['things' => ['b' => 'new']]);

        self::assertSame([false, 'new'], [$ours->get('a', 'things'), $ours->get('b', 'things')]);
    }

    private static function in_place_of(\WP_Object_Cache $core): PostReads
    {
        $GLOBALS['wp_object_cache'] = $core;
        $ours = PostReads::begin(new PageTags(new Fill()));
        self::assertNotNull($ours);

        return $ours;
    }

    /** @return array{string, list<mixed>} */
    private static function step(): array
    {
        $key = self::KEYS[mt_rand(0, count(self::KEYS) - 1)];
        $group = self::GROUPS[mt_rand(0, count(self::GROUPS) - 1)];
        $value = [null, false, 0, 'text', ['list'], (object) ['a' => 1], 5][mt_rand(0, 6)];

        return [
            ['get', [$key, $group]],
            ['get', [$key, $group]],
            ['get', [$key, $group]],
            ['set', [$key, $value, $group]],
            ['set', [$key, $value, $group]],
            ['add', [$key, $value, $group]],
            ['replace', [$key, $value, $group]],
            ['delete', [$key, $group]],
            ['incr', [$key, 2, $group]],
            ['decr', [$key, 1, $group]],
            ['get_multiple', [['a', 12, 'b'], $group]],
            ['set_multiple', [['a' => $value, 'b' => 1], $group]],
            ['flush_group', [$group]],
            ['flush', []],
        ][mt_rand(0, mt_rand(0, 5) === 0 ? 13 : 11)];
    }

    /**
     * @param list<mixed> $arguments
     *
     * @return array<mixed> what it returned or threw, whether something was found, and how often
     */
    private static function call(\WP_Object_Cache $cache, string $method, array $arguments): array
    {
        $found = null;
        $asked = [$cache, $method];
        self::assertIsCallable($asked);
        try {
            $answer = call_user_func_array($asked, $method === 'get' ? [...$arguments, false, &$found] : $arguments);
        } catch (\Throwable $error) {
            $answer = $error::class;
        }

        return [$answer, $found, $cache->cache_hits, $cache->cache_misses];
    }
}
