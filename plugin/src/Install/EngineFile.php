<?php

/**
 * The engine as files in the cache folder, outside the plugin folder: `engine-VERSION.php` is what the drop-in loads
 * and answers a hit by the short way, from Redis with `engine-VERSION.redis.php`; `engine-VERSION.rest.php` is everything
 * else, loaded when that does not answer.
 * Beside them, where the plugin came in an archive, `engine-VERSION.front.php`: what it loads then (autoload.php).
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class EngineFile
{
    /** A request that began before an update may still be about to load the engine it was told of. */
    private const KEEP_OLD_SECONDS = 3600;

    /** @param string $source plugin/src */
    public function __construct(private readonly string $source, private readonly Paths $paths) {}

    /** @return non-empty-list<string> what the first one needs comes before it */
    public function paths(): array
    {
        $version = EngineVersion::own();
        $front = EngineVersion::is_archive() ? [$this->paths->engine_file("{$version}.front")] : [];

        return [...$front, $this->paths->engine_file("{$version}.rest"), $this->paths->engine_file("{$version}.redis"), $this->paths->engine_file()];
    }

    public function is_there(): bool
    {
        return array_filter($this->paths(), is_file(...)) === $this->paths();
    }

    /**
     * @param string $store `disk` or `redis`, where hits look first; wherever else the pages are, they are found there too
     *
     * @throws UnableToWriteFile
     */
    public function write(string $store = 'disk'): void
    {
        $first = $this->files('Engine/hit');
        $redis = $this->files('Engine/hit-redis');
        $rest = array_values(array_diff($this->files('Engine/load'), $first, $redis));
        $front = EngineVersion::is_archive() ? [$this->front()] : [];
        $texts = [...$front, $this->text($rest, null), $this->text($redis, null), strtr($this->text($first, EngineVersion::own()), ["'%STORE%'" => var_export($store, true)])];
        foreach (array_combine($this->paths(), $texts) as $path => $text) {
            if (!is_file($path) || @file_get_contents($path) !== $text) {
                AtomicFile::write($path, $text);
            }
        }
        $this->delete_old();
    }

    /**
     * The text of what the plugin loads in a visitor's request.
     *
     * @throws UnableToWriteFile
     */
    public function front(): string
    {
        return $this->text($this->files('front'), null);
    }

    private function delete_old(): void
    {
        foreach (Folder::matching($this->paths->engine_file('*')) as $file) {
            if (!in_array($file, $this->paths(), true) && (int) @filemtime($file) < time() - self::KEEP_OLD_SECONDS) {
                @unlink($file);
            }
        }
    }

    /**
     * @param list<string> $files
     *
     * @throws UnableToWriteFile
     */
    private function text(array $files, ?string $version): string
    {
        try {
            return EngineText::joined(array_map($this->read(...), $files), $version);
        } catch (\ParseError $error) {
            throw UnableToWriteFile::at($this->paths->engine_file(), 'its sources do not join: ' . $error->getMessage());
        }
    }

    /** @return list<string> in the order of src/LIST.php */
    private function files(string $list): array
    {
        $names = require "{$this->source}/{$list}.php";

        return is_array($names) ? array_values(array_filter($names, is_string(...))) : [];
    }

    /** @throws UnableToWriteFile */
    private function read(string $name): string
    {
        $path = $this->source . '/' . $name;
        $source = is_file($path) ? @file_get_contents($path) : false;

        return $source === false ? throw UnableToWriteFile::at($this->paths->engine_file(), "{$path} cannot be read") : $source;
    }
}
