<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hostile;

use DynamicCache\Store\Page;
use DynamicCache\Store\PageFile;
use DynamicCache\Store\Part;

/** Much of everything, odd names for things, and a site that nobody looks after. */
final class FloodTest extends HostileTestCase
{
    public function test_cp_43_invented_parameters_make_no_page_where_only_known_ones_count(): void
    {
        $site = self::site();
        $save = static fn(string $query): mixed => $site->live->rest('PATCH', '/settings', "{\"query\":{$query}}", $site->live->rest('GET', '/settings')->text('revision'))->status;
        self::assertSame(200, $save('{"mode":"allow-list","allow":["s"]}'));
        try {
            $site->get('/hello-world/');
            $before = $site->files();
            for ($address = 0; $address < self::times(8); $address++) {
                self::assert_says('bypass; reason=excluded', $site->get(self::fresh()));
            }
            self::assert_says('hit; reason=fresh', $site->get('/hello-world/?utm_source=x'));
            self::assertSame($before, $site->files());
        } finally {
            self::assertSame(200, $save('{"mode":"ignore-list","allow":[]}'));
        }
    }

    public function test_cp_103_tags_are_made_of_numbers_whatever_things_are_called(): void
    {
        $site = self::site();
        $term = $this->create('categories', ['name' => "A, b\r\nX-Evil: 1", 'slug' => 'ä,ö %0d%0a x']);
        $post = $this->create('posts', ['title' => 'Comma, and <b>', 'slug' => 'comma,and-%0d%0a-é', 'status' => 'publish', 'categories' => [$term]]);
        $target = (string) parse_url($post, PHP_URL_PATH);
        $site->get($target);
        $site->get($target);
        self::assertStringContainsString('comma', $target);

        $tags = [];
        foreach (array_keys($site->stored()) as $path) {
            $handle = fopen($path, 'rb');
            $page = $handle === false ? null : PageFile::read($handle, Part::Head);
            self::assertInstanceOf(Page::class, $page);
            array_push($tags, ...$page->tags);
        }
        self::assertNotSame([], $tags);
        foreach (array_unique($tags) as $tag) {
            self::assertMatchesRegularExpression('/^[A-Za-z0-9:_.~-]{1,128}$/D', $tag);
            self::assertStringNotContainsStringIgnoringCase('comma', $tag);
        }
    }

    public function test_r_24_two_processes_fill_two_variants_of_a_page_and_each_has_its_own(): void
    {
        $site = self::site();
        $save = static fn(string $variants): int => $site->live->rest('PATCH', '/settings', "{\"variants\":{$variants}}", $site->live->rest('GET', '/settings')->text('revision'))->status;
        self::assertSame(200, $save('{"currency":{"cookie":"money","values":["EUR","CHF"]}}'));
        try {
            // The careless plugin prints the cookie: that is what makes the two pages differ.
            $target = self::fresh('/hello-world/', 'greeting=1');
            $cookies = ['EUR', 'CHF', 'EUR', 'CHF'];
            $site->live->requests(array_map(static fn(string $money): array => ['GET', $target, '', ['Cookie' => "money={$money}"]], $cookies));
            foreach (['EUR', 'CHF'] as $money) {
                $reply = $site->get($target, ["Cookie: money={$money}"]);
                self::assert_says('hit; reason=fresh', $reply);
                self::assertStringContainsString("<b>{$money}</b>", $reply->text());
            }
            $site->store()->purge(['post:1'], [], time());
            self::assert_says('miss; reason=purged', $site->get($target, ['Cookie: money=EUR']));
            self::assert_says('miss; reason=purged', $site->get($target, ['Cookie: money=CHF']));
        } finally {
            self::assertSame(200, $save('{"currency":null}'));
        }
    }

    public function test_r_30_without_cron_a_change_is_seen_by_the_next_visitor(): void
    {
        // The site of these tests has DISABLE_WP_CRON, and nobody calls wp-cron.php.
        $site = self::site();
        $address = (string) parse_url($this->create('posts', ['title' => 'Before', 'slug' => 'changing', 'status' => 'publish']), PHP_URL_PATH);
        $site->get($address);
        self::assert_says('hit; reason=fresh', $site->get($address));
        $this->create('posts/' . $this->number($address), ['title' => 'Afterwards']);
        $reply = $site->get($address);

        self::assertStringStartsWith('miss; reason=', (string) $reply->header('X-Dynamic-Cache'));
        self::assertStringContainsString('Afterwards', $reply->text());
    }

    /**
     * Through core's own REST API, as the administrator.
     *
     * @param array<string, mixed> $members
     *
     * @return string the address of a post, the number of anything else
     */
    private function create(string $what, array $members): string
    {
        $headers = self::site()->live->rest_request('GET', '/status')[3];
        $answer = self::site()->live->request('POST', "/wp-json/wp/v2/{$what}", json_encode($members, JSON_THROW_ON_ERROR), $headers);
        self::assertContains($answer->status, [200, 201], $answer->body);
        $link = $answer->member('link');
        $id = $answer->member('id');

        return is_string($link) && str_starts_with($what, 'posts') ? $link : (is_int($id) ? (string) $id : '');
    }

    private function number(string $address): string
    {
        $answer = self::site()->live->request('GET', '/wp-json/wp/v2/posts?slug=' . rawurlencode(trim($address, '/')));

        return preg_match('/"id":(\d+)/', $answer->body, $match) === 1 ? $match[1] : self::fail($answer->body);
    }
}
