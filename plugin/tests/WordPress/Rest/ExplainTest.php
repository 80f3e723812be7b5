<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Rest\ExplainPage;
use DynamicCache\Rest\Routes;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class ExplainTest extends WordPressTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        add_action('rest_api_init', static fn() => (new Routes([new ExplainPage()]))->register(), 0);
    }

    public function test_tells_an_administrator_about_an_address_in_the_form_of_the_contract(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $answer = $this->rest('GET', '/explain?url=' . rawurlencode(home_url('/a/')));

        self::assertSame(['ok', 'url', 'outcome', 'reason', 'key', 'steps', 'page', 'last_render', 'copies', 'purges'], array_keys($answer->body));
        self::assertSame([200, true, home_url('/a/'), 'miss', 'cold'], [$answer->status, $answer->at('ok'), $answer->at('url'), $answer->at('outcome'), $answer->at('reason')]);
        self::assertSame(['step', 'said', 'decisive', 'setting'], array_keys((array) $answer->at('steps.0')));
    }

    public function test_an_author_may_ask_about_his_own_post_and_nothing_else(): void
    {
        $author = $this->become('author');
        $own = wp_insert_post(['post_title' => 'Own', 'post_status' => 'publish', 'post_author' => $author]);
        $other = wp_insert_post(['post_title' => 'Other', 'post_status' => 'publish', 'post_author' => 1]);
        $url = rawurlencode((string) get_permalink($own));
        $statuses = array_map(
            fn(string $query): int => $this->rest('GET', "/explain?{$query}")->status,
            ["post={$own}", "post={$other}", "url={$url}", "post={$own}&url={$url}", 'post[]=1', ''],
        );

        self::assertSame([200, 403, 403, 403, 403, 403], $statuses);
        self::assertSame(get_permalink($own), $this->rest('GET', "/explain?post={$own}")->at('url'));
    }

    public function test_WP_02_strangers_and_subscribers_learn_nothing(): void
    {
        $post = wp_insert_post(['post_title' => 'Other', 'post_status' => 'publish', 'post_author' => 1]);
        foreach (['', 'subscriber', 'contributor'] as $role) {
            $role === '' ? wp_set_current_user(0) : $this->become($role);
            $answer = $this->rest('GET', "/explain?post={$post}");
            self::assertSame([$role === '' ? 401 : 403, null], [$answer->status, $answer->at('steps')], $role);
        }
    }

    public function test_who_may_purge_may_ask_about_every_page(): void
    {
        $user = get_user_by('id', $this->become('editor'));
        self::assertInstanceOf(\WP_User::class, $user);
        $query = '/explain?url=' . rawurlencode(home_url('/a/'));
        self::assertSame(403, $this->rest('GET', $query)->status);
        $user->add_cap('purge_dynamic_cache');
        wp_set_current_user(0);
        wp_set_current_user($user->ID);

        self::assertSame(200, $this->rest('GET', $query)->status);
    }

    /** @return iterable<string, array{string, int, string, list<string>}> */
    public static function bad_questions(): iterable
    {
        yield 'nothing' => ['', 400, 'invalid_query', ['url']];
        yield 'empty' => ['url=', 400, 'invalid_query', ['url']];
        yield 'relative' => ['url=' . rawurlencode('/shop/'), 400, 'invalid_query', ['url']];
        yield 'foreign' => ['url=' . rawurlencode('https://example.net/'), 400, 'invalid_query', ['url']];
        yield 'garbage' => ['url=' . rawurlencode("\x00\xff<script>"), 400, 'invalid_query', ['url']];
        yield 'a list' => ['url[]=a', 400, 'invalid_query', ['url']];
        yield '10 KB' => ['url=' . rawurlencode('http://127.0.0.1/' . str_repeat('a', 10_240)), 400, 'invalid_query', ['url']];
        yield 'both' => ['post=1&url=a', 400, 'invalid_query', ['post']];
        yield 'a word for an id' => ['post=one', 400, 'invalid_query', ['post']];
        yield 'no such post' => ['post=987654', 404, 'post_not_found', ['post']];
        yield 'unknown name' => ['uri=a', 400, 'invalid_query', ['uri']];
    }

    /** @param list<string> $paths */
    #[DataProvider('bad_questions')]
    public function test_names_what_is_wrong_with_a_question(string $query, int $status, string $error, array $paths): void
    {
        $this->become('administrator');
        $answer = $this->rest('GET', "/explain?{$query}");

        self::assertSame([$status, $error, $paths], [$answer->status, $answer->at('error'), $answer->wrong_paths()]);
    }

    public function test_a_draft_has_no_page_to_explain(): void
    {
        $author = $this->become('author');
        $draft = wp_insert_post(['post_title' => 'Draft', 'post_status' => 'draft', 'post_author' => $author]);
        $answer = $this->rest('GET', "/explain?post={$draft}");

        self::assertSame([409, 'post_not_public', ['post']], [$answer->status, $answer->at('error'), $answer->wrong_paths()]);
    }
}
