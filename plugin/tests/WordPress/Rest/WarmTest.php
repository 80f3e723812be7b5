<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Rest\Routes;
use DynamicCache\Rest\WarmPages;
use DynamicCache\Tests\WordPress\Warm\FakeFetch;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use DynamicCache\Warm\Warmer;
use PHPUnit\Framework\Attributes\DataProvider;

final class WarmTest extends WordPressTestCase
{
    private FakeFetch $fetch;

    protected function setUp(): void
    {
        parent::setUp();
        $this->fetch = new FakeFetch();
        $this->fetch->answers = [FakeFetch::stored('dynamic-cache-origin')];
        $route = new WarmPages(fn(): Warmer => new Warmer($this->fetch, null, fn(): float => $this->fetch->clock));
        // Before the plugin's own, which would really fetch: the first handler of a path answers.
        add_action('rest_api_init', static fn() => (new Routes([$route]))->register(), 0);
    }

    public function test_fetches_every_address_once_and_answers_in_the_form_of_the_contract(): void
    {
        $this->become('administrator');
        $answer = $this->rest('POST', '/warm', ['urls' => [home_url('/a/'), home_url('/b/'), home_url('/a/#top')]]);

        self::assertSame([200, true], [$answer->status, $answer->at('ok')]);
        self::assertSame([home_url('/a/'), home_url('/b/')], array_column($this->fetch->asked, 0));
        self::assertSame(['url', 'warm', 'origin', 'edge'], array_keys((array) $answer->at('pages.0')));
        self::assertSame(['status', 'outcome', 'reason', 'ms', 'error'], array_keys((array) $answer->at('pages.0.origin')));
    }

    public function test_an_author_warms_his_own_post_and_nothing_else(): void
    {
        $author = $this->become('author');
        $own = wp_insert_post(['post_title' => 'Own', 'post_status' => 'publish', 'post_author' => $author]);
        $other = wp_insert_post(['post_title' => 'Other', 'post_status' => 'publish', 'post_author' => 1]);
        $statuses = array_map(
            fn(array $body): int => $this->rest('POST', '/warm', $body)->status,
            [['post' => $own], ['post' => $other], ['urls' => [get_permalink($own)]], ['post' => $own, 'urls' => [home_url('/')]], ['post' => (string) $own], []],
        );

        self::assertSame([200, 403, 403, 403, 403, 403], $statuses);
        self::assertSame([get_permalink($own)], array_column($this->fetch->asked, 0));
    }

    public function test_WP_02_strangers_make_the_site_fetch_nothing(): void
    {
        $post = wp_insert_post(['post_title' => 'Other', 'post_status' => 'publish', 'post_author' => 1]);
        foreach (['', 'subscriber', 'contributor'] as $role) {
            $role === '' ? wp_set_current_user(0) : $this->become($role);
            self::assertSame($role === '' ? 401 : 403, $this->rest('POST', '/warm', ['post' => $post])->status, $role);
        }

        self::assertSame([], $this->fetch->asked);
    }

    /** @return iterable<string, array{array<string, mixed>|string, int, string, list<string>}> */
    public static function bad_bodies(): iterable
    {
        yield 'nothing' => [[], 400, 'nothing_to_warm', []];
        yield 'both' => [['post' => 1, 'urls' => ['http://a/']], 400, 'invalid_body', ['post']];
        yield 'no address' => [['urls' => []], 400, 'invalid_body', ['urls']];
        yield 'too many' => [['urls' => array_fill(0, 21, 'http://a/')], 400, 'invalid_body', ['urls']];
        yield 'a number' => [['urls' => [7]], 400, 'invalid_body', ['urls.0']];
        yield 'relative' => [['urls' => ['/shop/']], 400, 'invalid_body', ['urls.0']];
        yield 'WP-19 metadata of a cloud' => [['urls' => ['http://169.254.169.254/latest/']], 400, 'invalid_body', ['urls.0']];
        yield '10 KB' => [['urls' => ['http://a/' . str_repeat('a', 10_240)]], 400, 'invalid_body', ['urls.0']];
        yield 'unknown member' => [['post' => 1, 'deep' => true], 400, 'invalid_body', ['deep']];
        yield 'no such post' => [['post' => 987654], 404, 'post_not_found', ['post']];
        yield 'a list' => ['[]', 400, 'invalid_json', []];
    }

    /**
     * @param array<string, mixed>|string $body
     * @param list<string> $paths
     */
    #[DataProvider('bad_bodies')]
    public function test_names_what_is_wrong_and_fetches_nothing(array|string $body, int $status, string $error, array $paths): void
    {
        $this->become('administrator');
        $answer = $this->rest('POST', '/warm', $body);

        self::assertSame([$status, $error, $paths], [$answer->status, $answer->at('error'), $answer->wrong_paths()]);
        self::assertSame([], $this->fetch->asked);
    }

    public function test_one_foreign_address_among_good_ones_keeps_all_from_being_fetched(): void
    {
        $this->become('administrator');
        $answer = $this->rest('POST', '/warm', ['urls' => [home_url('/'), 'https://example.net/']]);

        self::assertSame([400, ['urls.1']], [$answer->status, $answer->wrong_paths()]);
        self::assertSame([], $this->fetch->asked);
    }

    public function test_a_private_post_has_no_page_to_warm(): void
    {
        $this->become('administrator');
        $post = wp_insert_post(['post_title' => 'Private', 'post_status' => 'private']);

        self::assertSame(409, $this->rest('POST', '/warm', ['post' => $post])->status);
        self::assertSame([], $this->fetch->asked);
    }
}
