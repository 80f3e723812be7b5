<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

use DynamicCache\Benchmark\Applied;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\Strategy;
use DynamicCache\Tests\WordPress\RestAnswer;
use DynamicCache\Tests\WordPress\WordPressTestCase;

/** What the REST API says of runs, held to the contracts that the screens parse it with. */
final class ReportTest extends WordPressTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
    }

    public function test_the_overview_of_runs_has_the_form_of_the_contract(): void
    {
        $run = FinishedRun::save();
        Applied::save($run->id, 1_795_000_000, Strategy::OriginDisk, 3600, SettingsRepository::of_site()->all());
        $answer = $this->rest('GET', '/benchmark');

        self::assert_form('site-benchmarks', $answer);
        self::assertSame([$run->id], array_column((array) $answer->body['runs'], 'id'));
        // The settings say another lifetime than the one that was applied.
        self::assertSame('owner', ((array) $answer->body['applied'])['source']);
    }

    public function test_a_run_with_its_evidence_has_the_form_of_the_contract(): void
    {
        self::assert_form('site-benchmark-report', $this->rest('GET', '/benchmark/' . FinishedRun::save()->id));
        self::assertSame(404, $this->rest('GET', '/benchmark/0123456789abcdef')->status);
    }

    public function test_a_comparison_has_the_form_of_the_contract(): void
    {
        [$before, $after] = [FinishedRun::save(), FinishedRun::save(latency: 4.0)];

        self::assert_form('site-benchmark-comparison', $this->rest('GET', "/benchmark/compare?before={$before->id}&after={$after->id}"));
        self::assertSame(404, $this->rest('GET', "/benchmark/compare?before={$before->id}&after=x")->status);
    }

    public function test_an_editor_sees_nothing_of_it(): void
    {
        $this->become('editor');

        self::assertSame(403, $this->rest('GET', '/benchmark')->status);
        self::assertSame(403, $this->rest('POST', '/benchmark', ['do' => 'step'])->status);
    }

    private static function assert_form(string $contract, RestAnswer $answer): void
    {
        $schema = json_decode((string) file_get_contents(dirname(__DIR__, 4) . "/contracts/schema/{$contract}.json"), true);
        self::assertIsArray($schema);
        self::assertSame(200, $answer->status);
        $valid = rest_validate_value_from_schema(json_decode((string) json_encode($answer->body), true), $schema, $contract);

        self::assertTrue($valid, $valid instanceof \WP_Error ? $valid->get_error_message() : '');
    }
}
