<?php

/** `wp dynamic-cache direct`: the web server sends stored pages by itself. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Direct\ApacheRules;
use DynamicCache\Direct\NginxRules;
use DynamicCache\Direct\Sites;
use DynamicCache\Findings\DirectLook;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Findings\Loopback;
use DynamicCache\Settings\SettingsRepository;

final class DirectCommand
{
    public function __construct(
        private readonly Terminal $terminal,
        private readonly SettingsRepository $repository,
        private readonly SavedChange $saved,
    ) {}

    /**
     * Lets the web server send stored pages by itself, says whether it does, and prints the rules that it needs.
     *
     * ## OPTIONS
     *
     * <what>
     * : What to do.
     * ---
     * options:
     *   - on
     *   - off
     *   - status
     *   - rules
     * ---
     *
     * [--server=<server>]
     * : Whose rules to print. Those for nginx go into the server block, and the line that they begin with in a comment into
     * the location of the site (`location /`).
     * ---
     * default: nginx
     * options:
     *   - nginx
     *   - apache
     * ---
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache direct on
     *     $ wp dynamic-cache direct rules > /etc/nginx/snippets/dynamic-cache.conf
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function direct(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        match ($arguments[0] ?? '') {
            'on' => $this->switch_to(true),
            'off' => $this->switch_to(false),
            'rules' => $this->rules(($options['server'] ?? 'nginx') === 'apache'),
            'status' => $this->status(),
            default => $this->terminal->refuse(__('Say on, off, status or rules.', 'ai-wp-dynamic-cache')),
        };
    }

    private function switch_to(bool $isOn): void
    {
        $this->saved->apply((object) ['direct_mode' => $isOn]);
        $this->terminal->done($isOn
            ? __('Direct mode is on. Visits that the web server answers are not counted and not sampled; `wp dynamic-cache direct status` says whether it does.', 'ai-wp-dynamic-cache')
            : __('Direct mode is off. Rules that are still in nginx find nothing.', 'ai-wp-dynamic-cache'));
    }

    private function status(): void
    {
        $findings = (new DirectLook(Loopback::of_site()))->findings($this->repository->all(), time());
        foreach ($findings as $finding) {
            $this->terminal->say(implode(' ', array_filter([$finding->title . '.', $finding->detail, $finding->fix], static fn(string $text): bool => $text !== '')));
        }
        if ($findings === []) {
            $this->terminal->say(__('Direct mode is off.', 'ai-wp-dynamic-cache'));
        }
        $good = array_filter($findings, static fn(Finding $finding): bool => $finding->status === FindingStatus::Good);
        if ($good === []) {
            $this->terminal->end(1);
        }
    }

    private function rules(bool $isApache): void
    {
        $site = Sites::current();
        if ($site === null || !$site->has_plain_paths()) {
            $this->terminal->refuse(__('There are no rules for this site: switch the cache on first.', 'ai-wp-dynamic-cache'));
        }
        $this->terminal->line(rtrim($isApache ? implode("\n", ApacheRules::of($site)) : NginxRules::of($site)));
    }
}
