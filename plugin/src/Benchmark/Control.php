<?php

/** Begins, ends and continues runs, for the screen, the command line and the clock alike. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Benchmark\Gate\GateName;
use DynamicCache\Benchmark\Gate\Gates;
use DynamicCache\Edge\EdgeClient;
use DynamicCache\Findings\SelfTest;
use DynamicCache\Findings\UnableToReachSite;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\Strategy;

final class Control
{
    /** Pages that a run measures unless somebody asks for another number. */
    public const PAGES = 5;

    public function __construct(
        private readonly Runs $runs,
        private readonly Paths $paths,
        private readonly SettingsRepository $settings,
        private readonly EdgeClient $client,
    ) {}

    public static function of_wordpress(): self
    {
        return new self(new Runs(), Paths::of_wordpress(), SettingsRepository::of_site(), EdgeClient::of_wordpress());
    }

    /**
     * @param list<Strategy> $strategies none = all that this host can run
     * @param int $pages at most
     *
     * @throws UnableToRun
     */
    public function start(array $strategies, int $pages, Budget $budget): Run
    {
        if ($this->runs->running() !== null) {
            throw UnableToRun::because_one_is_under_way();
        }
        $settings = $this->settings->all();
        $possible = (new Strategies($this->paths, $settings))->possible();
        foreach ($strategies as $strategy) {
            if (!in_array($strategy, $possible, true)) {
                throw UnableToRun::because_it_is_not_possible($strategy->value);
            }
        }
        (new Traces($this->paths))->remove();
        $wanted = $strategies === [] ? $possible : $strategies;
        $silence = self::is_edge_among($wanted) ? (new Strategies($this->paths, $settings))->silence($this->client) : null;
        $measured = $silence === null ? $wanted : array_values(array_filter($wanted, static fn(Strategy $one): bool => !$one->is_edge()));
        if ($silence !== null && $measured === []) {
            throw UnableToRun::because_of($silence);
        }
        $run = $this->prepared($measured, $pages, $budget, $settings);
        foreach ($wanted as $one) {
            if ($silence !== null && $one->is_edge()) {
                $run->result($one)->trouble = Trouble::of($silence);
            }
        }
        $this->runs->add($run);
        do_action('dynamic_cache_benchmark_begun');

        return $run;
    }

    /** @param list<Strategy> $strategies */
    private static function is_edge_among(array $strategies): bool
    {
        return array_filter($strategies, static fn(Strategy $strategy): bool => $strategy->is_edge()) !== [];
    }

    /** @throws UnableToRun */
    public function cancel(): Run
    {
        $run = $this->runs->running() ?? throw UnableToRun::because_there_is_none();
        $run->state = RunState::Cancelled;
        $this->runs->change($run, RunState::Running);
        (new Traces($this->paths))->remove();

        return $run;
    }

    /**
     * Goes on with one that was cancelled or has stopped, with its budget anew.
     *
     * @throws UnableToRun
     */
    public function resume(string $id): Run
    {
        if ($this->runs->running() !== null) {
            throw UnableToRun::because_one_is_under_way();
        }
        $run = $this->runs->find($id) ?? throw UnableToRun::because_there_is_none();
        $before = $run->state;
        if ($before === RunState::Done) {
            throw UnableToRun::because_it_is($before);
        }
        [$run->state, $run->trouble, $run->failures, $run->spentSinceBegin] = [RunState::Running, null, 0, 0];
        $this->runs->change($run, $before);
        do_action('dynamic_cache_benchmark_begun');

        return $run;
    }

    /**
     * @param list<Strategy> $strategies
     *
     * @throws UnableToRun
     */
    private function prepared(array $strategies, int $pages, Budget $budget, Settings $settings): Run
    {
        $id = bin2hex(random_bytes(8));
        $space = new ProbeSpace($this->paths->cache_dir(), substr(hash('sha256', $id), 0, 16));
        $urls = TopUrls::of_site($pages);
        $urls = $urls === [] ? [home_url('/')] : $urls;
        $possible = new Strategies($this->paths, $settings);
        $cases = static function (Strategy $strategy, GateName $gate) use ($possible, $space, $settings, $urls): array {
            return (new Gates($possible->probes($strategy, $space), $settings, $urls))->gate($gate)->cases();
        };

        return new Run($id, time(), Plan::of($strategies, $urls, $cases), $budget, $this->host($settings));
    }

    /**
     * @return array<string, string|int>
     *
     * @throws UnableToRun when the site does not answer from here
     */
    private function host(Settings $settings): array
    {
        if (!$settings->enabled) {
            throw UnableToRun::because_of(new UnableToProbe(ProbeTrouble::CacheOff, home_url('/')));
        }
        try {
            $server = OwnSite::of_wordpress()->get(home_url('/'), [])->header('server');
        } catch (UnableToReachSite $failure) {
            throw UnableToRun::because_of(new UnableToProbe(ProbeTrouble::of_loopback($failure->trouble), home_url('/'), $failure->getMessage()));
        }
        // PHP of the command line may be another one.
        $php = SelfTest::of_site()->run()->facts->php ?? PHP_VERSION;

        return [
            'fingerprint' => Fingerprint::of(Hardware::of_host(), $php, $server),
            'strategy' => $settings->strategy->value,
            'ttl' => $settings->ttl->page,
            'edge_window' => $settings->edge->viewMax,
            'php' => $php,
            'wordpress' => get_bloginfo('version'),
            'plugin' => DYNAMIC_CACHE_VERSION,
            'object_cache' => wp_using_ext_object_cache() === true ? 1 : 0,
        ];
    }
}
