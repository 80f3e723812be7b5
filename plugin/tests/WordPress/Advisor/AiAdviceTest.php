<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Advisor;

use DynamicCache\Advisor\AdviceKind;
use DynamicCache\Advisor\AdviceSource;
use DynamicCache\Advisor\Advisor;
use DynamicCache\Advisor\Ai\AiAdviser;
use DynamicCache\Advisor\Ai\SiteModel;
use DynamicCache\Advisor\Rules\RulesAdviser;
use DynamicCache\Advisor\SiteFacts;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Stats\Counting;
use PHPUnit\Framework\Attributes\DataProvider;

/** The real client of WordPress, a provider registered with it, and a network that is the test's. */
final class AiAdviceTest extends AdvisorTestCase
{
    private const TUNING = ['changes' => [['setting' => 'disk.max_bytes', 'value' => 4_294_967_296, 'reason' => 'There is room.']]];

    public function test_a_good_answer_is_shown_with_its_source_its_cost_and_what_was_sent(): void
    {
        self::full_disk();
        $this->says(self::TUNING);
        $answer = $this->advice('tuning', 'ai');

        self::assertSame('ai', $answer->text('source'));
        self::assertNull($answer->at('fallback'));
        self::assertSame([[
            'source' => 'ai',
            'subject' => 'disk.max_bytes',
            'verdict' => 'change',
            'reason' => 'There is room.',
            'change' => ['setting' => 'disk.max_bytes', 'from' => 1_073_741_824, 'to' => 4_294_967_296],
        ]], self::suggestions($answer));
        self::assertSame(['provider' => 'Careful Models', 'model' => 'careful-1', 'prompt_tokens' => 100, 'completion_tokens' => 20, 'total_tokens' => 120], $answer->at('ai.cost'));
        self::assertCount(1, $this->sent);
        $request = json_decode($this->sent[0]['body'], true);
        self::assertIsArray($request);
        self::assertSame(
            [$answer->text('ai.sent.instruction'), $answer->text('ai.sent.data')],
            array_map(static fn(array $message): mixed => $message['content'][0]['text'] ?? null, self::lists($request['messages'] ?? null)),
            'What is shown is what was sent, and all of it.',
        );
        self::assertArrayHasKey('response_format', $request);
    }

    public function test_the_provider_is_given_a_limit_of_time_and_of_tokens(): void
    {
        $this->says(['changes' => []]);
        $this->advice('tuning', 'ai');
        $request = json_decode($this->sent[0]['body'] ?? '', true);

        self::assertSame(SiteModel::SECONDS, $this->sent[0]['timeout'] ?? null);
        self::assertSame(8000, is_array($request) ? $request['max_tokens'] ?? null : null);
    }

    public function test_a_provider_that_tells_no_tokens_has_no_cost_line(): void
    {
        $this->says(['changes' => []], 0);
        $answer = $this->advice('tuning', 'ai');

        self::assertSame('ai', $answer->text('source'));
        self::assertNull($answer->at('ai.cost'));
    }

    public function test_nothing_goes_out_unless_the_ai_is_asked(): void
    {
        $this->pages();
        $this->says(['routes' => []]);
        foreach (['routes', 'preload', 'benchmark', 'tuning'] as $kind) {
            self::assertNull($this->advice($kind)->at('ai'));
        }

        self::assertSame([], $this->sent);
    }

    public function test_nobody_is_paid_for_an_answer_to_no_question(): void
    {
        $this->says(['routes' => []]);
        $answer = $this->advice('routes', 'ai');

        self::assertSame([], self::suggestions($answer));
        self::assertSame([], $this->sent);
        self::assertNull($answer->at('ai.sent'));
    }

