<?php

/** `wp dynamic-cache repair`: the buttons that put right what the plugin can put right by itself. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Edge\Connection;
use DynamicCache\Install\ChangeSettings;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Settings\SettingsRepository;

final class RepairCommand
{
    public function __construct(
        private readonly Terminal $terminal,
        private readonly SettingsRepository $repository,
        private readonly ChangeSettings $change,
        private readonly Connection $edge,
    ) {}

    /**
     * Writes the files of the cache again, or takes them out where it is off; registers the site anew with its Worker, or
     * replaces the key that both share.
     *
     * ## OPTIONS
     *
     * [<what>]
     * : What to repair.
     * ---
     * default: files
     * options:
     *   - files
     *   - edge
     *   - edge-key
     * ---
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache repair
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function repair(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        match ($arguments[0] ?? 'files') {
            'edge' => $this->edge(),
            'edge-key' => $this->edge_key(),
            default => $this->files(),
        };
    }

    private function files(): void
    {
        try {
            $this->change->repair();
        } catch (InstallFailure $failure) {
            $this->terminal->refuse($failure->getMessage());
        }
        $this->terminal->done(__('The files are as the settings say.', 'ai-wp-dynamic-cache'));
    }

    private function edge(): void
    {
        $this->need_edge();
        $this->edge->reconnect();
        $this->terminal->done(__('The site registers with its Worker again; `wp dynamic-cache status` says where that stands.', 'ai-wp-dynamic-cache'));
    }

    private function edge_key(): void
    {
        $this->need_edge();
        $error = $this->edge->rotate();
        if ($error !== '') {
            $this->terminal->refuse($error);
        }
        $this->terminal->done(__('Site and Worker share another key now; the former one ends in five minutes.', 'ai-wp-dynamic-cache'));
    }

    private function need_edge(): void
    {
        $edge = $this->repository->all()->edge;
        if (!$edge->enabled || $edge->url === '') {
            $this->terminal->refuse(__('The edge is off in the settings.', 'ai-wp-dynamic-cache'));
        }
    }
}
