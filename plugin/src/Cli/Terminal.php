<?php

/**
 * The way to whoever typed the command. Data goes to stdout whatever happens, so that a program can read it; sentences
 * are left out with `--quiet`; what went wrong goes to stderr.
 */

declare(strict_types=1);

namespace DynamicCache\Cli;

use WP_CLI\Utils;

final class Terminal
{
    public function say(string $sentence): void
    {
        \WP_CLI::log($sentence);
    }

    /** How far something has come: not data, so that it stands where a program does not read. */
    public function note(string $sentence): void
    {
        if (\WP_CLI::get_config('quiet') !== true) {
            fwrite(STDERR, "{$sentence}\n");
        }
    }

    public function done(string $sentence): void
    {
        \WP_CLI::success($sentence);
    }

    public function warn(string $sentence): void
    {
        \WP_CLI::warning($sentence);
    }

    /** Says what is wrong, and goes on: there is more to do, and whoever calls ends with exit code 1 after it. */
    public function fail(string $sentence): void
    {
        \WP_CLI::error($sentence, false);
    }

    /** Says what is wrong, one line each, and ends with exit code 1. */
    public function refuse(string $sentence, string ...$more): never
    {
        $this->fail($sentence);
        foreach ($more as $line) {
            fwrite(STDERR, "  {$line}\n");
        }
        $this->end(1);
    }

    /**
     * Ends with exit code 1 unless the person says yes, or said so before with `--yes`: a script that nobody answers must
     * not take it for done, as it would with WP_CLI::confirm().
     *
     * @param array<string, mixed> $options
     */
    public function confirm(string $question, array $options): void
    {
        if (SwitchOption::is_on($this, $options, 'yes')) {
            return;
        }
        fwrite(STDERR, "{$question} [y/n] ");
        if (!in_array(strtolower(trim((string) fgets(STDIN))), ['y', 'yes'], true)) {
            $this->refuse(__('Nothing was done: it takes a y, or --yes.', 'ai-wp-dynamic-cache'));
        }
    }

    public function end(int $code): never
    {
        \WP_CLI::halt($code);
    }

    public function line(string $text): void
    {
        \WP_CLI::line($text);
    }

    /**
     * Rows with the same members each, as the format has them.
     *
     * @param list<array<string, string|int|float|bool|null>> $rows
     * @param list<string> $columns
     */
    public function rows(array $rows, array $columns, string $format): void
    {
        if ($format === 'json' || $format === 'yaml') {
            $this->value($rows, $format);

            return;
        }
        Utils\format_items($format === 'csv' ? 'csv' : 'table', array_map(
            static fn(array $row): array => array_map(self::cell(...), $row),
            $rows,
        ), $columns);
    }

    /** One value; `table` prints the members of an object as rows, lists below them as JSON. */
    public function value(mixed $value, string $format): void
    {
        if ($format === 'yaml') {
            \WP_CLI::print_value(json_decode((string) wp_json_encode($value), true), ['format' => 'yaml']);

            return;
        }
        if ($format !== 'table' || !is_array($value)) {
            $this->line((string) wp_json_encode($value, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE));

            return;
        }
        $rows = [];
        foreach ($value as $name => $member) {
            $rows[] = ['field' => (string) $name, 'value' => self::cell($member)];
        }
        Utils\format_items('table', $rows, ['field', 'value']);
    }

    /** @param array<string, mixed> $options */
    public static function format(array $options): string
    {
        $format = $options['format'] ?? 'table';

        return is_string($format) ? $format : 'table';
    }

    private static function cell(mixed $value): string
    {
        return match (true) {
            is_bool($value) => $value ? 'yes' : 'no',
            $value === null => '-',
            is_scalar($value) => (string) $value,
            default => (string) wp_json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE),
        };
    }
}
