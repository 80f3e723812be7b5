<?php

/** wp-content/advanced-cache.php: ours, nobody's or somebody else's. Never deletes or overwrites a foreign one. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class Dropin
{
    /** Our stub says this in its first lines; nothing else does. */
    private const MARK = 'AI WP Dynamic Cache drop-in';

    /** Like WordPress' own files: WP-CLI may run as another user than the web server. */
    private const MODE = 0644;

    /**
     * @param string $template plugin/dropin/advanced-cache.php
     * @param string $mainFile where WordPress has the plugin; when it is gone, the stub does nothing
     */
    public function __construct(
        private readonly Paths $paths,
        private readonly string $template,
        private readonly string $mainFile,
    ) {}

    public function state(): DropinState
    {
        $bytes = $this->bytes();

        return match (true) {
            $bytes === null => DropinState::Absent,
            $bytes === $this->text() => DropinState::Installed,
            self::is_ours($bytes) => DropinState::Outdated,
            default => DropinState::Foreign,
        };
    }

    public function bytes(): ?string
    {
        $bytes = is_file($this->paths->dropin()) ? @file_get_contents($this->paths->dropin()) : false;

        return $bytes === false ? null : $bytes;
    }

    /** @throws InstallFailure */
    public function write(): void
    {
        if ($this->state() === DropinState::Installed) {
            return;
        }
        try {
            $this->put($this->text());
        } catch (UnableToWriteFile $failure) {
            throw $failure->or_by_hand($this->text());
        }
    }

    /**
     * Puts back what bytes() said.
     *
     * @throws InstallFailure
     */
    public function put(?string $bytes): void
    {
        if ($bytes === null) {
            AtomicFile::delete($this->paths->dropin());
        } else {
            AtomicFile::write($this->paths->dropin(), $bytes, self::MODE);
        }
    }

    /**
     * Keeps a copy of another plugin's drop-in, so that it comes back when ours goes.
     *
     * @throws InstallFailure
     */
    public function set_foreign_aside(): void
    {
        $path = $this->paths->dropin();
        $mode = fileperms($path);
        DataFile::write($this->paths->dropin_backup(), [
            'bytes' => base64_encode((string) $this->bytes()),
            'mode' => $mode === false ? 0644 : $mode & 0777,
        ]);
    }

    /** @throws InstallFailure */
    public function forget_foreign(): void
    {
        AtomicFile::delete($this->paths->dropin_backup());
    }

    /**
     * Removes ours and puts back what was there before it.
     *
     * @throws InstallFailure
     */
    public function remove(): void
    {
        $bytes = $this->bytes();
        if ($bytes === null || !self::is_ours($bytes)) {
            return;
        }
        $before = DataFile::read($this->paths->dropin_backup());
        $kept = $before === null ? false : base64_decode(is_string($before['bytes'] ?? null) ? $before['bytes'] : '', true);
        if ($before === null || $kept === false) {
            AtomicFile::delete($this->paths->dropin());

            return;
        }
        AtomicFile::write($this->paths->dropin(), $kept, is_int($before['mode'] ?? null) ? $before['mode'] : 0644);
        $this->forget_foreign();
    }

    /** Whether the text is a drop-in of ours, of whatever version. */
    public static function is_ours(string $bytes): bool
    {
        return str_contains(substr($bytes, 0, 1024), self::MARK);
    }

    /** The stub as it belongs here: the same bytes on every site whose plugins lie in wp-content. */
    private function text(): string
    {
        $folder = Paths::CACHE_DIR_EXPRESSION;

        return strtr((string) file_get_contents($this->template), [
            '%VERSION%' => DYNAMIC_CACHE_VERSION,
            "'%PLUGIN_FILE%'" => $this->place($this->mainFile),
            "'%ENGINE_FILE%'" => "{$folder} . '/" . basename($this->paths->engine_file()) . "'",
            "'%CACHE_DIR%'" => $folder,
        ]);
    }

    /** A path as PHP, from WP_CONTENT_DIR where it lies below: WP_PLUGIN_DIR is not known yet when the stub runs. */
    private function place(string $path): string
    {
        $content = $this->paths->content_dir() . '/';

        return str_starts_with($path, $content)
            ? 'WP_CONTENT_DIR . ' . var_export('/' . substr($path, strlen($content)), true)
            : var_export($path, true);
    }
}
