<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Body;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\Suspicion;
use DynamicCache\Store\Token;
use DynamicCache\Store\UnableToSavePage;
use PHPUnit\Framework\TestCase;

/** A fill looks for its page and then takes its token; others write between the two. */
final class DiskTokensTest extends TestCase
{
    private const NOW = 1_795_000_000;

    private TemporaryFolder $folder;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        $this->store()->token(self::NOW);
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    public function test_what_is_purged_after_the_look_and_before_the_token_does_not_refuse_the_page(): void
    {
        $fill = $this->that_has_looked();
        $purge = $this->store()->purge(['post:1'], [], self::NOW);
        $token = $fill->token(self::NOW);

        self::assertSame([$purge->epoch, $purge->sequence], [$token->epoch, $token->sequence]);
        $fill->save(self::page(), $token, self::NOW);
        self::assertInstanceOf(Page::class, $this->store()->find('a', self::NOW));
    }

    public function test_each_token_is_the_end_of_the_log_of_its_moment(): void
    {
        $fill = $this->that_has_looked();
        $before = $fill->token(self::NOW);
        $purge = $this->store()->purge(['post:1'], [], self::NOW);

        self::assertLessThan($purge->sequence, $before->sequence);
        self::assertSame($purge->sequence, $fill->token(self::NOW)->sequence);
    }

    public function test_a_token_of_a_log_that_was_swept_since_the_look_lets_nothing_old_in(): void
    {
        $fill = $this->that_has_looked();
        $this->store()->purge(['post:2'], [], self::NOW);
        $this->store()->sweep(self::NOW);
        $token = $fill->token(self::NOW);
        $this->store()->purge(['post:1'], [], self::NOW);

        self::assert_refused($fill, $token);
    }

    public function test_the_token_is_of_the_log_that_began_again_since_the_look(): void
    {
        $fill = $this->that_has_looked();
        $fill->token(self::NOW);
        unlink("{$this->folder->path}/log/1.php");
        $fill->save(self::page(), $fill->token(self::NOW), self::NOW);

        self::assertInstanceOf(Page::class, $this->store()->find('a', self::NOW));
    }

    public function test_a_suspicion_whose_process_died_while_the_page_was_rendered_is_settled_by_the_next_token(): void
    {
        $fill = $this->that_has_looked();
        $this->store()->suspect(['post:1'], self::NOW);
        $token = $fill->token(self::NOW);
        self::assertSame($token->sequence, $fill->token(self::NOW)->sequence);

        self::assertGreaterThan($token->sequence, $fill->token(self::NOW + Suspicion::EXPIRES_AFTER + 1)->sequence);
    }

    public function test_a_line_that_is_being_written_keeps_the_token_waiting_for_the_lock(): void
    {
        $fill = $this->that_has_looked();
        file_put_contents("{$this->folder->path}/log/1.php", 'P|0||', FILE_APPEND);
        $fill->token(self::NOW);

        self::assertStringEndsWith("P|0||\n", (string) file_get_contents("{$this->folder->path}/log/1.php"));
    }

    private function that_has_looked(): DiskPageStore
    {
        $this->store()->purge(['post:3'], [], self::NOW);
        $store = $this->store();
        self::assertInstanceOf(Miss::class, $store->find('a', self::NOW));

        return $store;
    }

    private static function assert_refused(DiskPageStore $store, Token $token): void
    {
        try {
            $store->save(self::page(), $token, self::NOW);
            self::fail('It must be refused.');
        } catch (UnableToSavePage $failure) {
            self::assertSame(Reason::PurgedDuringFill, $failure->reason);
        }
    }

    private function store(): DiskPageStore
    {
        return new DiskPageStore($this->folder->path, '1', Files::of_system());
    }

    private static function page(): Page
    {
        return new Page('a', 200, [], Body::of('<html></html>'), ['post:1', 'site'], self::NOW, self::NOW + 600, '0123456789abcdef');
    }
}
