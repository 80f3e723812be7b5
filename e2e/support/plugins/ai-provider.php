<?php

/**
 * Plugin of the journeys: the AI provider of the plugin's own tests, as a plugin registers one with WordPress. Only the
 * network below it is made up. The cookie `ai` says how it behaves: `hostile` answers with markup, `off` is a site without AI.
 */

declare(strict_types=1);

use DynamicCache\Tests\WordPress\Advisor\TestProvider;

foreach (['TestModel', 'TestModels', 'TestProvider'] as $class) {
    require_once WP_PLUGIN_DIR . "/ai-wp-dynamic-cache/tests/WordPress/Advisor/{$class}.php";
}

/**
 * What the model says of a question of the advisor.
 *
 * @param array<string, mixed> $data that was sent
 */
function journey_opinion(array $data): string
{
    if (($_COOKIE['ai'] ?? '') === 'hostile') {
        return '{"changes":[{"setting":"ttl.page","value":3600,"reason":"<script>alert(1)</script>"}]}';
    }
    $rows = array_column($data['pages'] ?? [], 'path', 'row');

    return (string) json_encode(match (true) {
        isset($data['settings']) => ['changes' => [['setting' => 'ttl.page', 'value' => 1_209_600, 'reason' => 'Pages of this site seldom change, and a change purges them at once.']]],
        isset($data['most']) => ['order' => array_map(static fn(int $row): array => ['row' => $row, 'reason' => 'Many visitors begin here.'], array_slice(array_keys($rows), 0, $data['most']))],
        isset($data['strategies']) => ['strategies' => []],
        default => ['routes' => [['row' => (int) array_search('/about/', $rows, true), 'risk' => 'medium', 'reason' => 'It may greet people by their names.']]],
    });
}

add_action('init', TestProvider::connect(...));
add_filter('wp_supports_ai', static fn(bool $supports): bool => ($_COOKIE['ai'] ?? '') === 'off' ? false : $supports);
add_filter('pre_http_request', static function (mixed $answer, mixed $args, string $url): mixed {
    if (!str_starts_with($url, TestProvider::url(''))) {
        return $answer;
    }
    $request = json_decode($args['body'], true);
    $data = json_decode($request['messages'][1]['content'][0]['text'] ?? '{}', true);

    return [
        'headers' => ['content-type' => 'application/json'],
        'body' => (string) json_encode([
            'id' => 'one',
            'choices' => [['message' => ['role' => 'assistant', 'content' => journey_opinion($data)], 'finish_reason' => 'stop']],
            'usage' => ['prompt_tokens' => 812, 'completion_tokens' => 44, 'total_tokens' => 856],
        ]),
        'response' => ['code' => 200, 'message' => 'OK'],
        'cookies' => [],
        'filename' => null,
    ];
}, 10, 3);
