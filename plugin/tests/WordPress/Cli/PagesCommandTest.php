<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cli;

final class PagesCommandTest extends CliTestCase
{
    public static function setUpBeforeClass(): void
    {
        parent::setUpBeforeClass();
        self::done('enable');
        $database = self::wp()->wordpress->database->connect();
        foreach (['/shop/' => 'post', '/shop/cart/' => 'page', '/about/' => 'page'] as $path => $kind) {
            $database->prepare('INSERT INTO wp_dynamic_cache_pages (id, url, variant, persona, title, kind, post, refusal, seen_at, stored_at, expires_at, bytes, gzip_bytes, revision, epoch, seq, purged_by, tags_count, hashes, sources, hits, last_hit) VALUES (?, ?, \'\', \'\', ?, ?, 0, ?, ?, 0, 0, 0, 0, \'\', \'\', 0, 0, 0, \'\', \'\', 0, 0)')->execute([
                substr(hash('sha256', $path), 0, 32), "http://127.0.0.1:8899{$path}", "Title of {$path}", $kind, $path === '/shop/cart/' ? 'set-cookie' : '', time(),
            ]);
        }
    }

    public function test_lists_pages_with_the_reason_in_every_format(): void
    {
        self::assertMatchesRegularExpression('~/shop/cart/[\s|]*not-cached[\s|]*set-cookie~', self::done('pages', 'list')->out);
        $pages = self::done('pages', 'list', '--status=not-cached', '--search=shop', '--orderby=url', '--order=asc', '--format=json')->json();
        self::assertIsArray($pages);
        self::assertSame(['cold', 'set-cookie'], array_column($pages, 'reason'));
        self::assertSame("http://127.0.0.1:8899/shop/cart/\n", self::done('pages', 'list', '--reason=set-cookie', '--format=ids')->out);
        self::assertCount(3, explode("\n", trim(self::done('pages', 'list', '--kind=page', '--format=csv')->out)));
        self::assertStringContainsString('1 of 3 pages', self::done('pages', 'list', '--per-page=1')->out);
    }

    public function test_refuses_what_no_filter_is_and_does_nothing(): void
    {
        self::assertStringContainsString('--status.0', self::refused('pages', 'list', '--status=cold')->err);
        self::assertStringContainsString('--per_page', self::refused('pages', 'list', '--per-page=1000')->err);
        self::assertStringContainsString('purge --all', self::refused('pages', 'purge')->err);
    }

    public function test_purges_what_matches_and_says_how_much(): void
    {
        self::assertStringContainsString('2 pages are out of use', self::done('pages', 'purge', '--search=/shop/')->out);
        self::assertStringContainsString('0 pages are out of use', self::done('pages', 'purge', '--search=/nowhere/')->out);
    }

    public function test_WP_02_a_person_needs_the_capability(): void
    {
        self::wp()->wordpress->run(__DIR__ . '/make-users.php');

        self::assertStringContainsString('manage_dynamic_cache', self::refused('pages', 'list', '--user=purger')->err);
        self::assertStringContainsString('purge_dynamic_cache', self::refused('pages', 'purge', '--search=/shop/', '--user=writer')->err);
        self::done('pages', 'purge', '--search=/nowhere/', '--user=purger');
    }
}
