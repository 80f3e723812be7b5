<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Body;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Part;
use DynamicCache\Store\Token;
use DynamicCache\Store\UnableToSavePage;
use PHPUnit\Framework\TestCase;

/** What every page store promises. */
abstract class PageStoreTestCase extends TestCase
{
    use StalePromises;
    use SuspicionPromises;
    use SweepPromises;

    protected const NOW = 1_795_000_000;

    /** A store with nothing in it. */
    abstract protected function store(): PageStore;

    public function test_gives_back_what_was_saved(): void
    {
        $store = $this->store();
        $page = self::page('a', ['post:1', 'site'], body: "<p>\0\xff bytes</p>", headers: ["X-Bytes: \xff\xfe", 'Link: <a>', 'Link: <b>']);
        $token = $store->token(self::NOW);
        $store->save($page, $token, self::NOW);

        $found = $store->find('a', self::NOW);
        self::assertInstanceOf(Page::class, $found);
        self::assertEquals($page->stored($token, $page->body), $found);
        self::assertSame($page->body->identity, gzdecode($found->body->gzip));
    }

    public function test_gives_only_the_part_that_is_asked_for(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a'));
        foreach ([[Part::Head, false, false], [Part::Identity, true, false], [Part::Gzip, false, true]] as [$part, $identity, $gzip]) {
            $found = $store->find('a', self::NOW, $part);
            self::assertInstanceOf(Page::class, $found);
            self::assertSame($identity, $found->body->identity !== '');
            self::assertSame($gzip, $found->body->gzip !== '');
            self::assertGreaterThan(0, $found->body->identityLength);
            self::assertGreaterThan(0, $found->body->gzipLength);
        }
    }

    public function test_an_unknown_page_is_cold(): void
    {
        $store = $this->store();
        self::assert_miss(Reason::Cold, $store, 'a');
        $this->save($store, self::page('a'));
        self::assert_miss(Reason::Cold, $store, 'b');
    }

    public function test_a_page_ends_at_its_time(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', lifetime: 60));

        self::assert_found($store, 'a', self::NOW + 59);
        self::assert_miss(Reason::Expired, $store, 'a', self::NOW + 60);
    }

    public function test_a_miss_shows_the_page_that_cannot_be_used_any_more(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', ['post:1', 'site'], lifetime: 60));
        $expired = $store->find('a', self::NOW + 60);
        $store->purge(['post:1'], [], self::NOW);
        $purged = $store->find('a', self::NOW);
        $cold = $store->find('b', self::NOW);

        foreach ([$expired, $purged] as $miss) {
            self::assertInstanceOf(Miss::class, $miss);
            self::assertSame([self::NOW, ['post:1', 'site']], [$miss->page?->storedAt, $miss->page?->tags]);
        }
        self::assertInstanceOf(Miss::class, $cold);
        self::assertNull($cold->page);
    }

    public function test_r_29_a_page_from_the_future_is_expired(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a'));

        self::assert_miss(Reason::Expired, $store, 'a', self::NOW - 1);
    }

    public function test_a_purge_hits_the_pages_with_the_tag_and_no_others(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', ['post:1', 'home', 'site']));
        $this->save($store, self::page('b', ['post:2', 'home', 'site']));
        $store->purge(['post:1', 'post:3'], [], self::NOW);

        self::assert_miss(Reason::Purged, $store, 'a');
        self::assert_found($store, 'b');
        $store->purge(['home'], [], self::NOW);
        self::assert_miss(Reason::Purged, $store, 'b');
    }

    public function test_a_purged_page_can_be_saved_again(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', ['post:1', 'site']));
        $store->purge(['post:1'], [], self::NOW);
        $this->save($store, self::page('a', ['post:1', 'site'], body: 'new'));

        self::assertSame('new', self::assert_found($store, 'a')->body->identity);
    }

    public function test_purging_site_reaches_every_page(): void
    {
        $store = $this->store();
        foreach (range(1, 50) as $number) {
            $this->save($store, self::page("p{$number}", ["post:{$number}", 'site']));
        }
        $store->purge(['site'], [], self::NOW);
        foreach (range(1, 50) as $number) {
            self::assert_miss(Reason::Purged, $store, "p{$number}");
        }
    }

