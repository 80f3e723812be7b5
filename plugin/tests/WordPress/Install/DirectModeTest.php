<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Tests\WordPress\LiveAnswer;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

/** Direct mode in a WordPress; what a web server would find is looked up in its folder. */
final class DirectModeTest extends TestCase
{
    private const TREE = 'wp-content/cache/dynamic-cache-direct';
    private const HTACCESS = "# BEGIN WordPress\nRewriteEngine On\n# END WordPress\n";

    private static ?LiveSite $site = null;

    public static function tearDownAfterClass(): void
    {
        self::$site?->stop();
        self::$site = null;
    }

    protected function setUp(): void
    {
        file_put_contents($this->site()->file('.htaccess'), self::HTACCESS);
        self::assertSame(200, $this->set('{"enabled":true,"direct_mode":true}')->status);
        // The first visits change the site: core makes a menu.
        for ($visit = 0; $visit < 10 && !is_file($this->link('')); $visit++) {
            $this->site()->request('GET', '/');
            usleep(300_000);
            clearstatcache();
        }
        self::assertFileExists($this->link(''));
    }

    protected function tearDown(): void
    {
        $this->set('{"enabled":false,"direct_mode":false,"paused_until":null}');
        self::assertDirectoryDoesNotExist($this->site()->file(self::TREE));
        self::assertSame(self::HTACCESS, file_get_contents($this->site()->file('.htaccess')));
    }

    public function test_a_rendered_page_is_linked_and_the_web_server_may_look_for_it(): void
    {
        self::assertStringContainsString('</html>', (string) file_get_contents($this->link('')));
        $names = (array) scandir($this->site()->file(self::TREE . '/1/open'));
        self::assertCount(5, array_filter($names, static fn(mixed $name): bool => is_string($name) && preg_match('/^[0-9a-f]{12}(-[0-9]{7})?$/', $name) === 1));
        self::assertStringStartsWith('# BEGIN AI WP Dynamic Cache 1', (string) file_get_contents($this->site()->file('.htaccess')));
    }

    public function test_a_change_has_taken_the_link_away_when_its_request_is_answered(): void
    {
        $answer = $this->wordpress('POST', '/posts', '{"title":"A new post","status":"publish"}');
        self::assertSame(201, $answer->status);
        clearstatcache();

        self::assertFileDoesNotExist($this->link(''));
    }

    public function test_a_pause_takes_everything_away_at_once(): void
    {
        $this->set('{"paused_until":' . (time() + 600) . '}');
        clearstatcache();

        self::assertFileDoesNotExist($this->link(''));
        self::assertSame(['.', '..'], scandir($this->site()->file(self::TREE . '/1/open')));
    }

    public function test_another_rule_of_the_owner_takes_everything_away_and_renames_what_is_looked_for(): void
    {
        $before = scandir($this->site()->file(self::TREE . '/1/open'));
        $this->set('{"exclude":{"cookies":["my_shop"]}}');
        clearstatcache();

        self::assertFileDoesNotExist($this->link(''));
        self::assertSame(['.', '..'], array_values(array_intersect((array) $before, (array) scandir($this->site()->file(self::TREE . '/1/open')))));
        $this->set('{"exclude":{"cookies":[]}}');
    }

    public function test_the_test_of_the_ways_in_says_that_no_rules_are_active(): void
    {
        $answer = $this->site()->rest('POST', '/settings/test', '{"what":"ways-in"}');

        self::assertSame(200, $answer->status, $answer->body);
        self::assertStringContainsString('The rules of the web server are not active', $answer->body);
        self::assertSame([], glob($this->site()->file(self::TREE . '/1/tree/pages/dynamic-cache-direct-*')));
        // From then on the dashboard says it by itself.
        self::assertStringContainsString('direct_mode_inactive', $this->site()->rest('GET', '/status')->body);
    }

    public function test_deactivation_leaves_nothing(): void
    {
        $plugin = 'ai-wp-dynamic-cache/ai-wp-dynamic-cache';
        self::assertSame(200, $this->wordpress('PUT', "/plugins/{$plugin}", '{"status":"inactive"}')->status);
        clearstatcache();
        $isGone = !file_exists($this->site()->file(self::TREE));
        $htaccess = file_get_contents($this->site()->file('.htaccess'));
        $this->wordpress('PUT', "/plugins/{$plugin}", '{"status":"active"}');

        self::assertTrue($isGone);
        self::assertSame(self::HTACCESS, $htaccess);
    }

    /** @param non-empty-string $method */
    private function wordpress(string $method, string $path, string $body): LiveAnswer
    {
        [, , , $headers] = $this->site()->rest_request($method, $path, $body);

        return $this->site()->request($method, "/wp-json/wp/v2{$path}", $body, $headers);
    }

    private function set(string $patch): LiveAnswer
    {
        return $this->site()->rest('PATCH', '/settings', $patch, $this->site()->rest('GET', '/settings')->text('revision'));
    }

    private function link(string $path): string
    {
        return $this->site()->file(self::TREE . "/1/tree/pages/{$path}@.html");
    }

    private function site(): LiveSite
    {
        return self::$site ??= LiveSite::start();
    }
}
