<?php

/** `wp dynamic-cache …`: which commands there are. Runs in every request, and does nothing outside WP-CLI. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Advisor\Application as AdviceApplication;
use DynamicCache\Benchmark\Application;
use DynamicCache\Benchmark\Control;
use DynamicCache\Benchmark\Runs;
use DynamicCache\Edge\Connection;
use DynamicCache\Edge\EdgeStatus;
use DynamicCache\Edge\OutboxWork;
use DynamicCache\Edge\Zone\ZonePurges;
use DynamicCache\Feature;
use DynamicCache\Install\ChangeSettings;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Stats\Counting;

final class Commands implements Feature
{
    public function __construct(
        private readonly SettingsRepository $repository,
        private readonly ChangeSettings $change,
        private readonly Diagnosis $diagnosis,
        private readonly Connection $edge,
    ) {}

    public function boot(): void
    {
        if (!defined('WP_CLI') || constant('WP_CLI') !== true || !class_exists('WP_CLI')) {
            return;
        }
        \WP_CLI::add_command('dynamic-cache', Overview::class);
        \WP_CLI::add_command('dynamic-cache settings', SettingsOverview::class);
        \WP_CLI::add_command('dynamic-cache pages', PagesOverview::class);
        \WP_CLI::add_command('dynamic-cache outbox', OutboxOverview::class);
        \WP_CLI::add_command('dynamic-cache benchmark', BenchmarkOverview::class);
        \WP_CLI::add_command('dynamic-cache proof', ProofOverview::class);
        \WP_CLI::add_command('dynamic-cache shadow', ShadowOverview::class);
        foreach ($this->commands() + $this->of_benchmark() + $this->of_proof() as $name => $command) {
            \WP_CLI::add_command("dynamic-cache {$name}", $command);
        }
    }

    /** @return array<string, callable(list<string>, array<string, mixed>): void> by the words that call them */
    private function commands(): array
    {
        $terminal = new Terminal();
        $saved = new SavedChange($terminal, $this->repository, $this->change);
        $switch = new SwitchCommand($terminal, $saved, time(...));
        $pages = new PagesCommand($terminal);
        $outbox = new OutboxCommand($terminal, new OutboxWork($this->edge, ZonePurges::of_wordpress(), time(...)));
        $settings = new SettingsCommand($terminal, $this->repository, $saved);
        $file = new SettingsFileCommand($terminal, $this->repository, $saved);

        return [
            'status' => [new StatusCommand($terminal, $this->repository, $this->diagnosis, new EdgeStatus($this->edge)), 'status'],
            'purge' => [new PurgeCommand($terminal, new EdgeStatus($this->edge)), 'purge'],
            'stats' => [new StatsCommand($terminal, Counting::of_wordpress()), 'stats'],
            'purges' => [new PurgesCommand($terminal), 'purges'],
            'warm' => [new WarmCommand($terminal), 'warm'],
            'advise' => [new AdviseCommand($terminal, $this->repository, $saved, fn(): AdviceApplication => new AdviceApplication($this->repository, $this->change, time(...))), 'advise'],
            'explain' => [new ExplainCommand($terminal), 'explain'],
            'doctor' => [new DoctorCommand($terminal, $this->diagnosis, $this->repository), 'doctor'],
            'repair' => [new RepairCommand($terminal, $this->repository, $this->change, $this->edge), 'repair'],
            'direct' => [new DirectCommand($terminal, $this->repository, $saved), 'direct'],
            'enable' => [$switch, 'enable'],
            'disable' => [$switch, 'disable'],
            'pause' => [$switch, 'pause'],
            'resume' => [$switch, 'resume'],
            'outbox list' => [$outbox, 'list'],
            'outbox retry' => [$outbox, 'retry'],
            'outbox drop' => [$outbox, 'drop'],
            'pages list' => [$pages, 'list'],
            'pages purge' => [$pages, 'purge'],
            'pages warm' => [$pages, 'warm'],
            'settings list' => [$settings, 'list'],
            'settings get' => [$settings, 'get'],
            'settings set' => [$settings, 'set'],
            'settings reset' => [$settings, 'reset'],
            'settings preview' => [new PreviewCommand($terminal), 'preview'],
            'settings export' => [$file, 'export'],
            'settings import' => [$file, 'import'],
        ];
    }

    /** @return array<string, callable(list<string>, array<string, mixed>): void> */
    private function of_proof(): array
    {
        $terminal = new Terminal();
        $proof = new ProofCommand($terminal, $this->repository);
        $shadow = new ShadowCommand($terminal, $this->repository, new SavedChange($terminal, $this->repository, $this->change));

        return [
            'proof status' => [$proof, 'status'],
            'proof list' => [$proof, 'list'],
            'proof show' => [$proof, 'show'],
            'proof run' => [$proof, 'run'],
            'shadow start' => [$shadow, 'start'],
            'shadow stop' => [$shadow, 'stop'],
            'shadow status' => [$shadow, 'status'],
            'alerts test' => [new AlertsCommand($terminal, $this->repository), 'test'],
        ];
    }

    /** @return array<string, callable(list<string>, array<string, mixed>): void> */
    private function of_benchmark(): array
    {
        [$terminal, $runs] = [new Terminal(), new Runs()];
        $table = new BenchmarkTable($terminal);
        $command = new BenchmarkCommand($terminal, Control::of_wordpress(), $runs, $table);
        $history = new BenchmarkHistoryCommand($terminal, $runs, $table, new Application($runs, $this->repository, $this->change));

        return [
            'benchmark run' => [$command, 'run'],
            'benchmark status' => [$command, 'status'],
            'benchmark cancel' => [$command, 'cancel'],
            'benchmark resume' => [$command, 'resume'],
            'benchmark schedule' => [$command, 'schedule'],
            'benchmark list' => [$history, 'list'],
            'benchmark show' => [$history, 'show'],
            'benchmark compare' => [$history, 'compare'],
            'benchmark probe' => [$history, 'probe'],
            'benchmark apply' => [$history, 'apply'],
            'benchmark undo' => [$history, 'undo'],
        ];
    }
}
