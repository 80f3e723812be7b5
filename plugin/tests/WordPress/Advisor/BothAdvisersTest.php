<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Advisor;

use DynamicCache\Advisor\Change;
use DynamicCache\Settings\JsonSchema;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\RestAnswer;
use PHPUnit\Framework\Attributes\DataProvider;

/** What holds of advice whoever gives it. */
final class BothAdvisersTest extends AdvisorTestCase
{
    private const SAYS = [
        'routes' => ['routes' => [['row' => 0, 'risk' => 'high', 'reason' => 'a'], ['row' => 3, 'risk' => 'medium', 'reason' => 'b']]],
        'preload' => ['order' => [['row' => 0, 'reason' => 'a']]],
        'benchmark' => ['strategies' => [['strategy' => 'object-cache', 'verdict' => 'best', 'reason' => 'a'], ['strategy' => 'edge-r2', 'verdict' => 'unsafe', 'reason' => 'b']]],
        'tuning' => ['changes' => [['setting' => 'ttl.page', 'value' => 7200, 'reason' => 'a'], ['setting' => 'disk.max_bytes', 'value' => 2_147_483_648, 'reason' => 'b']]],
    ];

    /** @return iterable<string, array{string, string}> */
    public static function questions(): iterable
    {
        foreach (array_keys(self::SAYS) as $kind) {
            yield "{$kind}, rules" => [$kind, 'rules'];
            yield "{$kind}, ai" => [$kind, 'ai'];
        }
    }

    #[DataProvider('questions')]
    public function test_the_answer_is_as_the_contract_has_it_and_its_source_is_true(string $kind, string $source): void
    {
        $answer = $this->answer($kind, $source);

        self::assertSame([], JsonSchema::shipped('site-advice')->errors(json_decode((string) json_encode($answer->body, JSON_PRESERVE_ZERO_FRACTION))));
        self::assertSame([$kind, $source, null], [$answer->text('kind'), $answer->text('source'), $answer->at('fallback')]);
        self::assertNotSame([], self::suggestions($answer));
        foreach (self::suggestions($answer) as $suggestion) {
            self::assertNotSame('', self::text($suggestion, 'reason'));
        }
    }

    #[DataProvider('questions')]
    public function test_every_change_is_one_that_can_be_applied_as_it_stands(string $kind, string $source): void
    {
        $now = SettingsRepository::of_site()->all();
        $seen = 0;
        foreach (self::suggestions($this->answer($kind, $source)) as $suggestion) {
            $change = $suggestion['change'] ?? null;
            if (is_array($change)) {
                $seen++;
                self::assertSame($change, Change::asked(self::text($change, 'setting'), $change['to'] ?? null, $now)?->to_array());
            }
        }

        self::assertSame(in_array($kind, ['routes', 'tuning'], true), $seen > 0, 'Only these two set something.');
    }

    #[DataProvider('questions')]
    public function test_it_names_nothing_that_is_not_there(string $kind, string $source): void
    {
        $known = [
            'routes' => ['/story/', '/cart/', '/offer/', '/old/'],
            'preload' => ['/old/'],
            'benchmark' => ['edge-r2', 'origin-disk', 'object-cache', 'edge-balanced'],
            'tuning' => ['ttl.page', 'disk.max_bytes'],
        ];

        self::assertSame([], array_diff(array_keys(self::verdicts($this->answer($kind, $source))), $known[$kind] ?? []));
    }

    #[DataProvider('questions')]
    public function test_one_question_gets_one_answer(string $kind, string $source): void
    {
        self::assertSame(self::suggestions($this->answer($kind, $source)), self::suggestions($this->answer($kind, $source)));
    }

    protected function setUp(): void
    {
        parent::setUp();
        $this->pages();
        self::full_disk();
        self::benchmark();
    }

    private function answer(string $kind, string $source): RestAnswer
    {
        if ($source === 'ai') {
            $this->says(self::SAYS[$kind] ?? []);
        }

        return $this->advice($kind, $source);
    }
}
