<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\LengthPrefixed;
use DynamicCache\Engine\Reason;
use DynamicCache\Store\Body;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\MemoryPageStore;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageHead;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Token;
use DynamicCache\Store\UnableToSavePage;
use DynamicCache\Tests\Store\TemporaryFolder;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** Invariants 7 to 10 of docs/security.md, where pages are kept. FUZZ_SEED has a run again. */
final class StoreInvariantsTest extends TestCase
{
    private const NOW = 1_800_000_000;

    private Chance $chance;

    private string $seed;

    protected function setUp(): void
    {
        $seed = Chance::seed();
        $this->seed = "seed {$seed}";
        $this->chance = new Chance($seed);
    }

    /** @return array<string, array{string}> */
    public static function stores(): array
    {
        return ['disk' => ['disk'], 'memory' => ['memory']];
    }

    #[DataProvider('stores')]
    public function test_invariant_8_a_fill_that_began_before_a_purge_of_what_it_shows_is_never_stored(string $kind): void
    {
        $folder = new TemporaryFolder();
        $store = self::store($kind, $folder->path);
        $refused = 0;
        for ($run = 0; $run < Chance::times(300); $run++) {
            $tags = array_values(array_unique(['site', $this->chance->one(['post:1', 'post:2', 'term:3']), $this->chance->one(['post:4', 'term:3'])]));
            $token = $store->token(self::NOW);
            $purged = [];
            for ($purges = $this->chance->below(3); $purges > 0; $purges--) {
                $purged[] = $this->chance->one(['post:1', 'post:2', 'term:3', 'post:4', 'user:5']);
                $store->purge([$purged[count($purged) - 1]], [], self::NOW);
            }
            $isOld = array_intersect($tags, $purged) !== [];
            $refused += $isOld ? 1 : 0;

            self::assertSame(!$isOld, self::saves($store, self::page("/{$run}/", 'body', $tags), $token), implode(' ', $tags) . ' / ' . implode(' ', $purged) . ", {$this->seed}");
            self::assertSame(!$isOld, $store->find(self::canonical("/{$run}/"), self::NOW) instanceof Page);
        }
        $folder->delete();
        self::assertGreaterThan(30, $refused);
    }

    #[DataProvider('stores')]
    public function test_invariant_9_a_refresh_that_fails_leaves_the_old_page_as_it_was(string $kind): void
    {
        $folder = new TemporaryFolder();
        $store = self::store($kind, $folder->path);
        for ($run = 0; $run < Chance::times(200); $run++) {
            $old = self::page("/{$run}/", 'old', ['post:1']);
            self::assertTrue(self::saves($store, $old, $store->token(self::NOW)));
            $early = $store->token(self::NOW);
            $store->purge(['post:2'], [], self::NOW);
            // The render that fails: one tag of it was purged meanwhile, so that its save is refused.
            self::assertFalse(self::saves($store, self::page("/{$run}/", 'new', ['post:1', 'post:2'], $this->chance->below(90_000)), $early));
            $found = $store->find(self::canonical("/{$run}/"), self::NOW);

            self::assertInstanceOf(Page::class, $found);
            self::assertSame(['old', $old->expiresAt], [$found->body->identity, $found->expiresAt]);
        }
        $folder->delete();
    }

    public function test_invariant_10_a_damaged_page_is_a_miss_and_never_an_error(): void
    {
        $folder = new TemporaryFolder();
        $store = self::store('disk', $folder->path);
        $canonical = self::canonical('/a/');
        self::assertTrue(self::saves($store, self::page('/a/', str_repeat('body', 500), ['post:1']), $store->token(self::NOW)));
        [$file] = TemporaryFolder::matching("{$folder->path}/pages/1/*/*/*.page");
        $bytes = (string) file_get_contents($file);
        for ($run = 0; $run < Chance::times(2_000); $run++) {
            $damaged = $this->chance->damaged($bytes);
            file_put_contents($file, $damaged);
            $found = $store->find($canonical, self::NOW);

            self::assertSame(self::without_seal($damaged) === self::without_seal($bytes), $found instanceof Page, bin2hex(substr($damaged, 0, 60)) . ", {$this->seed}");
            self::assertTrue($found instanceof Page || in_array($found->reason, [Reason::Corrupt, Reason::Schema], true));
        }
        $folder->delete();
    }

