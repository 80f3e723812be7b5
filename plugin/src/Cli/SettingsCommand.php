<?php

/** `wp dynamic-cache settings list`, `get`, `set` and `reset` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Settings\SettingsRepository;

final class SettingsCommand
{
    public function __construct(
        private readonly Terminal $terminal,
        private readonly SettingsRepository $repository,
        private readonly SavedChange $saved,
    ) {}

    /**
     * Lists every setting with its value and its default. Secrets are masked.
     *
     * ## OPTIONS
     *
     * [--format=<format>]
     * : How to print it.
     * ---
     * default: table
     * options:
     *   - table
     *   - json
     *   - yaml
     * ---
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache settings list
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function list(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $format = Terminal::format($options);
        $settings = $this->repository->masked();
        $rows = array_map(static fn(SettingPath $path): array => [
            'path' => $path->path,
            'value' => $path->value_in($settings),
            'default' => $path->default(),
        ], SettingPath::all());
        if ($format !== 'table') {
            $this->terminal->value($rows, $format);

            return;
        }
        $this->terminal->rows(array_map(
            static fn(array $row): array => ['path' => $row['path'], 'value' => self::text($row['value']), 'default' => self::text($row['default'])],
            $rows,
        ), ['path', 'value', 'default'], $format);
    }

    /**
     * Prints one setting, or one section of them. Secrets are masked.
     *
     * ## OPTIONS
     *
     * <path>
     * : Such as ttl.page, exclude.paths, or ttl for all of it.
     *
     * [--format=<format>]
     * : Plain prints text without quotes and all else as JSON.
     * ---
     * default: plain
     * options:
     *   - plain
     *   - json
     *   - yaml
     * ---
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache settings get ttl.page
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function get(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $value = $this->path($arguments)->value_in($this->repository->masked());
        $format = Terminal::format($options);
        if ($format === 'plain' && is_string($value)) {
            $this->terminal->line($value);

            return;
        }
        $this->terminal->value($value, $format === 'plain' ? 'json' : $format);
    }

    /**
     * Changes one setting.
     *
     * ## OPTIONS
     *
     * <path>
     * : Such as ttl.page.
     *
     * [<value>]
     * : Text as it is, all else as JSON: 600, true, '["/cart/*"]'. A secret is never given here: it is asked for, or
     * read from the input that is piped in.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache settings set ttl.page 86400
     *     $ wp dynamic-cache settings set exclude.paths '["/cart/*"]'
     *     $ wp dynamic-cache settings set redis.password < password.txt
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function set(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $path = $this->path($arguments);
        $this->saved->apply($path->patch($path->is_secret()
            ? $this->secret($path, $arguments[1] ?? null)
            : $path->typed($this->value($path, $arguments[1] ?? null))));
        /* translators: %s: name of a setting */
        $this->terminal->done(sprintf(__('%s is saved.', 'ai-wp-dynamic-cache'), $path->path));
    }

    /**
     * Puts the default of one setting, or of one section, back.
     *
     * ## OPTIONS
     *
     * <path>
     * : Such as ttl.page, or ttl for all of it.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache settings reset ttl
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function reset(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $path = $this->path($arguments);
        $this->saved->apply($path->patch(null));
        /* translators: %s: name of a setting */
        $this->terminal->done(sprintf(__('%s has its default again.', 'ai-wp-dynamic-cache'), $path->path));
    }

    /** @param list<string> $arguments */
    private function path(array $arguments): SettingPath
    {
        $text = $arguments[0] ?? '';
        $path = SettingPath::find($text);
        if ($path === null) {
            /* translators: %s: what was typed */
            $this->terminal->refuse(sprintf(__('There is no setting “%s”: `wp dynamic-cache settings list` names them all.', 'ai-wp-dynamic-cache'), $text));
        }

        return $path;
    }

    private function value(SettingPath $path, ?string $value): string
    {
        if ($value === null) {
            /* translators: %s: name of a setting */
            $this->terminal->refuse(sprintf(__('Give the new value of %s.', 'ai-wp-dynamic-cache'), $path->path));
        }

        return $value;
    }

    private function secret(SettingPath $path, #[\SensitiveParameter] ?string $value): string
    {
        if ($value !== null) {
            $this->terminal->refuse(
                /* translators: %s: name of a setting */
                sprintf(__('%s is a secret, and a command line is kept in histories and seen by others.', 'ai-wp-dynamic-cache'), $path->path),
                __('Leave it out to be asked for it, or pipe it in. Consider the one that you have typed as known.', 'ai-wp-dynamic-cache'),
            );
        }
        $secret = SecretInput::read($path->path);
        if ($secret === '') {
            /* translators: %s: name of a setting */
            $this->terminal->refuse(sprintf(__('Nothing came in, so nothing was changed. `wp dynamic-cache settings reset %s` removes a secret.', 'ai-wp-dynamic-cache'), $path->path));
        }

        return $secret;
    }

    private static function text(mixed $value): string
    {
        return is_string($value) ? $value : (string) wp_json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    }
}
