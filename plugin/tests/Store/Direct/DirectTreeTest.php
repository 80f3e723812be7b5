<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Direct;

use DynamicCache\Direct\TreeLine;
use DynamicCache\Direct\TreeState;
use DynamicCache\Direct\Windows;
use DynamicCache\Store\PurgeKind;
use DynamicCache\Tests\Store\TemporaryFolder;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/load.php';
require_once __DIR__ . '/DirectSite.php';

final class DirectTreeTest extends TestCase
{
    private TemporaryFolder $folder;

    private DirectSite $site;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        $this->site = DirectSite::in($this->folder);
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    public function test_a_page_is_linked_in_both_forms(): void
    {
        self::assertTrue($this->site->fill('/a/', 'one', ['post:1']));

        self::assertSame('one', $this->site->found('/a/'));
        self::assertSame('one', gzdecode((string) file_get_contents("{$this->site->site->folder()}/tree/pages/a/@.html.gz")));
    }

    public function test_the_links_are_names_of_one_body(): void
    {
        $this->site->fill('/a/', 'one', ['post:1']);
        $line = $this->site->tree->pages()['a/@.html'] ?? null;

        self::assertNotNull($line);
        self::assertSame(2, stat("{$this->site->site->folder()}/tree/pages/a/@.html")['nlink'] ?? 0);
    }

    public function test_with_and_without_a_slash_are_two_pages(): void
    {
        foreach (['/a', '/a/', '/a.html', '/'] as $path) {
            self::assertTrue($this->site->fill($path, "page {$path}"));
        }
        foreach (['/a', '/a/', '/a.html', '/'] as $path) {
            self::assertSame("page {$path}", $this->site->found($path));
        }
    }

    public function test_a_purge_that_was_followed_leaves_no_link_of_its_pages_and_all_others(): void
    {
        $this->site->fill('/a/', 'one', ['post:1', 'home']);
        $this->site->fill('/b/', 'two', ['post:2', 'home']);
        $this->site->store->purge(['post:1'], [], DirectSite::NOW);
        self::assertTrue($this->site->tree->is_behind());
        self::assertTrue($this->site->tree->follow());

        self::assertFalse($this->site->tree->is_behind());
        self::assertNull($this->site->found('/a/'));
        self::assertFileDoesNotExist("{$this->site->site->folder()}/tree/pages/a/@.html.gz");
        self::assertSame('two', $this->site->found('/b/'));
    }

    public function test_a_suspicion_takes_links_at_once_and_its_end_brings_them_back(): void
    {
        $this->site->fill('/a/', 'one', ['post:1']);
        $suspicion = $this->site->store->suspect(['post:1'], DirectSite::NOW);
        $this->site->tree->follow();
        self::assertNull($this->site->found('/a/'));

        $this->site->store->purge([], [$suspicion], DirectSite::NOW);
        $this->site->tree->follow();
        $this->site->renew();
        self::assertSame('one', $this->site->found('/a/'));
    }

    public function test_a_suspicion_that_became_a_purge_brings_nothing_back(): void
    {
        $this->site->fill('/a/', 'one', ['post:1']);
        $suspicion = $this->site->store->suspect(['post:1'], DirectSite::NOW);
        $this->site->tree->follow();
        $this->site->store->purge(['post:1'], [$suspicion], DirectSite::NOW);
        $this->site->renew();

        self::assertNull($this->site->found('/a/'));
    }

    public function test_an_expiry_takes_links_for_good(): void
    {
        $this->site->fill('/a/', 'one', ['post:1']);
        $this->site->store->purge(['post:1'], [], DirectSite::NOW, PurgeKind::Soft);
        $this->site->tree->follow();
        $this->site->renew();

        self::assertNull($this->site->found('/a/'));
    }

    public function test_everything_goes_with_one_rename(): void
    {
        $this->site->fill('/a/', 'one', ['post:1']);
        $this->site->store->purge(['site'], [], DirectSite::NOW);
        $this->site->tree->follow();

        self::assertDirectoryDoesNotExist("{$this->site->site->folder()}/tree");
        $this->site->renew();
        self::assertNull($this->site->found('/a/'));
        self::assertSame([], $this->site->folder->old());
    }

