<?php

/** `wp dynamic-cache explain` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Explain\Explainer;
use DynamicCache\Explain\PageBackground;
use DynamicCache\Settings\NotOfThisSite;
use DynamicCache\Settings\SettingsRepository;

final class ExplainCommand
{
    public function __construct(private readonly Terminal $terminal) {}

    /**
     * Tells what a visitor without cookies gets for an address, and why. Nothing is rendered.
     *
     * ## OPTIONS
     *
     * <url>
     * : An address of this site, such as /shop/ or https://example.com/shop/.
     *
     * [--edge]
     * : Ask the Worker too, for its copy.
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
     *     $ wp dynamic-cache explain /shop/
     *     $ wp dynamic-cache explain /shop/ --edge --format=json
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function explain(array $arguments, array $options): void
    {
        $urls = SiteUrls::of($this->terminal, array_slice($arguments, 0, 1), SettingsRepository::of_site()->all()->hosts);
        Access::need_for_post($this->terminal, Capabilities::PURGE, url_to_postid($urls[0] ?? ''));
        $background = new PageBackground(SwitchOption::is_on($this->terminal, $options, 'edge'), !is_user_logged_in() || current_user_can(Capabilities::MANAGE));
        try {
            $explanation = Explainer::of_site()->explain($urls[0] ?? '', $background)->to_array(time());
        } catch (NotOfThisSite $failure) {
            $this->terminal->refuse($failure->getMessage());
        }
        $format = Terminal::format($options);
        if ($format !== 'table') {
            $this->terminal->value($explanation, $format);

            return;
        }
        $this->terminal->line("{$explanation['url']}\n{$explanation['outcome']}; reason={$explanation['reason']}\n");
        $this->terminal->rows(array_map(static fn(array $step): array => [
            '' => $step['decisive'] ? '>' : '',
            'step' => $step['step'],
            'said' => $step['said'],
            'setting' => $step['setting'] ?? '',
        ], $explanation['steps']), ['', 'step', 'said', 'setting'], 'table');
        $this->terminal->rows($explanation['copies'], ['layer', 'outcome', 'reason', 'age', 'expires_in', 'error'], 'table');
        if ($explanation['page'] !== null) {
            $this->terminal->value(['tags' => count($explanation['page']['tags'])] + $explanation['page'], 'table');
            $this->terminal->rows($explanation['page']['tags'], ['tag', 'meaning', 'source'], 'table');
        }
        if ($explanation['purges'] !== []) {
            $this->terminal->rows(array_map(static fn(array $purge): array => [
                'purged' => (string) wp_date('Y-m-d H:i:s', $purge['at']),
                'because' => $purge['sentence'],
                'by' => implode(' ', $purge['tags']),
            ], $explanation['purges']), ['purged', 'because', 'by'], 'table');
        }
    }
}
