<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Body;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\UnableToReachStore;
use DynamicCache\Store\UnableToSavePage;
use PHPUnit\Framework\TestCase;

/** A log record that was cut off: by kill -9 in the middle of a write, or by a full disk. It may have meant any page. */
final class TornLogTest extends TestCase
{
    private const NOW = 1_795_000_000;

    private TemporaryFolder $folder;

    private DiskPageStore $store;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        $this->store = new DiskPageStore($this->folder->path, '1', Files::of_system());
        $this->store->save(self::page(), $this->store->token(self::NOW), self::NOW);
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    public function test_r_07_every_cut_of_a_purge_record_counts_as_a_purge_of_everything(): void
    {
        $before = (string) file_get_contents($this->log());
        $this->store->purge(['post:1', 'post:2'], [], self::NOW);
        $after = (string) file_get_contents($this->log());

        for ($length = strlen($before) + 1; $length < strlen($after); $length++) {
            file_put_contents($this->log(), substr($after, 0, $length));
            $this->assert_reason(Reason::Purged, "cut after {$length} bytes");
        }
        file_put_contents($this->log(), $before);
        $this->assert_reason(null);
    }

    public function test_r_07_a_cut_suspicion_counts_as_well_and_is_repaired_by_the_next_writer(): void
    {
        $this->store->suspect(['other'], self::NOW);
        $this->cut(9);
        $this->assert_reason(Reason::Purged);

        $this->store->purge(['unrelated'], [], self::NOW);
        $this->assert_reason(Reason::Purged);
        $this->store->save(self::page(), $this->store->token(self::NOW), self::NOW);
        $this->assert_reason(null);
    }

    public function test_a_token_taken_while_the_log_is_torn_lies_behind_the_repair(): void
    {
        $early = $this->store->token(self::NOW);
        $this->store->purge(['other'], [], self::NOW);
        $this->cut(5);

        try {
            $this->store->save(self::page(), $early, self::NOW);
            self::fail('Stored beside a record that nobody can read.');
        } catch (UnableToSavePage $failure) {
            self::assertSame(Reason::PurgedDuringFill, $failure->reason);
        }
        $this->store->save(self::page(), $this->store->token(self::NOW), self::NOW);
        $this->assert_reason(null);
    }

    public function test_a_record_with_a_flipped_byte_counts_as_a_purge_of_everything(): void
    {
        $this->store->purge(['other'], [], self::NOW);
        $this->assert_reason(null);
        $bytes = (string) file_get_contents($this->log());
        $bytes[strlen($bytes) - 20] = $bytes[strlen($bytes) - 20] ^ "\1";
        file_put_contents($this->log(), $bytes);

        $this->assert_reason(Reason::Purged);
    }

    public function test_r_08_a_record_that_finds_no_space_empties_the_cache_instead_of_being_lost(): void
    {
        foreach (['suspect', 'purge'] as $operation) {
            $this->store->save(self::page(), $this->store->token(self::NOW), self::NOW);
            $full = new DiskPageStore($this->folder->path, '1', new Files(
                /** @param resource $handle */
                static fn($handle, string $bytes): int|false => fwrite($handle, substr($bytes, 0, 10)),
                static fn(int $length): string => random_bytes(max(1, $length)),
            ));
            try {
                $operation === 'suspect' ? $full->suspect(['post:1'], self::NOW) : $full->purge(['post:1'], [], self::NOW);
                self::fail('The full disk was not noticed.');
            } catch (UnableToReachStore) {
                $this->assert_reason(Reason::Cold, $operation);
            }
        }
    }

    private function log(): string
    {
        return "{$this->folder->path}/log/1.php";
    }

    private function cut(int $bytes): void
    {
        file_put_contents($this->log(), substr((string) file_get_contents($this->log()), 0, -$bytes));
    }

    /** @param Reason|null $reason null = the page is found */
    private function assert_reason(?Reason $reason, string $when = ''): void
    {
        $found = $this->store->find('a', self::NOW);
        self::assertSame($reason, $found instanceof Miss ? $found->reason : null, $when);
    }

    private static function page(): Page
    {
        return new Page('a', 200, [], Body::of('<p>page</p>'), ['post:1', 'site'], self::NOW, self::NOW + 3600, '00112233aabbccdd');
    }
}
