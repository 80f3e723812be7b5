<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Advisor;

use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

/** Serving never depends on the advisor: visitors get the same bytes where nothing of it can even be loaded. */
final class ServingTest extends TestCase
{
    private const BROKEN = <<<'PHP'
        <?php
        spl_autoload_register(static function (string $class): void {
            if (str_starts_with($class, 'DynamicCache\\Advisor\\')) {
                throw new Error("{$class} is broken.");
            }
        }, true, true);
        add_filter('wp_ai_client_prevent_prompt', static fn(): never => throw new Error('AI is broken.'));
        PHP;

    private const VISITS = [
        ['GET', '/', '', []],
        ['GET', '/', '', []],
        ['GET', '/?p=1', '', []],
        ['GET', '/sample-page/', '', []],
        ['GET', '/sample-page/', '', []],
        ['GET', '/there-is-no-such-page/', '', []],
        ['GET', '/', '', ['Cookie' => 'wordpress_logged_in_x=nobody']],
        ['POST', '/', 'a=b', []],
        ['HEAD', '/', '', []],
    ];

    public function test_with_the_advisor_throwing_everywhere_the_bytes_are_the_same(): void
    {
        $site = LiveSite::start();
        try {
            self::assertSame(200, $site->switch(true)->status);
            // What a new site does once (cron, the first look at an option) is not what this is about.
            self::visits($site);
            $before = self::visits($site);
            file_put_contents($site->file('wp-content/mu-plugins/broken-advisor.php'), self::BROKEN);
            $after = self::visits($site);

            // Broken it is, and only it.
            self::assertSame(500, $site->rest('GET', '/advisor/tuning')->status);
            self::assertSame(500, $site->rest('POST', '/advisor/undo', '{}', 'x')->status);
            self::assertSame(200, $site->rest('GET', '/status')->status);
            self::assertSame(200, $site->rest('GET', '/pages')->status);
            self::assertContains('hit; reason=fresh', array_column($before, 'cache'));
            self::assertGreaterThan(1000, strlen($before[1]['body']));
            self::assertSame($before, $after);
        } finally {
            $site->stop();
        }
    }

    /** @return list<array{status: int, cache: string, body: string}> */
    private static function visits(LiveSite $site): array
    {
        self::assertSame(200, $site->rest('POST', '/purge', '{"everything":true}')->status);
        $seen = [];
        foreach (self::VISITS as [$method, $path, $body, $headers]) {
            $answer = $site->request($method, $path, $body, $headers);
            // `purged` or `cold`: whether there was an old copy is not what this is about.
            $seen[] = ['status' => $answer->status, 'cache' => strtr($answer->header('X-Dynamic-Cache'), ['purged' => 'cold']), 'body' => $answer->body];
        }

        return $seen;
    }
}