    public function test_500_links_go_one_by_one_and_501_with_the_tree(): void
    {
        for ($i = 0; $i < 500; $i++) {
            $this->site->fill("/p{$i}/", "page {$i}", ['term:1']);
        }
        $this->site->fill('/other/', 'other', ['term:2']);
        $inode = fileinode("{$this->site->site->folder()}/tree");
        $this->site->store->purge(['term:1'], [], DirectSite::NOW);
        $this->site->tree->follow();
        clearstatcache();
        self::assertSame($inode, fileinode("{$this->site->site->folder()}/tree"));
        self::assertNull($this->site->found('/p0/'));
        self::assertNull($this->site->found('/p499/'));

        for ($i = 0; $i <= 500; $i++) {
            $this->site->fill("/p{$i}/", "page {$i}", ['term:1']);
        }
        $this->site->store->purge(['term:1'], [], DirectSite::NOW);
        $this->site->tree->follow();
        self::assertDirectoryDoesNotExist("{$this->site->site->folder()}/tree");

        $this->site->renew();
        self::assertSame('other', $this->site->found('/other/'), 'what was not purged comes back');
        self::assertNull($this->site->found('/p0/'));
    }

    public function test_a_page_that_was_purged_while_it_rendered_is_not_linked(): void
    {
        $token = $this->site->store->token(DirectSite::NOW);
        $page = $this->site->page('/a/', 'old', ['post:1']);
        $this->site->store->purge(['post:1'], [], DirectSite::NOW);

        self::assertFalse($this->site->placing()->place($page, $token, DirectSite::NOW, static fn(): bool => true));
        self::assertNull($this->site->found('/a/'));
    }

    public function test_no_link_can_be_reached_after_the_end_of_its_page_even_when_nobody_renews(): void
    {
        $this->site->fill('/long/', 'long');
        $this->site->renew();
        $later = DirectSite::NOW + 604_800 - 5000;
        while ($this->site->found('/long/') !== null && $later < DirectSite::NOW + 604_800) {
            $this->site->renew($later);
            $later += 250;
        }
        self::assertNull($this->site->found('/long/'));
        self::assertGreaterThanOrEqual(Windows::end($later - 250), DirectSite::NOW + 604_800 + 1000);
        // The windows that were open while the page was still there had all ended before it did.
        self::assertLessThan(DirectSite::NOW + 604_800, Windows::end($later - 500));
    }

    public function test_the_web_server_looks_under_the_names_of_now_alone(): void
    {
        $this->site->fill('/a/', 'one');
        $this->site->renew();
        $open = "{$this->site->site->folder()}/open";
        $first = intdiv(DirectSite::NOW, 1000);
        foreach (range($first, $first + 3) as $window) {
            self::assertSame('one', @file_get_contents("{$open}/{$this->site->site->rules()}-{$window}/a/@.html"));
        }
        $this->site->renew(DirectSite::NOW + 1000);
        self::assertFileDoesNotExist("{$open}/{$this->site->site->rules()}-{$first}/a/@.html");
    }

    public function test_pages_of_other_settings_go(): void
    {
        $this->site->fill('/a/', 'one');
        $this->site->tree->renew('ffffffffffffffff', Windows::end(DirectSite::NOW), DirectSite::NOW, []);

        self::assertNull($this->site->found('/a/'));
        self::assertFalse($this->site->tree->place(
            TreeLine::of('b@.html', 0, DirectSite::NOW + 9999, ['site']),
            \DynamicCache\Store\Body::of('b'),
            new TreeState($this->site->store->token(DirectSite::NOW)->epoch . 'x', 0, DirectSite::REVISION),
            DirectSite::NOW,
            static fn(): bool => true,
        ));
    }

    public function test_nothing_is_left_of_a_tree_that_was_removed(): void
    {
        $this->site->fill('/a/', 'one');
        $this->site->renew();
        $this->site->tree->remove();

        self::assertDirectoryDoesNotExist($this->site->site->root);
    }

    public function test_bodies_that_nothing_names_are_deleted_when_nobody_can_be_about_to_link_them(): void
    {
        $this->site->fill('/a/', 'one');
        $this->site->fill('/a/', 'two');
        self::assertCount(4, $this->bodies());
        $this->site->tree->renew(DirectSite::REVISION, Windows::end(DirectSite::NOW), time() + 4000, []);

        self::assertCount(2, $this->bodies());
        self::assertSame('two', $this->site->found('/a/'));
    }

    public function test_two_versions_of_the_same_length_have_different_times(): void
    {
        $this->site->fill('/a/', 'version 1');
        $first = filemtime("{$this->site->site->folder()}/tree/pages/a/@.html");
        $this->site->fill('/a/', 'version 2');
        clearstatcache();

        self::assertNotSame($first, filemtime("{$this->site->site->folder()}/tree/pages/a/@.html"));
    }

    /** @return list<string> */
    private function bodies(): array
    {
        return array_values(array_filter($this->folder->files(), static fn(string $file): bool => str_contains($file, '/bodies/')));
    }
}
