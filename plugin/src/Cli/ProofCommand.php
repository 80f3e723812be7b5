<?php

/** `wp dynamic-cache proof status`, `list`, `show` and `run` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Proof\Check;
use DynamicCache\Proof\Outcome;
use DynamicCache\Proof\ProofAlert;
use DynamicCache\Proof\ProofRun;
use DynamicCache\Proof\Proofs;
use DynamicCache\Proof\ProofWeek;
use DynamicCache\Settings\NotOfThisSite;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\SiteUrl;

final class ProofCommand
{
    private const COLUMNS = ['id', 'checked', 'outcome', 'mode', 'url', 'difference'];

    public function __construct(private readonly Terminal $terminal, private readonly SettingsRepository $settings) {}

    /**
     * Says how many pages were checked this week, and what came of it.
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
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function status(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $proof = $this->settings->all()->proof;
        $this->terminal->value(ProofWeek::until(time())->to_array() + [
            'sample_rate' => $proof->sampleRate,
            'max_per_hour' => $proof->maxPerHour,
            'shadow' => $proof->isShadow,
        ], Terminal::format($options));
        if ($this->settings->all()->directMode) {
            $this->terminal->warn(__('Direct mode is on: pages that the web server sends by itself are not sampled.', 'ai-wp-dynamic-cache'));
        }
    }

    /**
     * Lists the checks that are done, the newest first.
     *
     * ## OPTIONS
     *
     * [--outcome=<outcome>]
     * : Only these.
     * ---
     * options:
     *   - same
     *   - different
     *   - volatile
     *   - moved
     *   - unable
     *   - waiting
     *   - checking
     * ---
     *
     * [--limit=<number>]
     * : How many at most, 1 to 1000.
     * ---
     * default: 20
     * ---
     *
     * [--format=<format>]
     * : How to print them.
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
    public function list(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $outcome = $options['outcome'] ?? null;
        $limit = NumberOption::whole($this->terminal, $options, 'limit', 20, 1, 1000);
        $checks = Proofs::newest(is_string($outcome) ? Outcome::tryFrom($outcome) : null, $limit);
        $this->rows($checks, Terminal::format($options));
    }

    /**
     * Shows one check with its evidence.
     *
     * ## OPTIONS
     *
     * <id>
     * : As the list has it.
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
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function show(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $id = filter_var($arguments[0] ?? '', FILTER_VALIDATE_INT);
        $check = ($id === false ? null : Proofs::find($id)) ?? $this->terminal->refuse(__('There is no such check.', 'ai-wp-dynamic-cache'));
        $this->terminal->value($check->to_array(), Terminal::format($options));
    }

    /**
     * Checks pages now, and sends the alerts that are due. Ends with exit code 1 when a page was wrong.
     *
     * ## OPTIONS
     *
     * [<url>...]
     * : Pages of this site; without any, what waits.
     *
     * [--seconds=<seconds>]
     * : After which no other page is begun.
     * ---
     * default: 60
     * ---
     *
     * [--load=<load>]
     * : Load average per processor above which nothing that waits is begun.
     * ---
     * default: 1
     * ---
     *
     * [--format=<format>]
     * : How to print what was checked.
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
    public function run(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $seconds = NumberOption::whole($this->terminal, $options, 'seconds', 60, 1, 86_400);
        $load = NumberOption::load($this->terminal, $options, ProofRun::LOAD);
        // All of them before the first is checked.
        $urls = SiteUrls::of($this->terminal, $arguments, $this->settings->all()->hosts);
        $run = ProofRun::of_wordpress($this->settings->all());
        $done = $urls === [] ? $run->run($seconds, $load) : array_map(fn(string $url): Check => $this->check($run, $url), $urls);
        ProofAlert::of_site($this->settings->all()->alerts)->tell(time());
        $this->rows($done, Terminal::format($options));
        if (array_filter($done, static fn(Check $check): bool => $check->outcome === Outcome::Different) !== []) {
            $this->terminal->end(1);
        }
    }

    private function check(ProofRun $run, string $url): Check
    {
        try {
            return $run->run_for(SiteUrl::to_fetch($url)->text())
                ?? $this->terminal->refuse(__('The database does not take the check.', 'ai-wp-dynamic-cache'));
        } catch (NotOfThisSite $refusal) {
            $this->terminal->refuse($refusal->getMessage());
        }
    }

    /** @param list<Check> $checks */
    private function rows(array $checks, string $format): void
    {
        $this->terminal->rows(array_map(static fn(Check $check): array => [
            'id' => $check->id,
            'checked' => $check->checkedAt === 0 ? '' : gmdate('Y-m-d\TH:i:s\Z', $check->checkedAt),
            'outcome' => $check->outcome->value,
            'mode' => $check->mode->value,
            'url' => $check->url,
            'difference' => $check->evidence->diff !== '' ? $check->evidence->diff : $check->evidence->detail,
        ], $checks), self::COLUMNS, $format);
    }
}
