<?php

/**
 * The object cache of another plugin with something in front of it. Its class is not ours to extend: it brings its own
 * WP_Object_Cache, with whatever it needs inside. This hands everything over as it comes, and hears what is written.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\ObjectCache;

abstract class ForeignCache
{
    final protected function __construct(protected readonly object $cache, private readonly KeptWrites $writes) {}

    /** Whether the class of that name is another one than core's. */
    public static function is_needed(): bool
    {
        $file = class_exists('WP_Object_Cache', false) ? (new \ReflectionClass('WP_Object_Cache'))->getFileName() : '';

        return !str_starts_with(wp_normalize_path((string) $file), wp_normalize_path(ABSPATH . 'wp-includes/'));
    }

    /** Null where what is in place does not read as core's own does. */
    final protected static function in_place(): ?object
    {
        $cache = $GLOBALS['wp_object_cache'] ?? null;

        return is_object($cache) && !$cache instanceof self && self::reads_like_core($cache) ? $cache : null;
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
        return $this->read($key, $group, $force, $found);
    }

    final protected function read(mixed $key, mixed $group, mixed $force = false, mixed &$found = null): mixed
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
        $this->writes->heard($name, $arguments);

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
