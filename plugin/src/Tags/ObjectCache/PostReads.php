<?php

/**
 * Core's object cache with an ear: `get_post( 12 )->post_content` passes no filter, but every object that code outside
 * of core is handed comes out of here. Takes the place of core's own cache while a page is rendered for the store; for
 * the object cache of another plugin there is ForeignReads.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\ObjectCache;

use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Page\Reads;

final class PostReads extends \WP_Object_Cache implements Reads
{
    /** @var array<array-key, bool> by name, whether anything has to be known of its reads */
    private array $groups = [];

    /** @var array<array-key, array<array-key, mixed>> group → key → value: core's own, by reference; nothing on a network, where keys are not what is asked for */
    private array $memory = [];

    private function __construct(private readonly HandedOut $heard)
    {
        parent::__construct();
    }

    public function watch(PageTags $page): void
    {
        $this->heard->watch($page);
    }

    /** Null where a plugin has put an object of its own in place. */
    public static function begin(PageTags $page): ?self
    {
        $cache = $GLOBALS['wp_object_cache'] ?? null;
        if (!$cache instanceof \WP_Object_Cache || !in_array(get_class($cache), [\WP_Object_Cache::class, self::class], true)) {
            return null;
        }
        $reads = new self(new HandedOut($page));
        foreach (['cache', 'blog_prefix', 'multisite', 'global_groups'] as $property) {
            $reads->__set($property, $cache->__get($property));
        }
        $reads->cache_hits = $cache->cache_hits;
        $reads->cache_misses = $cache->cache_misses;
        if (!is_multisite()) {
            $reads->share();
        }
        $GLOBALS['wp_object_cache'] = $reads;

        return $reads;
    }

    /**
     * @param mixed $key core warns of what is no key
     * @param string $group
     * @param bool $force
     * @param bool|null $found
     *
     * @return mixed
     */
    public function get($key, $group = 'default', $force = false, &$found = null)
    {
        // More than a thousand times in a render; half of it is options. What is there costs no call of core's method.
        if ((is_string($key) || is_int($key)) && isset($this->memory[$group][$key])) {
            $found = true;
            ++$this->cache_hits;
            $value = $this->memory[$group][$key];
            if (is_object($value)) {
                $value = clone $value;
            }
        } else {
            /** @var int|string $key */
            $value = parent::get($key, $group, $force, $found);
        }
        if ($this->groups[$group] ??= isset(HandedOut::GROUPS[$group]) || str_ends_with($group, HandedOut::TERMS)) {
            $this->heard->heard($key, $group, $value);
        }

        return $value;
    }

    public function peek(int $post): mixed
    {
        return parent::get($post, 'posts');
    }

    public function finish(): void
    {
        $this->heard->finish(fn(int|string $key, string $group): mixed => parent::get($key, $group));
    }

    /**
     * Priming shows nothing: past our own get(), which core's method asks for every key.
     *
     * @param array<mixed> $keys
     * @param string $group
     * @param bool $force
     *
     * @return array<mixed>
     */
    public function get_multiple($keys, $group = 'default', $force = false)
    {
        $values = [];
        foreach ($keys as $key) {
            if (is_int($key) || is_string($key)) {
                $values[$key] = parent::get($key, $group, $force);
            }
        }

        return $values;
    }

    /** Core's array is private to core's class. */
    private function share(): void
    {
        $own = \Closure::bind(static function &(\WP_Object_Cache $core): mixed {
            return $core->cache;
        }, null, \WP_Object_Cache::class);
        /** @var array<array-key, array<array-key, mixed>> $memory */
        $memory = &$own($this);
        $this->memory = &$memory;
    }
}
