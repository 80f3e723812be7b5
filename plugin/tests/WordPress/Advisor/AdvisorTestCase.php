<?php

/** A site with pages, figures and a benchmark; an AI provider where a test connects one. Nothing leaves the process. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Advisor;

use DynamicCache\Engine\Reason;
use DynamicCache\Stats\Storage;
use DynamicCache\Tests\WordPress\Index\IndexTestCase;
use DynamicCache\Tests\WordPress\RestAnswer;

abstract class AdvisorTestCase extends IndexTestCase
{
    /** @var list<array{url: string, body: string, timeout: mixed}> what went out */
    protected array $sent = [];

    protected function setUp(): void
    {
        parent::setUp();
        TestModels::$isConnected = false;
        add_filter('pre_http_request', function (mixed $answer, mixed $args, string $url): mixed {
            $args = is_array($args) ? $args : [];
            $this->sent[] = ['url' => $url, 'body' => is_string($args['body'] ?? null) ? $args['body'] : '', 'timeout' => $args['timeout'] ?? null];

            return $answer === false ? new \WP_Error('http_request_failed', 'Not in a test.') : $answer;
        }, 99, 3);
    }

    protected function tearDown(): void
    {
        TestModels::$isConnected = false;
        parent::tearDown();
    }

    /**
     * Connects a provider that says this.
     *
     * @param string|array<mixed> $text text as it is, or what becomes JSON
     */
    protected function says(string|array $text, int $tokens = 120): void
    {
        TestProvider::connect();
        $body = json_encode([
            'id' => 'one',
            'choices' => [['message' => ['role' => 'assistant', 'content' => is_string($text) ? $text : json_encode($text, JSON_THROW_ON_ERROR)], 'finish_reason' => 'stop']],
            'usage' => ['prompt_tokens' => $tokens - min(20, $tokens), 'completion_tokens' => min(20, $tokens), 'total_tokens' => $tokens],
        ], JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE);
        add_filter('pre_http_request', static fn(): array => [
            'headers' => ['content-type' => 'application/json'],
            'body' => $body,
            'response' => ['code' => 200, 'message' => 'OK'],
            'cookies' => [],
            'filename' => null,
        ]);
    }

    protected function advice(string $kind, string $source = 'rules', string $more = ''): RestAnswer
    {
        $answer = $this->rest('GET', "/advisor/{$kind}?source={$source}{$more}");
        self::assertSame(200, $answer->status, (string) json_encode($answer->body));

        return $answer;
    }

    /**
     * Verdicts by subject, in their order.
     *
     * @return array<string, string>
     */
    protected static function verdicts(RestAnswer $answer): array
    {
        $verdicts = [];
        foreach (self::suggestions($answer) as $suggestion) {
            $verdicts[str_replace('http://127.0.0.1:8899', '', self::text($suggestion, 'subject'))] = self::text($suggestion, 'verdict');
        }

        return $verdicts;
    }

    /** @return list<array<mixed>> */
    protected static function suggestions(RestAnswer $answer): array
    {
        $suggestions = $answer->at('suggestions');
        self::assertIsArray($suggestions);

        return array_values(array_filter($suggestions, is_array(...)));
    }

    /** Pages 0 to 3 by their visits: a post, a cart, a page that sets a cookie, one whose time is over. */
    protected function pages(): void
    {
        foreach (['/story/' => 40, '/cart/' => 30] as $path => $hits) {
            $this->index()->count([substr($this->stored($path), 0, 16) => $hits]);
        }
        $this->refused('/offer/', Reason::SetCookie);
        $this->index()->count([substr(hash('sha256', self::canonical('/offer/')), 0, 16) => 20]);
        $this->expired('/old/', 10);
    }

    protected function expired(string $path, int $hits): void
    {
        $this->index()->count([substr($this->stored($path, lifetime: -10), 0, 16) => $hits]);
    }

    /** The stored pages take all that they may, and there is room for more. */
    protected static function full_disk(): void
    {
        update_option(Storage::OPTION, ['pages' => 9000, 'bytes' => 1_073_741_824, 'free_bytes' => 107_374_182_400, 'measured_at' => time()]);
    }

    /** A benchmark as its route tells it: the fastest strategy leaks. */
    protected static function benchmark(): void
    {
        $gates = ['digest' => true, 'leak' => true, 'purge' => true, 'collision' => true];
        $run = static fn(string $strategy, float $p95, array $passed): array => [
            'strategy' => $strategy,
            'metrics' => ['p50_latency_ms' => $p95 / 2, 'p95_latency_ms' => $p95, 'p99_latency_ms' => $p95 * 2],
            'passed' => $passed,
        ];
        register_rest_route('dynamic-cache/v1', '/benchmark', [
            'methods' => 'GET',
            'permission_callback' => '__return_false',
            'callback' => static fn(): \WP_REST_Response => new \WP_REST_Response(['ok' => true, 'runs' => [
                ['state' => 'running', 'candidates' => [$run('origin-disk', 1.0, [])]],
                ['state' => 'done', 'candidates' => [
                    $run('edge-r2', 3.0, ['leak' => false] + $gates),
                    $run('origin-disk', 20.0, $gates),
                    $run('object-cache', 12.0, $gates),
                    $run('edge-balanced', 5.0, ['purge' => null] + $gates),
                ]],
            ]]),
        ], true);
    }
}
