<?php

/** `engine-VERSION.php` in the cache folder: everything that answers a hit, in one file outside the plugin folder. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class EngineFile
{
    /** A request that began before an update may still be about to load the engine it was told of. */
    private const KEEP_OLD_SECONDS = 3600;

    /** @param string $source plugin/src */
    public function __construct(private readonly string $source, private readonly Paths $paths) {}

    public function path(): string
    {
        return $this->paths->engine_file();
    }

    /** @throws UnableToWriteFile */
    public function write(): void
    {
        $text = $this->text();
        if (!is_file($this->path()) || @file_get_contents($this->path()) !== $text) {
            AtomicFile::write($this->path(), $text);
        }
        $this->delete_old();
    }

    private function delete_old(): void
    {
        foreach (Folder::matching($this->paths->engine_file('*')) as $file) {
            if ($file !== $this->path() && (int) @filemtime($file) < time() - self::KEEP_OLD_SECONDS) {
                @unlink($file);
            }
        }
    }

    /** @throws UnableToWriteFile */
    private function text(): string
    {
        try {
            return EngineText::joined(array_map($this->read(...), $this->files()), DYNAMIC_CACHE_VERSION);
        } catch (\ParseError $error) {
            throw UnableToWriteFile::at($this->path(), 'its sources do not join: ' . $error->getMessage());
        }
    }

    /** @return list<string> in the order of src/Engine/load.php */
    private function files(): array
    {
        $names = require $this->source . '/Engine/load.php';

        return is_array($names) ? array_values(array_filter($names, is_string(...))) : [];
    }

    /** @throws UnableToWriteFile */
    private function read(string $name): string
    {
        $path = $this->source . '/' . $name;
        $source = is_file($path) ? @file_get_contents($path) : false;

        return $source === false ? throw UnableToWriteFile::at($this->path(), "{$path} cannot be read") : $source;
    }
}