    /** A seal says nothing of the page itself; one that is damaged is none. */
    private static function without_seal(string $bytes): string
    {
        return strlen($bytes) < PageHead::LENGTH ? $bytes : substr_replace($bytes, str_repeat('-', PageHead::SEAL_LENGTH), PageHead::SEAL_AT, PageHead::SEAL_LENGTH);
    }

    public function test_invariant_7_no_byte_of_a_visitor_is_in_the_name_of_a_file(): void
    {
        $folder = new TemporaryFolder();
        $store = self::store('disk', $folder->path);
        for ($run = 0; $run < Chance::times(200); $run++) {
            $path = '/' . $this->chance->text(['../', '..', "\0", '%00', '%2e', str_repeat('a', 300), '*', "\n", 'x.php', 'é'], 5);
            self::assertTrue(self::saves($store, self::page($path, 'body', ['post:1']), $store->token(self::NOW)));
            self::assertInstanceOf(Page::class, $store->find(self::canonical($path), self::NOW));
        }
        foreach ($folder->files() as $file) {
            self::assertMatchesRegularExpression('#^(?:pages/1/[0-9a-f]{32}/[0-9a-f]{2}/[0-9a-f]{62}\.page|log/1\.php)$#D', $file);
        }
        $folder->delete();
    }

    public function test_r_46_emptying_one_site_leaves_everything_else_in_the_folder(): void
    {
        $folder = new TemporaryFolder();
        $one = self::store('disk', $folder->path);
        $two = new DiskPageStore($folder->path, '2', Files::of_system());
        self::assertTrue(self::saves($one, self::page('/a/', 'body', ['post:1', 'site']), $one->token(self::NOW)));
        self::assertTrue(self::saves($two, self::page('/a/', 'other', ['post:1', 'site']), $two->token(self::NOW)));
        foreach (['foreign.page', 'pages/foreign.page', 'pages/1x.page'] as $file) {
            file_put_contents("{$folder->path}/{$file}", 'of somebody else');
        }
        $one->purge(['site'], [], self::NOW);
        $one->sweep(self::NOW);

        self::assertNotInstanceOf(Page::class, $one->find(self::canonical('/a/'), self::NOW));
        self::assertInstanceOf(Page::class, $two->find(self::canonical('/a/'), self::NOW));
        self::assertSame(['foreign.page', 'pages/1x.page', 'pages/foreign.page'], array_values(array_filter($folder->files(), static fn(string $file): bool => preg_match('/foreign|1x/', $file) === 1)));
        $folder->delete();
    }

    private static function store(string $kind, string $folder): PageStore
    {
        return $kind === 'disk' ? new DiskPageStore($folder, '1', Files::of_system()) : new MemoryPageStore(str_repeat('e', 32));
    }

    private static function saves(PageStore $store, Page $page, Token $token): bool
    {
        try {
            $store->save($page, $token, self::NOW);

            return true;
        } catch (UnableToSavePage) {
            return false;
        }
    }

    private static function canonical(string $path): string
    {
        return "dck1\n" . LengthPrefixed::join(['1', 'https', 'site.test', $path, '', '', '', '', '']);
    }

    /** @param list<string> $tags */
    private static function page(string $path, string $body, array $tags, int $shorter = 0): Page
    {
        return new Page(self::canonical($path), 200, [], Body::of($body), $tags, self::NOW, self::NOW + 100_000 - $shorter, '00112233aabbccdd');
    }
}
