<?php

/** wp-config.php itself: reads it, has WpConfigText or EarlyStartLine change it, replaces it whole. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class WpConfigFile
{
    public function __construct(private readonly string $path) {}

    /**
     * Switches WP_CACHE on.
     *
     * @param bool $isOn what it is in this request: an included file, or the host, may have set it
     *
     * @return string|null the bytes before the change; null when nothing had to change
     *
     * @throws InstallFailure
     */
    public function switch_on(bool $isOn): ?string
    {
        if ($isOn) {
            return null;
        }
        $source = $this->read();
        try {
            $edited = WpConfigText::switched_on($source);
        } catch (UnableToEditWpConfig $failure) {
            throw $failure->in($this->path);
        }
        if ($edited === $source) {
            return null;
        }
        if (!AtomicFile::is_writable((string) realpath($this->path))) {
            throw UnableToWriteFile::at($this->path, 'permission denied; write there by hand: ' . WpConfigText::BY_HAND, WpConfigText::BY_HAND);
        }
        $this->replace($edited);

        return $source;
    }

    /**
     * Takes our changes back.
     *
     * @throws InstallFailure
     */
    public function switch_back(): void
    {
        $source = $this->read();
        $restored = EarlyStartLine::removed(WpConfigText::switched_back($source));
        if ($restored !== $source) {
            $this->replace($restored);
        }
        if (WpConfigText::is_ours($restored) || EarlyStartLine::is_in($restored)) {
            throw UnableToEditWpConfig::because('our line was changed by hand; delete it.')->in($this->path);
        }
    }

    /**
     * Adds the line of early start.
     *
     * @param string $path what it loads, a PHP expression
     *
     * @return string|null the bytes before the change; null when nothing had to change
     *
     * @throws InstallFailure
     */
    public function add_early_start(string $path): ?string
    {
        $source = $this->read();
        try {
            $edited = EarlyStartLine::added($source, $path);
        } catch (UnableToEditWpConfig $failure) {
            throw $failure->in($this->path)->or_by_hand(EarlyStartLine::by_hand($path));
        }
        if ($edited === $source) {
            return null;
        }
        if (!AtomicFile::is_writable((string) realpath($this->path))) {
            $line = EarlyStartLine::by_hand($path);
            throw UnableToWriteFile::at($this->path, "permission denied; write there by hand, right before the line that loads wp-settings.php: {$line}", $line);
        }
        $this->replace($edited);

        return $source;
    }

    /**
     * Takes the line of early start out.
     *
     * @return string|null the bytes before the change; null when nothing had to change
     *
     * @throws UnableToWriteFile
     */
    public function remove_early_start(): ?string
    {
        $source = is_file($this->path) ? $this->read() : '';
        $restored = EarlyStartLine::removed($source);
        if ($restored === $source) {
            return null;
        }
        $this->replace($restored);

        return $source;
    }

    /** Whether the line of early start is in the file. */
    public function has_early_start(): bool
    {
        $source = @file_get_contents($this->path);

        return $source !== false && EarlyStartLine::is_in($source);
    }

    /** Whether our mark is in the file. */
    public function is_ours(): bool
    {
        $source = @file_get_contents($this->path);

        return $source !== false && WpConfigText::is_ours($source);
    }

    /**
     * Writes the file whole, behind a symbolic link too (deploy tools link it), with the mode and owner that it had.
     *
     * @throws UnableToWriteFile
     */
    public function replace(string $bytes): void
    {
        $file = realpath($this->path);
        if ($file === false || !AtomicFile::is_writable($file)) {
            throw UnableToWriteFile::at($this->path, 'permission denied');
        }
        $mode = fileperms($file);
        $owner = fileowner($file);
        $group = filegroup($file);
        AtomicFile::write($file, $bytes, $mode === false ? 0640 : $mode & 0777);
        if (function_exists('chown') && $owner !== false && $group !== false && fileowner($file) !== $owner) {
            @chown($file, $owner);
            @chgrp($file, $group);
        }
    }

    private function read(): string
    {
        $source = is_file($this->path) ? @file_get_contents($this->path) : false;

        return $source === false ? throw UnableToWriteFile::at($this->path, 'it cannot be read') : $source;
    }
}
