<?php

/** `wp dynamic-cache doctor` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Findings\Bundle\SupportBundle;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Findings\HostLook;
use DynamicCache\Findings\InstallFindings;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Settings\SettingsRepository;

final class DoctorCommand
{
    public function __construct(
        private readonly Terminal $terminal,
        private readonly Diagnosis $diagnosis,
        private readonly SettingsRepository $repository,
    ) {}

    /**
     * Looks at the host and at what stands in the way. Ends with exit code 1 when something keeps the cache from working.
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
     * [--bundle[=<file>]]
     * : Writes everything that somebody who helps would ask for into one JSON file, without secrets, cookies, keys,
     * e-mail addresses and names; - prints it. Read it before you send it.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache doctor
     *     $ wp dynamic-cache doctor --bundle=support.json
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function doctor(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $bundle = $options['bundle'] ?? false;
        if ($bundle !== false) {
            $this->bundle($bundle);

            return;
        }
        $findings = [...InstallFindings::of($this->diagnosis), ...HostLook::of_site()->findings()];
        $rows = array_map(static fn(Finding $finding): array => $finding->to_array(), $findings);
        $format = Terminal::format($options);
        if ($format === 'table') {
            $this->terminal->rows(array_map(static fn(Finding $finding): array => [
                'status' => $finding->status->value,
                'title' => $finding->title,
                'detail' => trim("{$finding->detail} {$finding->fix}"),
            ], $findings), ['status', 'title', 'detail'], 'table');
        } else {
            $this->terminal->value($rows, $format);
        }
        if (array_filter($findings, static fn(Finding $finding): bool => $finding->status === FindingStatus::Bad) !== []) {
            $this->terminal->end(1);
        }
    }

    /** @param mixed $file true when no name was given */
    private function bundle(mixed $file): void
    {
        if ($file === '') {
            $this->terminal->refuse(__('--bundle= names no file: leave the = out, or say where to write it.', 'ai-wp-dynamic-cache'));
        }
        $text = (new SupportBundle($this->repository, $this->diagnosis, time(...)))->text();
        if ($file === '-') {
            $this->terminal->line(rtrim($text));

            return;
        }
        $path = is_string($file) ? $file : self::new_name();
        // Never over a file that is there: its name may have been mistyped.
        $handle = @fopen($path, 'x');
        if ($handle === false || !@chmod($path, 0600) || fwrite($handle, $text) !== strlen($text) || !fclose($handle)) {
            /* translators: %s: path of a file */
            $this->terminal->refuse(sprintf(__('%s is there already, or cannot be written.', 'ai-wp-dynamic-cache'), $path));
        }
        /* translators: %s: path of a file */
        $this->terminal->done(sprintf(__('The support bundle is in %s. Read it before you send it.', 'ai-wp-dynamic-cache'), $path));
    }

    /** In the current folder, unless the web server could serve it from there. */
    private static function new_name(): string
    {
        $here = (string) getcwd();
        $isServed = str_starts_with("{$here}/", rtrim((string) realpath(ABSPATH), '/') . '/');

        return ($isServed ? rtrim(sys_get_temp_dir(), '/') : $here) . '/dynamic-cache-support-' . gmdate('Ymd-His') . '.json';
    }
}
