<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Tests\WordPress\LiveAnswer;
use DynamicCache\Tests\WordPress\LiveSite;
use DynamicCache\Tests\WordPress\ThrowAwayWordPress;
use PHPUnit\Framework\TestCase;

/** A site whose wp-content is a link to a folder elsewhere, as deploys with releases and shared folders have it. */
final class LinkedContentTest extends TestCase
{
    private const PLUGIN = 'ai-wp-dynamic-cache/ai-wp-dynamic-cache';

    private LiveSite $live;

    private string $elsewhere = '';

    protected function setUp(): void
    {
        $this->live = LiveSite::start();
        $this->elsewhere = "{$this->live->wordpress->root}-shared";
        rename($this->live->file('wp-content'), $this->elsewhere);
        symlink($this->elsewhere, $this->live->file('wp-content'));
    }

    protected function tearDown(): void
    {
        $this->live->stop();
        ThrowAwayWordPress::delete_folder($this->elsewhere);
    }

    public function test_it_is_installed_filled_hit_and_purged_there_and_deactivated_without_a_trace(): void
    {
        $before = $this->files();
        self::assertSame(200, $this->live->switch(true)->status);
        $status = $this->live->rest('GET', '/status');
        self::assertSame(['installed', true, true, []], array_map($status->member(...), ['dropin', 'wp_cache', 'cache_dir_writable', 'problems']));
        self::assertFileExists("{$this->elsewhere}/advanced-cache.php");
        self::assertTrue(is_link($this->live->file('wp-content')), 'the link stays a link');

        self::assertSame('hit; reason=fresh', $this->stored()->header('X-Dynamic-Cache'));
        $edit = $this->wordpress('POST', '/posts/1', '{"title":"Edited behind a link"}');
        self::assertSame(200, $edit->status, $edit->body);
        $next = $this->live->request('GET', '/hello-world/');
        self::assertSame('miss; reason=purged', $next->header('X-Dynamic-Cache'));
        self::assertStringContainsString('Edited behind a link', $next->body);
        self::assertSame('hit; reason=fresh', $this->stored()->header('X-Dynamic-Cache'));

        self::assertSame(200, $this->wordpress('PUT', '/plugins/' . self::PLUGIN, '{"status":"inactive"}')->status);
        self::assertSame($before, $this->files());
        self::assertSame('', $this->live->request('GET', '/hello-world/')->header('X-Dynamic-Cache'));
    }

    /** A hit, once the first renders of the site are over, which write by themselves. */
    private function stored(): LiveAnswer
    {
        $answer = $this->live->request('GET', '/hello-world/');
        for ($visit = 0; $visit < 6 && $answer->header('X-Dynamic-Cache') !== 'hit; reason=fresh'; $visit++) {
            $answer = $this->live->request('GET', '/hello-world/');
        }

        return $answer;
    }

    /**
     * What the owner's own files are, and the names beside them; the cache folder and the database are WordPress' affair.
     *
     * @return array<string, string>
     */
    private function files(): array
    {
        $names = array_diff((array) scandir($this->elsewhere), ['.', '..', 'cache', 'database']);

        return [
            'wp-config.php' => (string) file_get_contents($this->live->file('wp-config.php')),
            'wp-content' => implode(' ', array_filter($names, is_string(...))),
            'root' => implode(' ', array_filter((array) scandir($this->live->wordpress->root), is_string(...))),
        ];
    }

    /** @param non-empty-string $method */
    private function wordpress(string $method, string $path, string $body): LiveAnswer
    {
        [, , , $headers] = $this->live->rest_request($method, $path, $body);

        return $this->live->request($method, "/wp-json/wp/v2{$path}", $body, $headers);
    }
}
