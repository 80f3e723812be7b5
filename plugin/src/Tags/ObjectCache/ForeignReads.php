<?php

/**
 * The object cache of another plugin with an ear. Its class is not ours to extend: it brings its own WP_Object_Cache,
 * with whatever it needs inside. This stands in front of it while a page is rendered for the store, and hands everything
 * over as it comes.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\ObjectCache;

use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Page\Reads;

final class ForeignReads implements Reads
{
    private function __construct(private readonly object $cache, private readonly HandedOut $heard) {}

    /** Whether the class of that name is another one than core's. */
    public static function is_needed(): bool
    {
        $file = class_exists('WP_Object_Cache', false) ? (new \ReflectionClass('WP_Object_Cache'))->getFileName() : '';

        return !str_starts_with(wp_normalize_path((string) $file), wp_normalize_path(ABSPATH . 'wp-includes/'));
    }

    /** Null where what is in place does not read as core's own does. */
    public static function begin(PageTags $page): ?self
    {
        $cache = $GLOBALS['wp_object_cache'] ?? null;
        if (!is_object($cache) || $cache instanceof self || !self::reads_like_core($cache)) {
            return null;
        }
        $reads = new self($cache, new HandedOut($page));
        $GLOBALS['wp_object_cache'] = $reads;

        return $reads;
    }

    /** `get( $key, $group, $force, &$found )`, which wp_cache_get() calls. */
    private static function reads_like_core(object $cache): bool
    {
        if (!method_exists($cache, 'get')) {
            return false;
        }
        $parameters = (new \ReflectionMethod($cache, 'get'))->getParameters();
        $references = array_map(static fn(\ReflectionParameter $parameter): bool => $parameter->isPassedByReference(), $parameters);

        return array_slice($references, 0, 4) === [false, false, false, true];
    }

    /**
     * @param int|string $key
     * @param string $group
     * @param bool $force
     * @param mixed $found
     *
     * @param-out mixed $found
     */
    public function get($key, $group = 'default', $force = false, &$found = null): mixed
    {
        $value = $this->read($key, $group, $force, $found);
        if (isset(HandedOut::GROUPS[$group]) || str_ends_with($group, HandedOut::TERMS)) {
            $this->heard->heard($key, $group, $value);
        }

        return $value;
    }

    public function watch(PageTags $page): void
    {
        $this->heard->watch($page);
    }

    public function peek(int $post): mixed
    {
        return $this->read($post, 'posts');
    }

    public function finish(): void
    {
        $this->heard->finish(fn(int|string $key, string $group): mixed => $this->read($key, $group));
        $GLOBALS['wp_object_cache'] = $this->cache;
    }

    private function read(mixed $key, mixed $group, mixed $force = false, mixed &$found = null): mixed
    {
        // A reference goes through an argument list that is unpacked only when it stands in the array as one.
        return $this->method('get')(...[$key, $group, $force, &$found]);
    }

    private function method(string $name): callable
    {
        $method = [$this->cache, $name];

        return is_callable($method) ? $method : throw new \BadMethodCallException("The object cache has no method {$name}().");
    }

    /** @param array<mixed> $arguments */
    public function __call(string $name, array $arguments): mixed
    {
        return $this->method($name)(...$arguments);
    }

    public function __get(string $name): mixed
    {
        $property = $this->property($name);

        return $property === null ? $this->by_magic('__get', $name) : $property->getValue($this->cache);
    }

    public function __set(string $name, mixed $value): void
    {
        $property = $this->property($name);
        $property === null ? $this->by_magic('__set', $name, $value) : $property->setValue($this->cache, $value);
    }

    public function __isset(string $name): bool
    {
        $property = $this->property($name);

        return $property === null ? (bool) $this->by_magic('__isset', $name) : $property->getValue($this->cache) !== null;
    }

    /** Null for what is not there, or not for everybody. */
    private function property(string $name): ?\ReflectionProperty
    {
        $property = property_exists($this->cache, $name) ? new \ReflectionProperty($this->cache, $name) : null;

        return $property?->isPublic() === true && $property->isInitialized($this->cache) ? $property : null;
    }

    private function by_magic(string $method, mixed ...$arguments): mixed
    {
        return method_exists($this->cache, $method) ? $this->method($method)(...$arguments) : null;
    }
}
