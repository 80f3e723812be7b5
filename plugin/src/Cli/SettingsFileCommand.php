<?php

/** `wp dynamic-cache settings export` and `import` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Settings\InvalidSettings;
use DynamicCache\Settings\MergePatch;
use DynamicCache\Settings\Secrets;
use DynamicCache\Settings\SettingIsFixed;
use DynamicCache\Settings\SettingsRepository;

final class SettingsFileCommand
{
    public function __construct(
        private readonly Terminal $terminal,
        private readonly SettingsRepository $repository,
        private readonly SavedChange $saved,
    ) {}

    /**
     * Writes all settings to a file, without secrets and the address of the webhook.
     *
     * ## OPTIONS
     *
     * [<file>]
     * : Where to. Without it they are printed.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache settings export settings.json
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function export(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $text = SettingsFile::text($this->repository->masked());
        $file = $arguments[0] ?? '-';
        if ($file === '-') {
            $this->terminal->line(rtrim($text));

            return;
        }
        if (@file_put_contents($file, $text) !== strlen($text)) {
            /* translators: %s: path of a file */
            $this->terminal->refuse(sprintf(__('%s cannot be written.', 'ai-wp-dynamic-cache'), $file));
        }
        /* translators: %s: path of a file */
        $this->terminal->done(sprintf(__('The settings are in %s; secrets and the address of the webhook are not.', 'ai-wp-dynamic-cache'), $file));
    }

    /**
     * Takes the settings of a file over, after showing what they change. Secrets of this site stay as they are, and so does the
     * address of the webhook where the file has none.
     *
     * ## OPTIONS
     *
     * <file>
     * : What `export` has written; - for what is piped in.
     *
     * [--dry-run]
     * : Checks and shows, and changes nothing.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache settings import settings.json --dry-run
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function import(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $file = $arguments[0] ?? '-';
        $text = @file_get_contents($file === '-' ? 'php://stdin' : $file);
        if ($text === false) {
            /* translators: %s: path of a file */
            $this->terminal->refuse(sprintf(__('%s cannot be read.', 'ai-wp-dynamic-cache'), $file));
        }
        try {
            $patch = SettingsFile::patch($text);
            // As it would be stored: refuses what is unknown or of the wrong type, all of it at once.
            $this->repository->patched($this->repository->stored(), $patch);
        } catch (InvalidSettings $failure) {
            $this->saved->refuse_fields($failure->errors);
        } catch (SettingIsFixed $failure) {
            $this->terminal->refuse($failure->getMessage());
        }
        $this->take_over($patch, SwitchOption::is_on($this->terminal, $options, 'dry-run'));
    }

    private function take_over(\stdClass $patch, bool $isTrial): void
    {
        $changes = $this->changes($patch);
        if ($changes === []) {
            $this->terminal->done(__('Everything is already so.', 'ai-wp-dynamic-cache'));

            return;
        }
        $this->terminal->rows($changes, ['path', 'from', 'to'], 'table');
        if ($isTrial) {
            $this->terminal->done(__('The file is in order; nothing was changed.', 'ai-wp-dynamic-cache'));

            return;
        }
        $this->saved->apply($patch);
        $this->terminal->done(__('The settings of the file are saved.', 'ai-wp-dynamic-cache'));
    }

    /** @return list<array{path: string, from: string, to: string}> */
    private function changes(\stdClass $patch): array
    {
        $before = $this->repository->masked();
        $after = MergePatch::apply($before, $patch);
        $changes = [];
        foreach (SettingPath::all() as $path) {
            $from = self::text($path->value_in($before));
            $to = self::text($path->value_in($after) ?? $path->default());
            if ($from !== $to && !array_key_exists($path->path, Secrets::CONSTANTS)) {
                $changes[] = ['path' => $path->path, 'from' => $from, 'to' => $to];
            }
        }

        return $changes;
    }

    private static function text(mixed $value): string
    {
        return (string) wp_json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    }
}
