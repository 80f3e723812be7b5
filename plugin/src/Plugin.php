<?php

/** The composition root: which features there are, and what each of them is made of. */

declare(strict_types=1);

namespace DynamicCache;

use DynamicCache\Abilities\Abilities;
use DynamicCache\Admin\AdminBar;
use DynamicCache\Admin\ClassicBox;
use DynamicCache\Admin\EditorPanel;
use DynamicCache\Admin\HelpTabs;
use DynamicCache\Admin\NetworkPage;
use DynamicCache\Admin\Notice;
use DynamicCache\Admin\Page;
use DynamicCache\Admin\PagesView;
use DynamicCache\Admin\PluginRow;
use DynamicCache\Admin\PostActions;
use DynamicCache\Benchmark\Application;
use DynamicCache\Benchmark\Benchmark;
use DynamicCache\Benchmark\Control;
use DynamicCache\Benchmark\ProbedPage;
use DynamicCache\Benchmark\Runs;
use DynamicCache\Benchmark\Submission;
use DynamicCache\Cli\Commands;
use DynamicCache\Clock\LateWork;
use DynamicCache\Clock\PublicationTime;
use DynamicCache\Direct\DirectMode;
use DynamicCache\Ecosystem\ProductListener;
use DynamicCache\Ecosystem\PurgeSignals;
use DynamicCache\Ecosystem\ShopPages;
use DynamicCache\Ecosystem\StorageSignals;
use DynamicCache\Edge\Connection;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\EdgeClient;
use DynamicCache\Edge\EdgeFigures;
use DynamicCache\Edge\EdgeStatus;
use DynamicCache\Edge\OutboxWork;
use DynamicCache\Edge\Schedule;
use DynamicCache\Edge\Zone\ZonePurges;
use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Probe;
use DynamicCache\Findings\Pages\DryRun;
use DynamicCache\Findings\Tests;
use DynamicCache\Findings\WaysInWatch;
use DynamicCache\Health\SiteHealth;
use DynamicCache\Hooks\PageHooks;
use DynamicCache\Index\PageIndex;
use DynamicCache\Install\Activation;
use DynamicCache\Install\ChangeSettings;
use DynamicCache\Install\ClosedSites;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\EngineVersion;
use DynamicCache\Install\FreshStart;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use DynamicCache\Install\SiteRemoval;
use DynamicCache\Install\Upgrade;
use DynamicCache\Leaderboard\ControlPlane;
use DynamicCache\Lists\DatabaseListTable;
use DynamicCache\Nonces\RenewalBudget;
use DynamicCache\Nonces\RenewalScript;
use DynamicCache\Privacy\Privacy;
use DynamicCache\Proof\Proof;
use DynamicCache\Purge\Listeners\ChangeListeners;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\SiteStore;
use DynamicCache\Purge\Upkeep\CodeFingerprint;
use DynamicCache\Purge\Upkeep\ListSweep;
use DynamicCache\Purge\Upkeep\LostChanges;
use DynamicCache\Purge\Upkeep\RestoredDatabase;
use DynamicCache\Purge\Upkeep\Sweep;
use DynamicCache\Purge\Upkeep\TimeAway;
use DynamicCache\Rest\AdviceRoutes;
use DynamicCache\Rest\AnswerChallenge;
use DynamicCache\Rest\AnswerLoopback;
use DynamicCache\Rest\AskWorker;
use DynamicCache\Rest\ChangeOutbox;
use DynamicCache\Rest\CheckPage;
use DynamicCache\Rest\CompareBenchmarks;
use DynamicCache\Rest\DriveBenchmark;
use DynamicCache\Rest\ExplainPage;
use DynamicCache\Rest\PatchSettings;
use DynamicCache\Rest\PreviewPattern;
use DynamicCache\Rest\PurgePages;
use DynamicCache\Rest\ReadBenchmark;
use DynamicCache\Rest\ReadBenchmarks;
use DynamicCache\Rest\ReadEdge;
use DynamicCache\Rest\ReadOutbox;
use DynamicCache\Rest\ReadPages;
use DynamicCache\Rest\ReadProof;
use DynamicCache\Rest\ReadProofCheck;
use DynamicCache\Rest\ReadPurges;
use DynamicCache\Rest\ReadSettings;
use DynamicCache\Rest\ReadStats;
use DynamicCache\Rest\ReadStatus;
use DynamicCache\Rest\RenewNonces;
use DynamicCache\Rest\Repair;
use DynamicCache\Rest\Route;
use DynamicCache\Rest\Routes;
use DynamicCache\Rest\TestSettings;
use DynamicCache\Rest\WarmPages;
use DynamicCache\Settings\DropinConfig;
use DynamicCache\Settings\RegisteredOption;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Stats\Counting;
use DynamicCache\Store\Token;
use DynamicCache\Tags\Render\RenderObserver;
use DynamicCache\Warm\Warmer;

