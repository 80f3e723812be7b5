<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Stores;
use DynamicCache\Store\UnableToReachStore;

/** The promises of all stores, and what only files can do wrong. */
final class DiskPageStoreTest extends PageStoreTestCase
{
    private TemporaryFolder $folder;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    protected function store(): PageStore
    {
        return new DiskPageStore($this->folder->path, '1', Files::of_system());
    }

    public function test_touches_nothing_before_the_first_fill(): void
    {
        self::assert_miss(Reason::Cold, $this->store(), 'a');
        self::assertSame([], $this->folder->files());
    }

    public function test_a_purge_before_the_first_fill_tells_the_epoch_in_which_pages_are_stored(): void
    {
        $store = $this->store();
        $purge = $store->purge(['site'], [], self::NOW);
        $fill = $store->token(self::NOW);
        self::assertSame($purge->epoch, $fill->epoch);
        self::assertGreaterThanOrEqual($purge->sequence, $fill->sequence);
    }

    public function test_a_purge_that_gets_no_lock_leaves_nothing_old_within_reach(): void
    {
        $this->save($this->store(), self::page('a'));
        $refuse = static fn(): bool => false;
        $locked = new DiskPageStore($this->folder->path, '1', self::files_that_lock($refuse));
        try {
            $locked->purge(['post:1'], [], self::NOW);
            self::fail('It must say that nothing was written down.');
        } catch (UnableToReachStore) {
            self::assert_miss(Reason::Cold, $this->store(), 'a');
        }
    }

    public function test_a_lock_that_is_refused_for_a_moment_is_asked_for_again(): void
    {
        $refusals = 3;
        $late = static function () use (&$refusals): bool {
            return $refusals-- <= 0;
        };
        $store = new DiskPageStore($this->folder->path, '1', self::files_that_lock($late));
        $this->save($store, self::page('a'));
        self::assert_found($store, 'a');
    }

    public function test_cp_65_file_names_are_hashes_below_the_cache_folder(): void
    {
        $store = $this->store();
        foreach (['../../../x', "/etc/passwd\0.html", str_repeat('long/', 1000)] as $canonical) {
            $this->save($store, self::page($canonical));
            self::assert_found($store, $canonical);
        }
        $epoch = $store->token(self::NOW)->epoch;
        $pages = array_values(array_diff($this->folder->files(), ['log/1.php']));
        self::assertCount(3, $pages);
        foreach ($pages as $file) {
            self::assertMatchesRegularExpression("#^pages/1/{$epoch}/[0-9a-f]{2}/[0-9a-f]{62}\\.page$#D", $file);
        }
    }

    public function test_files_are_closed_to_others_and_data_files_print_nothing(): void
    {
        $this->save($this->store(), self::page('a'));
        foreach ($this->folder->files() as $file) {
            self::assertSame('0640', substr(sprintf('%o', fileperms("{$this->folder->path}/{$file}")), -4), $file);
        }
        self::assertSame('0750', substr(sprintf('%o', fileperms("{$this->folder->path}/pages")), -4));
        self::assertStringStartsWith("<?php exit; ?>\n", (string) file_get_contents("{$this->folder->path}/log/1.php"));
    }

    public function test_another_process_sees_what_this_one_did(): void
    {
        $this->save($this->store(), self::page('a', ['post:1', 'site']));
        self::assert_found($this->store(), 'a');
        $suspicion = $this->store()->suspect(['post:1'], self::NOW);
        self::assert_miss(Reason::Suspect, $this->store(), 'a');
        $this->store()->purge(['post:1'], [$suspicion], self::NOW);
        self::assert_miss(Reason::Purged, $this->store(), 'a');
    }

    public function test_r_47_sites_are_kept_apart(): void
    {
        $other = new DiskPageStore($this->folder->path, '2', Files::of_system());
        $this->save($this->store(), self::page('a'));
        $this->save($other, self::page('a', body: 'two'));
        $other->purge(['site'], [], self::NOW);
        $other->sweep(self::NOW);

        self::assert_found($this->store(), 'a');
        self::assert_miss(Reason::Cold, $other, 'a');
    }

    /** @return array<string, array{\Closure(string): mixed}> */
    public static function log_damages(): array
    {
        return [
            'removed' => [static fn(string $log) => unlink($log)],
            'empty' => [static fn(string $log) => file_put_contents($log, '')],
            'half a head' => [static fn(string $log) => file_put_contents($log, substr((string) file_get_contents($log), 0, 40))],
            'foreign' => [static fn(string $log) => file_put_contents($log, str_repeat('something else', 20))],
            'a flipped byte in the head' => [static fn(string $log) => file_put_contents($log, substr_replace((string) file_get_contents($log), 'x', 30, 1))],
        ];
    }

    /** @param \Closure(string): mixed $damage */
    #[\PHPUnit\Framework\Attributes\DataProvider('log_damages')]
    public function test_a_lost_log_begins_a_new_epoch_and_nothing_old_is_served_or_stored(\Closure $damage): void
    {
        $store = $this->store();
        $this->save($store, self::page('a'));
        $old = $store->token(self::NOW);
        $damage("{$this->folder->path}/log/1.php");

        self::assert_miss(Reason::Cold, $store, 'a');
        self::assert_refused(Reason::PurgedDuringFill, $store, self::page('b'), $old);
        self::assertNotSame($old->epoch, $store->token(self::NOW)->epoch);
        self::assert_miss(Reason::Cold, $store, 'a');
        $this->save($store, self::page('a', body: 'new'));
        self::assertSame('new', self::assert_found($store, 'a')->body->identity);
    }