    public function test_the_riskier_of_two_opinions_counts(): void
    {
        $this->pages();
        $this->says(['routes' => [
            ['row' => 0, 'risk' => 'high', 'reason' => 'It greets by name.'],
            ['row' => 1, 'risk' => 'low', 'reason' => 'Carts are safe.'],
            ['row' => 2, 'risk' => 'low', 'reason' => 'Cookies are safe.'],
        ]]);
        $answer = $this->advice('routes', 'ai');

        self::assertEqualsCanonicalizing(['/story/' => 'high', '/cart/' => 'high', '/offer/' => 'medium', '/old/' => 'low'], self::verdicts($answer));
        $sources = array_column(self::suggestions($answer), 'source', 'subject');
        self::assertEquals(['/story/' => 'ai', '/cart/' => 'rules', '/offer/' => 'rules', '/old/' => 'rules'], $sources);
        self::assertStringNotContainsString('are safe', (string) json_encode($answer->body));
    }

    public function test_the_ai_orders_pages_and_the_budget_stays_ours(): void
    {
        $this->pages();
        $this->expired('/second/', 5);
        $this->expired('/third/', 3);
        $this->says(['order' => [['row' => 2, 'reason' => 'New.'], ['row' => 0, 'reason' => 'Old.'], ['row' => 1, 'reason' => 'Last.']]]);

        self::assertSame(['/third/' => '1', '/old/' => '2', '/second/' => '3'], self::verdicts($this->advice('preload', 'ai')));
        self::assertSame(['/third/' => '1', '/old/' => '2'], self::verdicts($this->advice('preload', 'ai', '&budget=1')), 'Two renders of half a second.');
    }

    public function test_the_ai_chooses_among_strategies_that_passed_every_gate(): void
    {
        self::benchmark();
        $this->says(['strategies' => [['strategy' => 'origin-disk', 'verdict' => 'best', 'reason' => 'Simple.'], ['strategy' => 'object-cache', 'verdict' => 'good', 'reason' => 'Fast.']]]);

        self::assertSame(['origin-disk' => 'best', 'object-cache' => 'good'], self::verdicts($this->advice('benchmark', 'ai')));
    }

