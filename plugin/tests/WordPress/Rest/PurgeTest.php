<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Install\Paths;
use DynamicCache\Purge\Purged;
use DynamicCache\Store\Body;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\Stores;
use DynamicCache\Tags\WholeTags;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class PurgeTest extends WordPressTestCase
{
    public function test_throws_away_what_is_named_and_writes_it_down(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $answer = $this->rest('POST', '/purge', ['tags' => ['post:12', 'home'], 'post' => 7]);
        $purges = $this->rest('GET', '/purges');

        self::assertSame([200, true], [$answer->status, $answer->at('ok')]);
        self::assertEqualsCanonicalizing(WholeTags::of(['post:12', 'home', 'post:7']), (array) $purges->at('purges.0.tags'));
        self::assertSame('manual', $purges->at('purges.0.cause'));
        self::assertSame(wp_get_current_user()->user_login, $purges->at('purges.0.actor'));
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}$/', $purges->text('purges.0.epoch'));
    }

    /** What was deleted may still be on a page; who mistyped a number should know. */
    public function test_a_post_that_is_not_there_is_purged_and_named(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $here = wp_insert_post(['post_title' => 'Here', 'post_status' => 'publish']);

        self::assertSame(['term:987654', 'post:4711'], $this->rest('POST', '/purge', ['tags' => ["post:{$here}", 'term:987654', 'home'], 'post' => 4711])->at('unknown'));
        self::assertContains('post:4711', (array) $this->rest('GET', '/purges')->at('purges.0.tags'));
        self::assertSame([], $this->rest('POST', '/purge', ['post' => $here])->at('unknown'));
        self::assertSame(['post:4711'], $this->rest('POST', '/purge', ['post' => 4711, 'soft' => true])->at('unknown'));
    }

    public function test_a_tag_that_wants_a_number_and_has_none_is_named_and_nothing_is_purged(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $before = $this->rest('GET', '/purges')->at('total');
        $answer = $this->rest('POST', '/purge', ['tags' => ['post:1', 'post:abc', 'user', 'term:0', 'comment:x', 'weather:berlin', 'comments:0', 'post:1~title', 'list:post:term:3']]);

        self::assertSame([400, 'invalid_body'], [$answer->status, $answer->at('error')]);
        self::assertSame(['tags.1', 'tags.2', 'tags.3', 'tags.4'], array_column((array) $answer->at('details'), 'path'));
        self::assertSame($before, $this->rest('GET', '/purges')->at('total'));
    }

    public function test_names_urls_as_they_were_asked_for(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $this->rest('POST', '/purge', ['urls' => [home_url('/a-page/')]]);

        self::assertSame([home_url('/a-page/')], $this->rest('GET', '/purges')->at('purges.0.urls'));
    }

    /** The edge refuses a message with a text that is no address, and would be told to forget everything instead. */
    public function test_an_address_that_is_none_or_of_another_site_is_named_and_nothing_is_purged(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $before = $this->rest('GET', '/purges')->at('total');
        $answer = $this->rest('POST', '/purge', ['urls' => [home_url('/a-page/'), 'nonsense', 'https://elsewhere.example/', '//elsewhere.example/', '/a b/'], 'tags' => ['post:1']]);

        self::assertSame([400, 'invalid_body'], [$answer->status, $answer->at('error')]);
        self::assertSame(['urls.1', 'urls.2', 'urls.3', 'urls.4'], array_column((array) $answer->at('details'), 'path'));
        self::assertSame($before, $this->rest('GET', '/purges')->at('total'));
    }

    public function test_an_address_is_purged_as_a_browser_sends_it(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $this->rest('POST', '/purge', ['urls' => ['/grüße/']]);

        self::assertSame([home_url('/gr%C3%BC%C3%9Fe/')], $this->rest('GET', '/purges')->at('purges.0.urls'));
    }

    public function test_everything_is_everything(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $this->rest('POST', '/purge', ['everything' => true]);

        self::assertSame(['site'], $this->rest('GET', '/purges')->at('purges.0.tags'));
    }

    public function test_a_soft_purge_lets_pages_expire_and_says_so(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $site = (string) get_current_blog_id();
        $store = Stores::open(Paths::of_wordpress()->cache_dir(), 'disk', $site);
        $now = time();
        $page = new Page('a page', 200, [], Body::of('<html></html>'), ['post:12', 'site'], $now, $now + 600, '0123456789abcdef', staleUntil: $now + 900);
        $store->save($page, $store->token($now), $now);
        $told = [];
        add_action('dynamic_cache_purged', static function (Purged $purged) use (&$told): void {
            $told[] = [$purged->tags, $purged->isSoft];
        });
        self::assertSame(200, $this->rest('POST', '/purge', ['tags' => ['post:12'], 'soft' => true])->status);

        $found = $store->find('a page', $now);
        self::assertInstanceOf(Miss::class, $found);
        self::assertNotNull($found->stale($now), $found->reason->value);
        $tags = WholeTags::of(['post:12']);
        sort($tags, SORT_STRING);
        self::assertSame([[$tags, true]], $told);
        $purges = $this->rest('GET', '/purges');
        self::assertSame(['manual-soft', $tags], [$purges->at('purges.0.cause'), $purges->at('purges.0.tags')]);
        $this->rest('POST', '/purge', ['tags' => ['post:12']]);
        $found = $store->find('a page', $now);
        self::assertInstanceOf(Miss::class, $found);
        self::assertNull($found->stale($now), 'A purge that is not soft has to win.');
    }

    public function test_switching_on_tells_everybody_that_nothing_of_before_counts(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $first = $this->rest('GET', '/purges');
        $this->patch_settings(['ttl' => ['page' => 600]]);

        self::assertSame([['site'], 'enabled', 1], [$first->at('purges.0.tags'), $first->at('purges.0.cause'), $first->at('total')]);
        self::assertSame(1, $this->rest('GET', '/purges')->at('total'));
    }

    public function test_an_author_purges_his_own_post_and_nothing_else(): void
    {
        $author = $this->become('author');
        $own = wp_insert_post(['post_title' => 'Own', 'post_status' => 'publish', 'post_author' => $author]);
        $other = wp_insert_post(['post_title' => 'Other', 'post_status' => 'publish', 'post_author' => 1]);
        $statuses = array_map(
            fn(array $body): int => $this->rest('POST', '/purge', $body)->status,
            [['post' => $own], ['post' => $own, 'soft' => true], ['post' => $other], ['post' => $own, 'tags' => ['home']], ['everything' => true], ['post' => (string) $own], ['soft' => true]],
        );

        self::assertSame([200, 200, 403, 403, 403, 403, 403], $statuses);
    }

    /** @return iterable<string, array{array<string, mixed>|string, string, list<string>}> */
    public static function bad_bodies(): iterable
    {
        yield 'nothing' => [[], 'nothing_to_purge', []];
        yield 'only how' => [['soft' => true], 'nothing_to_purge', []];
        yield 'nothing after all' => [['everything' => false], 'nothing_to_purge', []];
        yield 'unknown member' => [['all' => true], 'invalid_body', ['all']];
        yield 'text for a boolean' => [['everything' => 'true'], 'invalid_body', ['everything']];
        yield 'no tag' => [['tags' => ['home', 'a b']], 'invalid_body', ['tags.1']];
        yield 'no tags' => [['tags' => []], 'invalid_body', ['tags']];
        yield 'text for an id' => [['post' => '7'], 'invalid_body', ['post']];
        yield 'a list' => ['[]', 'invalid_json', []];
    }

    /**
     * @param array<string, mixed>|string $body
     * @param list<string> $paths
     */
    #[DataProvider('bad_bodies')]
    public function test_refuses_what_names_nothing_to_purge(array|string $body, string $error, array $paths): void
    {
        $this->become('administrator');
        $answer = $this->rest('POST', '/purge', $body);

        self::assertSame([400, $error, $paths], [$answer->status, $answer->at('error'), $answer->wrong_paths()]);
        self::assertSame(0, $this->rest('GET', '/purges')->at('total'));
    }
}