    public function test_r_22_a_fill_that_began_before_a_purge_of_its_tags_is_refused(): void
    {
        $store = $this->store();
        $token = $store->token(self::NOW);
        $store->purge(['post:1'], [], self::NOW);

        self::assert_refused(Reason::PurgedDuringFill, $store, self::page('a', ['post:1', 'site']), $token);
        self::assert_miss(Reason::Cold, $store, 'a');
        $store->save(self::page('b', ['post:2', 'site']), $token, self::NOW);
        self::assert_found($store, 'b');
    }

    public function test_r_22_a_refused_fill_leaves_the_page_that_is_there(): void
    {
        $store = $this->store();
        $early = $store->token(self::NOW);
        $store->purge(['post:1'], [], self::NOW);
        $this->save($store, self::page('a', ['post:1', 'site'], body: 'new'));

        self::assert_refused(Reason::PurgedDuringFill, $store, self::page('a', ['post:1', 'site'], body: 'old'), $early);
        self::assertSame('new', self::assert_found($store, 'a')->body->identity);
    }

    public function test_a_page_is_purged_by_what_happened_after_its_token_even_when_saved_later(): void
    {
        $store = $this->store();
        $token = $store->token(self::NOW);
        $store->save(self::page('a', ['post:1', 'site']), $token, self::NOW);
        $store->purge(['post:1'], [], self::NOW);

        self::assert_miss(Reason::Purged, $store, 'a');
    }

    public function test_a_token_of_another_epoch_is_refused(): void
    {
        $store = $this->store();
        $token = $store->token(self::NOW);

        self::assert_refused(Reason::PurgedDuringFill, $store, self::page('a'), new Token(str_repeat('0', 32), $token->sequence));
    }

    public function test_the_sequence_grows_with_every_record_and_the_epoch_stays(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a'));
        $tokens = [$store->token(self::NOW)];
        $store->suspect(['post:1'], self::NOW);
        $tokens[] = $store->token(self::NOW);
        $tokens[] = $store->purge(['post:1'], [], self::NOW);
        $tokens[] = $store->purge([], [], self::NOW);
        $store->sweep(self::NOW);
        $tokens[] = $store->token(self::NOW);

        for ($i = 1; $i < count($tokens); $i++) {
            self::assertGreaterThan($tokens[$i - 1]->sequence, $tokens[$i]->sequence);
            self::assertSame($tokens[0]->epoch, $tokens[$i]->epoch);
        }
    }

    public function test_a_token_taken_after_a_purge_is_not_behind_it(): void
    {
        $store = $this->store();
        $store->token(self::NOW);
        $before = $store->token(self::NOW);
        $purge = $store->purge(['post:1'], [], self::NOW);

        self::assertLessThan($purge->sequence, $before->sequence);
        self::assertSame($purge->sequence, $store->token(self::NOW)->sequence);
    }

    /**
     * @param list<string> $tags
     * @param list<string> $headers
     */
    protected static function page(
        string $canonical,
        array $tags = ['site'],
        string $body = '<p>page</p>',
        int $lifetime = 3600,
        array $headers = ['Content-Type: text/html'],
        int $now = self::NOW,
    ): Page {
        return new Page($canonical, 200, $headers, Body::of($body), $tags, $now, $now + $lifetime, '00112233aabbccdd');
    }

    protected function save(PageStore $store, Page $page, int $now = self::NOW): void
    {
        $store->save($page, $store->token($now), $now);
    }

    protected static function assert_found(PageStore $store, string $canonical, int $now = self::NOW): Page
    {
        $found = $store->find($canonical, $now);
        self::assertInstanceOf(Page::class, $found, $found instanceof Miss ? "The store says \"{$found->reason->value}\"." : '');

        return $found;
    }

    protected static function assert_miss(Reason $reason, PageStore $store, string $canonical, int $now = self::NOW): void
    {
        $found = $store->find($canonical, $now);
        self::assertSame($reason, $found instanceof Miss ? $found->reason : null);
    }

    protected static function assert_refused(Reason $reason, PageStore $store, Page $page, Token $token, int $now = self::NOW): void
    {
        try {
            $store->save($page, $token, $now);
        } catch (UnableToSavePage $failure) {
            self::assertSame($reason, $failure->reason);

            return;
        }
        self::fail("The page was stored; it should have been refused: {$reason->value}");
    }
}
