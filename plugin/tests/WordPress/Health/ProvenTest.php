<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Health;

use DynamicCache\Benchmark\Budget;
use DynamicCache\Benchmark\Gate\Evidence;
use DynamicCache\Benchmark\Gate\GateName;
use DynamicCache\Benchmark\Run;
use DynamicCache\Benchmark\Runs;
use DynamicCache\Benchmark\RunState;
use DynamicCache\Findings\Finding;
use DynamicCache\Health\Proven;
use DynamicCache\Proof\Check;
use DynamicCache\Proof\Evidence as ProofEvidence;
use DynamicCache\Proof\Mode;
use DynamicCache\Proof\Outcome;
use DynamicCache\Proof\Proofs;
use DynamicCache\Proof\ProofWeek;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\Strategy;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class ProvenTest extends WordPressTestCase
{
    private const NOW = 1_795_086_400;

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        self::assertSame(200, $this->patch_settings(['enabled' => true])->status);
    }

    public function test_a_cache_that_is_off_has_nothing_to_prove(): void
    {
        self::run_of(Strategy::OriginDisk, GateName::Leak);
        $this->patch_settings(['enabled' => false]);

        self::assertSame([], self::codes());
    }

    public function test_a_host_that_was_never_measured_is_told_so_and_not_alarmed(): void
    {
        self::assertSame(['not-measured' => 'info', 'proof' => 'good'], self::codes());
        self::assertSame('good', self::shown()['status']);
    }

    public function test_a_gate_that_failed_where_visitors_are_served_is_critical_and_says_what_was_seen(): void
    {
        self::run_of(Strategy::OriginDisk, GateName::Leak);

        self::assertSame(['gates-failed' => 'bad', 'proof' => 'good'], self::codes());
        $result = self::shown();
        self::assertSame('critical', $result['status']);
        self::assertStringContainsString('origin-disk, measured 2 days ago: a page made for one visitor reached another.', self::findings()[0]->detail);
        self::assertStringContainsString('page=ai-wp-dynamic-cache&#038;screen=benchmark', $result['actions']);
        self::assertStringContainsString('screen=proof', $result['actions']);
    }

    public function test_a_gate_that_failed_in_a_strategy_nobody_is_served_by_is_recommended_to_mend(): void
    {
        self::run_of(Strategy::ObjectCache, GateName::Purge);

        self::assertSame(['gates-failed-unused' => 'warning', 'proof' => 'good'], self::codes());
        self::assertSame('recommended', self::shown()['status']);
    }

    public function test_passed_gates_are_good_and_those_of_another_version_are_said_to_be(): void
    {
        self::run_of(Strategy::OriginDisk, null, '0.0.1');
        self::assertSame(['gates-of-old' => 'info', 'proof' => 'good'], self::codes());
        self::run_of(Strategy::OriginDisk, null);

        self::assertSame(['gates-passed' => 'good', 'proof' => 'good'], self::codes());
    }

    public function test_only_a_run_that_came_to_its_end_counts(): void
    {
        self::run_of(Strategy::OriginDisk, GateName::Leak, state: RunState::Cancelled);

        self::assertArrayHasKey('not-measured', self::codes());
    }

    public function test_a_page_that_was_wrong_is_recommended_to_look_at(): void
    {
        self::check(Outcome::Same);
        self::check(Outcome::Different);

        self::assertSame('warning', self::codes()['proof-differences'] ?? null);
        self::assertStringContainsString('2 pages checked this week, 1 difference.', self::findings()[1]->detail);
    }

    public function test_a_cache_that_cannot_render_its_own_pages_is_no_proof(): void
    {
        self::check(Outcome::Unable);
        self::assertSame('warning', self::codes()['proof-unable'] ?? null);
        self::check(Outcome::Same);

        self::assertSame('good', self::codes()['proof'] ?? null);
    }

    /** @return array<string, string> code → status */
    private static function codes(): array
    {
        return array_column(array_map(static fn(Finding $finding): array => [$finding->code, $finding->status->value], self::findings()), 1, 0);
    }

    /** @return list<Finding> */
    private static function findings(): array
    {
        return Proven::findings(SettingsRepository::of_site()->all(), (new Runs())->last_done(), ProofWeek::until(self::NOW), self::NOW);
    }

    /** @return array{status: string, actions: string} as the screen of Site Health asks for it */
    private static function shown(): array
    {
        $tests = apply_filters('site_status_tests', ['direct' => [], 'async' => []]);
        self::assertIsArray($tests);
        $async = is_array($tests['async']) ? $tests['async']['dynamic-cache-proof'] ?? null : null;
        $test = is_array($async) ? $async['async_direct_test'] ?? null : null;
        self::assertIsCallable($test);
        $result = $test();
        self::assertIsArray($result);
        self::assertTrue(is_string($result['status']) && is_string($result['actions']));

        return ['status' => $result['status'], 'actions' => $result['actions']];
    }

    private static function run_of(Strategy $strategy, ?GateName $failed, string $version = DYNAMIC_CACHE_VERSION, RunState $state = RunState::Done): void
    {
        static $count = 0;
        $count = is_int($count) ? $count + 1 : 0;
        $run = new Run(bin2hex(random_bytes(8)), self::NOW - 2 * 86_400 + $count, [], new Budget(), ['plugin' => $version]);
        foreach (GateName::cases() as $gate) {
            $run->result($strategy)->add($gate, Evidence::of('a case', $gate !== $failed, 'this', 'that'));
        }
        $run->state = $state;
        (new Runs())->add($run);
    }

    private static function check(Outcome $outcome): void
    {
        $id = Proofs::ask(Mode::Hit, 'https://site.test/', '', self::NOW - 60);
        Proofs::conclude(new Check($id, Mode::Hit, $outcome, 'https://site.test/', '', self::NOW - 60, self::NOW - 30, new ProofEvidence()));
    }
}