final class Plugin
{
    /** What every screen of wp-admin, and every request to admin-ajax.php and admin-post.php, begins with. */
    private const OF_ADMIN = ['admin_menu', 'network_admin_menu', 'user_admin_menu', 'admin_init', 'admin_notices'];

    /** Core's page asks in wp-admin, its weekly check in cron; its test of page caches over REST. */
    private const OF_SITE_HEALTH = ['admin_init', 'site_status_tests', 'site_status_page_cache_supported_cache_headers', 'debug_information'];

    private readonly Paths $paths;
    private readonly SettingsRepository $settings;
    private readonly DropinConfig $dropinConfig;
    private readonly Installation $installation;

    public function __construct(private readonly string $mainFile)
    {
        $this->paths = Paths::of_wordpress();
        $this->settings = SettingsRepository::of_site();
        $this->dropinConfig = new DropinConfig($this->paths, $this->settings, static fn(): ?array => Credentials::load()->engine_part());
        $this->installation = Installation::of($mainFile, $this->paths);
    }

    public function boot(): void
    {
        $features = EngineVersion::is_another() ? $this->features_after_update() : $this->features();
        foreach ($features as $feature) {
            $feature->boot();
        }
    }

    /**
     * Whoever has a screen gets no page that is rendered for the cache: there not even the admin bar is loaded. Screens
     * and routes wait until they are asked for, in every request.
     *
     * @return list<Feature>
     */
    private function features(): array
    {
        require_once __DIR__ . '/Hooks/functions.php';
        $change = new ChangeSettings($this->mainFile, $this->settings, $this->dropinConfig, $this->installation);
        $edge = Connection::of_wordpress();
        $counting = Counting::of_wordpress();

        return [
            ...$this->always($change, $edge, $counting),
            ...(Probe::current() === null ? [] : [new ProbedPage($this->settings)]),
            ...(Fill::current() === null ? $this->screens($change, $edge, $counting) : []),
        ];
    }

    /** @return list<Feature> */
    private function always(ChangeSettings $change, Connection $edge, Counting $counting): array
    {
        return [
            new Capabilities(),
            new EveryFiveMinutes(),
            new RegisteredOption($this->settings),
            $this->dropinConfig,
            new Activation($this->mainFile, $this->settings, $change, $this->dropinConfig),
            new FreshStart(PurgeQueue::of_site()),
            new DryRun($this->settings),
            new RenderObserver(
                (new RenewalScript($this->mainFile, $this->settings))->add_to(...),
                DatabaseListTable::of_site(),
                fn(string $site): ?Token => SiteStore::of($this->paths, $site)->position(),
            ),
            new StorageSignals(),
            new ShopPages(time(...)),
            new PublicationTime(time(...)),
            new LateWork([Sweep::EVENT, Counting::EVENT, Schedule::EVENT], time(...)),
            new PageHooks(time(...)),
            PageIndex::of_wordpress(),
            new ChangeListeners(),
            new PurgeSignals(),
            new ProductListener(),
            new CodeFingerprint(time(...)),
            new DirectMode($this->settings, time(...)),
            new WhenNeeded([Sweep::EVENT, 'dynamic_cache_settings_changed'], fn(): array => [new WaysInWatch($this->settings, time(...))]),
            Sweep::of_wordpress(),
            new ListSweep(DatabaseListTable::of_site(), PurgeQueue::of_site(...)),
            new RestoredDatabase($this->paths, PurgeQueue::of_site(...)),
            new TimeAway($this->paths, PurgeQueue::of_site(...)),
            LostChanges::of_wordpress(),
            $counting,
            Proof::of_wordpress($this->settings),
            $edge,
            ZonePurges::of_wordpress(),
            new SiteRemoval($this->paths, $this->installation),
            ...(is_multisite() ? [new ClosedSites($this->dropinConfig)] : []),
        ];
    }