    /** @return iterable<string, array{string, string|array<mixed>, string}> kind, what the AI says, word of the fallback */
    public static function hostile_answers(): iterable
    {
        $change = static fn(mixed $setting, mixed $value, string $reason = 'So.'): array => ['changes' => [['setting' => $setting, 'value' => $value, 'reason' => $reason]]];
        $route = static fn(mixed $row, mixed $risk = 'low', string $reason = 'So.'): array => ['routes' => [['row' => $row, 'risk' => $risk, 'reason' => $reason]]];
        yield 'no JSON' => ['tuning', 'Sure! Here is your JSON:', 'not-json'];
        yield 'nothing' => ['tuning', '""', 'wrong-shape'];
        yield 'JSON behind a sentence' => ['tuning', 'OK {"changes":[]}', 'not-json'];
        yield 'deep JSON' => ['tuning', str_repeat('[', 400) . str_repeat(']', 400), 'not-json'];
        yield 'NaN' => ['tuning', '{"changes":[{"setting":"ttl.page","value":NaN,"reason":"x"}]}', 'not-json'];
        yield 'an infinite number' => ['tuning', '{"changes":[{"setting":"ttl.page","value":1e999,"reason":"x"}]}', 'wrong-shape'];
        yield 'a list' => ['tuning', '[]', 'wrong-shape'];
        yield 'another member' => ['tuning', ['changes' => [], 'run' => 'rm -rf /'], 'wrong-shape'];
        yield 'a number as text' => ['tuning', $change('ttl.page', '7200'), 'wrong-shape'];
        yield 'no reason' => ['tuning', ['changes' => [['setting' => 'ttl.page', 'value' => 7200]]], 'wrong-shape'];
        yield 'an unknown setting' => ['tuning', $change('admin.password', 1), 'wrong-shape'];
        yield 'a setting that is not on the list' => ['tuning', $change('enabled', 0), 'wrong-shape'];
        yield 'the lifetime that no purge reaches' => ['tuning', $change('ttl.browser', 3600), 'wrong-shape'];
        yield 'an exclusion of everything' => ['tuning', $change('exclude.paths', '*'), 'wrong-shape'];
        yield 'below the bounds of the setting' => ['tuning', $change('ttl.page', -1), 'not-allowed'];
        yield 'inside the setting, outside of what is safe' => ['tuning', $change('ttl.page', 60), 'not-allowed'];
        yield 'no proof any more' => ['tuning', $change('proof.sample_rate', 0), 'not-allowed'];
        yield 'a fraction of a second' => ['tuning', $change('ttl.page', 7200.5), 'not-allowed'];
        yield 'more than the disk has' => ['tuning', $change('disk.max_bytes', 1_099_511_627_776), 'not-allowed'];
        yield 'one setting twice' => ['tuning', ['changes' => [...$change('ttl.page', 7200)['changes'], ...$change('ttl.page', 3600)['changes']]], 'not-allowed'];
        yield 'a page that was not asked about' => ['routes', $route(99), 'not-allowed'];
        yield 'row -1' => ['routes', $route(-1), 'wrong-shape'];
        yield 'one row twice' => ['routes', ['routes' => [...$route(0)['routes'], ...$route(0, 'high')['routes']]], 'not-allowed'];
        yield 'a risk of its own' => ['routes', $route(0, 'none'), 'wrong-shape'];
        yield 'markup' => ['routes', $route(0, 'low', '<script>alert(1)</script>'), 'wrong-shape'];
        yield 'a link' => ['routes', $route(0, 'low', 'See https://evil.example/login'), 'not-allowed'];
        yield 'a link of Markdown' => ['routes', $route(0, 'low', 'See [here](//evil.example)'), 'not-allowed'];
        yield 'letters turned round' => ['routes', $route(0, 'low', "safe \u{202E}elbarenluv"), 'not-allowed'];
        yield 'a control character' => ['routes', $route(0, 'low', "a\u{0007}b"), 'not-allowed'];
        yield 'an endless reason' => ['routes', $route(0, 'low', str_repeat('a', 301)), 'wrong-shape'];
        yield 'a page to warm that was not asked about' => ['preload', ['order' => [['row' => 7, 'reason' => 'So.']]], 'not-allowed'];
        yield 'an address to warm' => ['preload', ['order' => [['row' => 'http://169.254.169.254/', 'reason' => 'So.']]], 'wrong-shape'];
        yield 'a strategy that failed a gate, as the best' => ['benchmark', ['strategies' => [['strategy' => 'edge-r2', 'verdict' => 'best', 'reason' => 'Fast.']]], 'not-allowed'];
        yield 'one that was not measured to its end, as good' => ['benchmark', ['strategies' => [['strategy' => 'edge-balanced', 'verdict' => 'good', 'reason' => 'Fast.']]], 'not-allowed'];
        yield 'two best ones' => ['benchmark', ['strategies' => [['strategy' => 'origin-disk', 'verdict' => 'best', 'reason' => 'a'], ['strategy' => 'object-cache', 'verdict' => 'best', 'reason' => 'b']]], 'not-allowed'];
        yield 'a huge answer' => ['tuning', '{"changes":[' . str_repeat(' ', 70_000) . ']}', 'too-long'];
    }

    /** @param string|array<mixed> $said */
    #[DataProvider('hostile_answers')]
    public function test_API_26_an_answer_that_cannot_be_trusted_is_dropped_and_the_rules_answer(string $kind, string|array $said, string $word): void
    {
        $this->pages();
        self::full_disk();
        self::benchmark();
        $expected = self::suggestions($this->advice($kind));
        $this->says($said);
        $answer = $this->advice($kind, 'ai');

        self::assertNotSame([], $expected);
        self::assertSame(['rules', $word], [$answer->text('source'), $answer->text('fallback.word')]);
        self::assertSame($expected, self::suggestions($answer));
        self::assertSame(120, $answer->at('ai.cost.total_tokens'), 'It cost something all the same.');
        self::assertNull($answer->at('applied'));
    }

