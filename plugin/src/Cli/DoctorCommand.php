<?php

/** `wp dynamic-cache doctor` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Findings\HostLook;
use DynamicCache\Findings\InstallFindings;
use DynamicCache\Install\Diagnosis;

final class DoctorCommand
{
    public function __construct(
        private readonly Terminal $terminal,
        private readonly Diagnosis $diagnosis,
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
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache doctor
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function doctor(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
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
}
