<?php

/** What is wrong with folder, engine, drop-in and WP_CACHE. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class FileProblems
{
    public function __construct(
        private readonly Paths $paths,
        private readonly Installation $installation,
    ) {}

    /** @return list<Problem> of a cache that is on */
    public function while_on(): array
    {
        return [
            ...self::kill_switch(),
            ...$this->folder(),
            ...$this->dropin(),
            ...$this->engine(),
            ...$this->wp_cache(),
        ];
    }

    /** @return list<Problem> of a cache that is off */
    public function while_off(): array
    {
        if (is_multisite() || !$this->installation->has_edited_wp_config()) {
            return [];
        }

        return [new Problem(
            'wp_config_line_left',
            __('Our line for WP_CACHE could not be taken out of wp-config.php; it does no harm.', 'ai-wp-dynamic-cache'),
            __('Delete the line that names AI WP Dynamic Cache.', 'ai-wp-dynamic-cache'),
            null,
            false,
        )];
    }

    /** Whether what is in the folder, or would be, can be written. */
    public function is_folder_writable(): bool
    {
        $folder = $this->paths->cache_dir();
        while (!file_exists($folder) && dirname($folder) !== $folder) {
            $folder = dirname($folder);
        }

        return is_dir($folder) && AtomicFile::is_writable($folder);
    }

    /** @return list<Problem> */
    private static function kill_switch(): array
    {
        return !defined('DYNAMIC_CACHE_DISABLE') || !(bool) constant('DYNAMIC_CACHE_DISABLE') ? [] : [new Problem(
            'disabled_by_constant',
            __('DYNAMIC_CACHE_DISABLE switches the cache off.', 'ai-wp-dynamic-cache'),
            __('Remove that constant from wp-config.php.', 'ai-wp-dynamic-cache'),
        )];
    }

    /** @return list<Problem> */
    private function folder(): array
    {
        return $this->is_folder_writable() ? [] : [new Problem(
            'folder_not_writable',
            /* translators: %s: path of a folder */
            sprintf(__('The folder %s cannot be written.', 'ai-wp-dynamic-cache'), $this->paths->cache_dir()),
            __('Give the web server write permission for it, or name another folder with DYNAMIC_CACHE_DIR in wp-config.php.', 'ai-wp-dynamic-cache'),
        )];
    }

    /** @return list<Problem> */
    private function dropin(): array
    {
        return match ($this->installation->dropin_state()) {
            DropinState::Installed => [],
            DropinState::Absent => [new Problem(
                'dropin_absent',
                __('The drop-in wp-content/advanced-cache.php is gone, so nothing is cached.', 'ai-wp-dynamic-cache'),
                __('Have it written again.', 'ai-wp-dynamic-cache'),
                ProblemAction::repair(),
            )],
            DropinState::Outdated => [new Problem(
                'dropin_outdated',
                __('The drop-in wp-content/advanced-cache.php is of another version of this plugin, or of another site.', 'ai-wp-dynamic-cache'),
                __('Have it written again.', 'ai-wp-dynamic-cache'),
                ProblemAction::repair(),
            )],
            DropinState::Foreign => [new Problem(
                'dropin_foreign',
                __('The drop-in wp-content/advanced-cache.php belongs to another plugin, so nothing is cached here.', 'ai-wp-dynamic-cache'),
                __('Deactivate the other cache plugin, or have its drop-in replaced; a copy is kept.', 'ai-wp-dynamic-cache'),
                ProblemAction::save(__('Replace it', 'ai-wp-dynamic-cache'), ['enabled' => true], true),
            )],
        };
    }

    /** @return list<Problem> */
    private function engine(): array
    {
        $isIts = $this->installation->dropin_state() === DropinState::Installed && !$this->installation->has_engine();

        return !$isIts ? [] : [new Problem(
            'engine_absent',
            /* translators: %s: path of a file */
            sprintf(__('The file %s is gone, so nothing is cached.', 'ai-wp-dynamic-cache'), $this->paths->engine_file()),
            __('Have it written again.', 'ai-wp-dynamic-cache'),
            ProblemAction::repair(),
        )];
    }

    /** @return list<Problem> */
    private function wp_cache(): array
    {
        if (Installation::wp_cache_is_on() || $this->installation->has_edited_wp_config()) {
            return [];
        }
        $isWritable = AtomicFile::is_writable((string) realpath($this->paths->wp_config()));

        return [new Problem(
            'wp_cache_off',
            __('WP_CACHE is off, so WordPress does not load the drop-in.', 'ai-wp-dynamic-cache'),
            $isWritable
                ? __('Have the line in wp-config.php written again.', 'ai-wp-dynamic-cache')
                /* translators: %s: a line of PHP */
                : sprintf(__('Write %s at the top of wp-config.php, below its first line.', 'ai-wp-dynamic-cache'), WpConfigText::BY_HAND),
            $isWritable ? ProblemAction::repair() : null,
        )];
    }
}