    public function test_a_late_answer_is_dropped(): void
    {
        self::full_disk();
        $this->says(self::TUNING);
        $seconds = 0.0;
        add_filter('pre_http_request', static function (mixed $answer) use (&$seconds): mixed {
            $seconds += SiteModel::SECONDS + 0.1;

            return $answer;
        });
        $advice = self::advisor(static function () use (&$seconds): float {
            return $seconds;
        })->ask(AdviceKind::Tuning, AdviceSource::Ai)->to_array();

        self::assertSame(['rules', 'late'], [$advice['source'], is_array($advice['fallback']) ? $advice['fallback']['word'] : null]);
        self::assertSame(120, is_array($advice['ai']) && is_array($advice['ai']['cost']) ? $advice['ai']['cost']['total_tokens'] : null);
    }

    public function test_an_answer_in_the_last_moment_is_taken(): void
    {
        $this->says(['changes' => []]);
        $seconds = 0.0;
        add_filter('pre_http_request', static function (mixed $answer) use (&$seconds): mixed {
            $seconds += SiteModel::SECONDS;

            return $answer;
        });

        self::assertSame(AdviceSource::Ai, self::advisor(static function () use (&$seconds): float {
            return $seconds;
        })->ask(AdviceKind::Tuning, AdviceSource::Ai)->source);
    }

    public function test_a_network_that_fails_costs_nothing_but_the_answer(): void
    {
        TestProvider::connect();
        $answer = $this->advice('tuning', 'ai');

        self::assertSame(['rules', 'failed'], [$answer->text('source'), $answer->text('fallback.word')]);
        self::assertStringNotContainsString('Not in a test', (string) json_encode($answer->body), 'Nothing of what went wrong over there is repeated.');
    }

    public function test_code_of_a_provider_that_throws_is_a_failure_like_any_other(): void
    {
        TestProvider::connect();
        add_filter('pre_http_request', static fn(): never => throw new \Error('A provider with a bug.'));

        self::assertSame('failed', $this->advice('tuning', 'ai')->text('fallback.word'));
    }

    public function test_without_a_provider_the_rules_answer_and_say_so(): void
    {
        $answer = $this->advice('tuning', 'ai');

        self::assertSame(['rules', 'no-model'], [$answer->text('source'), $answer->text('fallback.word')]);
        self::assertNull($answer->at('ai.sent'));
    }

    public function test_where_ai_is_switched_off_nobody_is_asked(): void
    {
        $this->says(self::TUNING);
        add_filter('wp_supports_ai', '__return_false');
        $answer = $this->advice('tuning', 'ai');

        self::assertSame(['rules', 'unsupported', false], [$answer->text('source'), $answer->text('fallback.word'), $answer->at('ai_supported')]);
        self::assertSame([], $this->sent);
    }

    public function test_a_filter_that_throws_is_no_ai(): void
    {
        add_filter('wp_supports_ai', static fn(): never => throw new \RuntimeException('No.'));

        self::assertSame('unsupported', $this->advice('tuning', 'ai')->text('fallback.word'));
    }

    /**
     * @return list<array{content: list<array<string, mixed>>}>
     */
    private static function lists(mixed $messages): array
    {
        $lists = [];
        foreach (is_array($messages) ? $messages : [] as $message) {
            $part = is_array($message) && is_array($message['content'] ?? null) ? $message['content'][0] ?? null : null;
            self::assertIsArray($part);
            $lists[] = ['content' => [['text' => $part['text'] ?? null]]];
        }

        return $lists;
    }

    /** @param \Closure(): float $clock */
    private static function advisor(\Closure $clock): Advisor
    {
        return new Advisor(
            new SiteFacts(SettingsRepository::of_site(), Counting::of_wordpress()),
            new RulesAdviser(),
            new AiAdviser(new SiteModel($clock), 'en_US'),
        );
    }
}