    /** @return list<Feature> */
    private function screens(ChangeSettings $change, Connection $edge, Counting $counting): array
    {
        $diagnosis = fn(): Diagnosis => new Diagnosis($this->paths, $this->settings, $this->installation);

        return [
            new AdminBar($this->mainFile),
            new Abilities(),
            new WhenNeeded(['rest_api_init'], fn(): array => [
                new Routes([...$this->routes($change, $diagnosis(), $edge), ...$this->benchmark_routes($change), ...$this->proof_routes(), new PurgePages(PurgeQueue::of_site()), new ReadStats($counting, $this->settings)]),
                new PagesView(),
            ]),
            new WhenNeeded(self::OF_ADMIN, fn(): array => $this->admin($diagnosis())),
            new WhenNeeded(self::OF_SITE_HEALTH, fn(): array => [new SiteHealth($this->settings, $diagnosis(), $this->paths, new EdgeStatus($edge))]),
            new WhenNeeded(Benchmark::HOOKS, static fn(): array => [Benchmark::of_wordpress(), Submission::of_wordpress()]),
            ...(defined('WP_CLI') ? [new Commands($this->settings, $change, $diagnosis(), $edge)] : []),
        ];
    }

    /** @return list<Feature> */
    private function admin(Diagnosis $diagnosis): array
    {
        $postActions = new PostActions($this->settings);

        return [
            new Page($this->mainFile),
            new PluginRow($this->mainFile),
            new HelpTabs(),
            new EditorPanel($this->mainFile),
            $postActions,
            new ClassicBox($postActions),
            ...(is_multisite() ? [new NetworkPage()] : []),
            new Notice($this->settings, $diagnosis),
            Privacy::of_wordpress(),
        ];
    }

    /** @return list<Route> */
    private function routes(ChangeSettings $change, Diagnosis $diagnosis, Connection $edge): array
    {
        $outbox = new OutboxWork($edge, ZonePurges::of_wordpress(), time(...));
        $status = new ReadStatus($this->settings, $diagnosis, new EdgeStatus($edge));

        return [
            $status,
            new Repair($this->settings, $change, $edge, $status),
            new ReadSettings($this->settings),
            new PatchSettings($this->settings, $change),
            new ReadPages(),
            new ReadPurges(),
            new ReadOutbox($outbox),
            new ChangeOutbox($outbox),
            new ReadEdge(new EdgeFigures(EdgeClient::of_wordpress())),
            ...AskWorker::all(new ControlPlane(EdgeClient::of_wordpress())),
            new ExplainPage(),
            ...AdviceRoutes::all($this->settings, $change),
            new WarmPages(Warmer::of_site(...)),
            new AnswerLoopback(),
            new TestSettings($this->settings, new Tests($this->settings)),
            new PreviewPattern(),
            new RenewNonces($this->settings, RenewalBudget::of_site($this->paths), time(...)),
            new AnswerChallenge(static fn(): ?string => Credentials::load()->verifying()),
        ];
    }

    /** @return list<Route> */
    private function proof_routes(): array
    {
        return [new ReadProof($this->settings), new ReadProofCheck(), new CheckPage($this->settings)];
    }

    /** @return list<Route> */
    private function benchmark_routes(ChangeSettings $change): array
    {
        $runs = new Runs();
        $overview = new ReadBenchmarks($runs, $this->settings);

        return [
            $overview,
            new CompareBenchmarks($runs),
            new ReadBenchmark($runs),
            new DriveBenchmark(Control::of_wordpress(), new Application($runs, $this->settings, $change), $overview),
        ];
    }

    /**
     * The engine that answered this request is another version's: its classes and ours must not meet.
     *
     * @return list<Feature>
     */
    private function features_after_update(): array
    {
        return [
            new Capabilities(),
            new Upgrade($this->paths, $this->settings, $this->dropinConfig, $this->installation),
        ];
    }
}
