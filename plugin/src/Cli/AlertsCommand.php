<?php

/** `wp dynamic-cache alerts test` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Findings\AlertTest;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Settings\SettingsRepository;

final class AlertsCommand
{
    public function __construct(private readonly Terminal $terminal, private readonly SettingsRepository $settings) {}

    /**
     * Sends an alert that says it is a test, by e-mail and webhook as they are set up.
     *
     * ## OPTIONS
     *
     * [--format=<format>]
     * : How to print what came of it.
     * ---
     * default: table
     * options:
     *   - table
     *   - csv
     *   - json
     *   - yaml
     * ---
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function test(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $findings = AlertTest::findings($this->settings->all()->alerts, time());
        $this->terminal->rows(array_map(static fn(Finding $finding): array => [
            'code' => $finding->code,
            'status' => $finding->status->value,
            'title' => $finding->title,
            'evidence' => $finding->evidence,
        ], $findings), ['code', 'status', 'title', 'evidence'], Terminal::format($options));
        if (array_filter($findings, static fn(Finding $finding): bool => $finding->status !== FindingStatus::Good) !== []) {
            $this->terminal->end(1);
        }
    }
}
