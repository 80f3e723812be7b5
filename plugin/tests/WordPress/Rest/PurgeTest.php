<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

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
        self::assertEqualsCanonicalizing(['post:12', 'home', 'post:7'], (array) $purges->at('purges.0.tags'));
        self::assertSame('manual', $purges->at('purges.0.cause'));
        self::assertSame(wp_get_current_user()->user_login, $purges->at('purges.0.actor'));
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}$/', $purges->text('purges.0.epoch'));
    }

    public function test_names_urls_as_they_were_asked_for(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $this->rest('POST', '/purge', ['urls' => [home_url('/a-page/')]]);

        self::assertSame([home_url('/a-page/')], $this->rest('GET', '/purges')->at('purges.0.urls'));
    }

    public function test_everything_is_everything(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $this->rest('POST', '/purge', ['everything' => true]);

        self::assertSame(['site'], $this->rest('GET', '/purges')->at('purges.0.tags'));
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
            [['post' => $own], ['post' => $other], ['post' => $own, 'tags' => ['home']], ['everything' => true], ['post' => (string) $own]],
        );

        self::assertSame([200, 403, 403, 403, 403], $statuses);
    }

    /** @return iterable<string, array{array<string, mixed>|string, string, list<string>}> */
    public static function bad_bodies(): iterable
    {
        yield 'nothing' => [[], 'nothing_to_purge', []];
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