    public function test_emptied_pages_begin_a_new_epoch_and_keep_suspicions(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a'));
        $old = $store->token(self::NOW);
        $suspicion = $store->suspect(['post:1'], self::NOW);
        rename("{$this->folder->path}/pages", "{$this->folder->path}/aside");

        self::assert_refused(Reason::PurgedDuringFill, $store, self::page('b'), $old);
        $new = $store->token(self::NOW);
        self::assertNotSame($old->epoch, $new->epoch);
        self::assert_refused(Reason::PurgedDuringFill, $store, self::page('b'), $old);
        self::assert_refused(Reason::Suspect, $store, self::page('c', ['post:1', 'site']), $new);
        $store->purge([], [$suspicion], self::NOW);
        $store->save(self::page('c', ['post:1', 'site']), $new, self::NOW);
        self::assert_found($store, 'c');
    }

    public function test_a_log_older_than_its_pages_serves_none_of_them(): void
    {
        $store = $this->store();
        $store->token(self::NOW);
        $backup = (string) file_get_contents("{$this->folder->path}/log/1.php");
        $store->purge(['other'], [], self::NOW);
        $this->save($store, self::page('a'));
        file_put_contents("{$this->folder->path}/log/1.php", $backup);

        self::assert_miss(Reason::Corrupt, $store, 'a');
    }

    public function test_r_07_an_orphan_of_a_killed_writer_is_swept(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a'));
        $token = $store->token(self::NOW);
        $folder = dirname(TemporaryFolder::matching("{$this->folder->path}/pages/1/*/*/*.page")[0]);
        file_put_contents("{$folder}/abc.{$token->sequence}.00ff.tmp", 'half');
        $store->sweep(self::NOW);

        self::assertSame([], TemporaryFolder::matching("{$folder}/*.tmp"));
        self::assert_found($store, 'a');
    }

    public function test_a_sweep_removes_other_epochs_and_what_it_cannot_read(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a'));
        $this->save($store, self::page('b'));
        $this->folder->files();
        mkdir("{$this->folder->path}/pages/1/" . str_repeat('0', 32) . '/aa', 0750, true);
        file_put_contents("{$this->folder->path}/pages/1/" . str_repeat('0', 32) . '/aa/x.page', 'old');
        [$file] = TemporaryFolder::matching("{$this->folder->path}/pages/1/*/*/" . substr(hash('sha256', 'a'), 2) . '.page');
        file_put_contents($file, 'damaged');
        $store->sweep(self::NOW);

        self::assertCount(2, $this->folder->files());
        self::assert_found($store, 'b');
    }

    public function test_a_sweep_makes_the_log_short(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', ['post:1', 'site']));
        for ($i = 0; $i < 200; $i++) {
            $store->purge(["post:{$i}" . 'x'], [], self::NOW);
        }
        $before = filesize("{$this->folder->path}/log/1.php");
        $token = $store->token(self::NOW);
        $store->sweep(self::NOW);
        clearstatcache();

        self::assertGreaterThan(5000, $before);
        self::assertLessThan(200, filesize("{$this->folder->path}/log/1.php"));
        self::assertGreaterThan($token->sequence, $store->token(self::NOW)->sequence);
        self::assert_found($store, 'a');
    }

    public function test_a_sweep_that_could_not_delete_a_dead_page_does_not_forget_why_it_is_dead(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', ['post:1', 'site']));
        $store->purge(['post:1'], [], self::NOW);
        // What a file in the place of a folder is to a reader, this is to a deleter, for root as well.
        [$file] = TemporaryFolder::matching("{$this->folder->path}/pages/1/*/*/*.page");
        $bytes = (string) file_get_contents($file);
        unlink($file);
        mkdir($file);
        $store->sweep(self::NOW);
        rmdir($file);
        file_put_contents($file, $bytes);

        self::assert_miss(Reason::Purged, $store, 'a');
    }

    public function test_a_log_that_nobody_sweeps_begins_again_before_it_makes_hits_slow(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a'));
        $old = $store->token(self::NOW);
        $tags = array_map(static fn(int $i) => "post:{$i}", range(1, 20_000));
        for ($i = 0; $i < 5; $i++) {
            $store->purge($tags, [], self::NOW);
        }
        clearstatcache();

        self::assertLessThan(1_100_000, filesize("{$this->folder->path}/log/1.php"));
        self::assertNotSame($old->epoch, $store->token(self::NOW)->epoch);
        self::assert_miss(Reason::Cold, $store, 'a');
    }

    public function test_refuses_kinds_and_sites_that_it_does_not_know(): void
    {
        foreach ([['redis', '1'], ['disk', '../1'], ['disk', ''], ['disk', "1\n"]] as [$kind, $site]) {
            try {
                Stores::open($this->folder->path, $kind, $site);
                self::fail("\"{$kind}\", \"{$site}\" was accepted");
            } catch (UnableToReachStore $failure) {
                self::assertStringContainsString('no store', $failure->getMessage());
            }
        }
    }

    /** @param \Closure(): bool $lock */
    private static function files_that_lock(\Closure $lock): Files
    {
        return new Files(
            static fn($handle, string $bytes): int|false => fwrite($handle, $bytes),
            static fn(int $length): string => random_bytes(max(1, $length)),
            $lock,
        );
    }
}
