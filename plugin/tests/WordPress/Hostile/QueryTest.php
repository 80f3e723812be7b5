<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hostile;

use PHPUnit\Framework\Attributes\DataProvider;

/** What stands behind the question mark. PHP's own reading of it decides, and what is not in the key is not in the page. */
final class QueryTest extends HostileTestCase
{
    /** @return iterable<string, array{string}> an ignored parameter with a poison in it */
    public static function ignored(): iterable
    {
        foreach (['utm_source', 'utm_content', 'gclid', 'fbclid', 'msclkid', '_ga', '_gl'] as $name) {
            yield "CP-30 {$name} in links" => ["{$name}=%22%3E%3CCANARY%3E"];
        }
        yield 'CP-32 a semicolon' => ['utm_content=x;keyed=CANARY'];
        yield 'CP-32 an encoded ampersand' => ['utm_content=x%26keyed=CANARY'];
        yield 'CP-33 twice' => ['utm_source=a&utm_source=CANARY'];
        yield 'CP-33 without a value' => ['utm_CANARY'];
        yield 'CP-35 a dot in the name' => ['utm.source=CANARY'];
        yield 'CP-35 an escaped underscore' => ['utm%5Fsource=CANARY'];
        yield 'CP-35 an escaped letter' => ['%75tm_source=CANARY'];
        yield 'CP-35 an array' => ['utm_source[]=CANARY'];
        yield 'CP-81 a fragment to be evaluated' => ['utm_source=%3C!--mfunc+echo(1);+--%3ECANARY%3C!--/mfunc--%3E'];
        yield 'CP-101 a header in the value' => ['utm_source=%0d%0aSet-Cookie:%20c=CANARY'];
        yield 'CP-101 a header in wide characters' => ['utm_source=%E5%98%8A%E5%98%8DSet-Cookie:%20c=CANARY'];
    }

    #[DataProvider('ignored')]
    public function test_an_ignored_parameter_shapes_nothing(string $poison): void
    {
        $canary = self::canary();
        $target = self::fresh();
        $poisoned = $target . '&' . str_replace('CANARY', $canary, $poison);

        (new Protocol(self::site(), $canary, 1))->run($target, static fn() => self::site()->get($poisoned));
        self::assert_says('hit; reason=fresh', self::site()->get($target));
    }

    /** @return iterable<string, array{string, string}> a poison that has a page of its own, or none; its victim */
    public static function others(): iterable
    {
        yield 'CP-35 another case' => ['/hello-world/?b=BUSTER&UTM_SOURCE=CANARY', '/hello-world/?b=BUSTER'];
        yield 'CP-35 an open bracket' => ['/hello-world/?b=BUSTER&utmx[source=CANARY', '/hello-world/?b=BUSTER'];
        yield 'CP-36 an escaped name' => ['/hello-world/?b=BUSTER&siz%65=CANARY', '/hello-world/?b=BUSTER&size=1'];
        yield 'CP-37 an encoded question mark' => ['/hello-world/%3fb=BUSTERCANARY', '/hello-world/?b=BUSTER'];
        yield 'CP-42 an array' => ['/hello-world/?b=BUSTER&a[]=CANARY&a[]=2', '/hello-world/?a%5B%5D=2&b=BUSTER'];
        yield 'CP-42 no name' => ['/hello-world/?b=BUSTER&=CANARY', '/hello-world/?b=BUSTER'];
        yield 'CP-63 a line of the key' => ['/hello-world/?b=BUSTER%0a5:CANARY', '/hello-world/?b=BUSTER'];
        yield 'CP-63 a glob' => ['/hello-world/?b=BUSTER*CANARY', '/hello-world/?b=BUSTER'];
    }

    #[DataProvider('others')]
    public function test_another_query_is_another_page(string $poison, string $victim): void
    {
        $canary = self::canary();
        $fill = static fn(string $target): string => strtr($target, ['CANARY' => $canary, 'BUSTER' => substr($canary, 6)]);
        $truth = self::site()->truth($fill($victim));
        self::site()->get($fill($poison));
        $reply = self::site()->get($fill($victim));
        $hit = self::site()->get($fill($victim));

        self::assertSame(200, $reply->status);
        self::assert_same_page($truth->body, $reply->text());
        self::assert_same_page($truth->body, $hit->text());
        self::assertStringNotContainsString($canary, $reply->text());
    }

    /** @return iterable<string, array{string, string}> query of the attacker; another spelling of it */
    public static function spellings(): iterable
    {
        yield 'CP-36 bytes that a browser would escape' => ['q="><CANARY>', 'q=%22%3E%3CCANARY%3E'];
        yield 'CP-36 escapes that mean nothing' => ['%71=%43ANARY', 'q=CANARY'];
        yield 'CP-36 a plus' => ['q=CANARY+two', 'q=CANARY%20two'];
        yield 'CP-42 another order' => ['z=CANARY&a=1', 'a=1&z=CANARY'];
        yield 'CP-42 one name as a text and as a list' => ['q[b]=CANARY&q=2', 'q=2&q[b]=CANARY'];
        yield 'CP-42 nothing between' => ['&&q=CANARY&', 'q=CANARY'];
        yield 'CP-42 no value' => ['CANARY', 'CANARY='];
    }

    /** A page prints its address as it came; the spelling is not in the key, so that it must not be in the page. */
    #[DataProvider('spellings')]
    public function test_the_spelling_of_one_visitor_is_not_the_page_of_another(string $poison, string $victim): void
    {
        $canary = self::canary();
        $buster = substr($canary, 6);
        [$poison, $victim] = str_replace('CANARY', $canary, [$poison, $victim]);
        self::site()->get("/hello-world/?{$poison}&b={$buster}&raw=1");
        $first = self::site()->get("/hello-world/?b={$buster}&raw=1&{$victim}");
        $other = "/hello-world/?b={$buster}x&raw=1&";
        self::site()->get($other . $victim);
        $second = self::site()->get($other . $victim);

        self::assert_same_page(str_replace("{$buster}x", $buster, $second->text()), $first->text());
        self::assertStringNotContainsString('"><canary', $first->text());
    }

    public function test_cp_31_a_redirect_that_repeats_a_campaign_is_not_stored_and_gives_everybody_his_own(): void
    {
        $canary = self::canary();
        $before = self::site()->files();
        $first = self::site()->get("/hello-world?utm_source={$canary}");
        $second = self::site()->get('/hello-world?utm_source=mine');

        self::assertSame([301, 301], [$first->status, $second->status]);
        self::assertStringEndsWith("/hello-world/?utm_source={$canary}", (string) $first->header('Location'));
        self::assertStringEndsWith('/hello-world/?utm_source=mine', (string) $second->header('Location'));
        self::assertSame($before, self::site()->files());
    }

    /** @return iterable<string, array{string, string}> reason word and query */
    public static function passed(): iterable
    {
        foreach (['rest_route', 'rest.route', 'rest%20route', 'rest+route', 'rest[route', '%72est_route', '%20rest_route', 'rest_route%00x'] as $name) {
            yield "CP-34 REST as {$name}" => ['private-query', "{$name}=/wp/v2/posts"];
        }
        foreach (['preview', 'customize_changeset_uuid', 'wc-ajax', 'add-to-cart', '_wpnonce', 'doing_wp_cron'] as $name) {
            yield "CP-34 {$name} with an escaped letter" => ['private-query', '%' . bin2hex($name[0]) . substr($name, 1) . '=1'];
            yield "CP-34 {$name} with a space in front" => ['private-query', "%20{$name}=1"];
        }
        foreach (['preview=true', 'unapproved=1&moderation-hash=abc', 'replytocom=1', 'customize_messenger_channel=x', 'wp_scrape_key=x', '_wpnonce=x', 'key=x&login=admin', 'token=x', 'order-received=1&key=x'] as $query) {
            yield "CP-41 {$query}" => ['private-query', $query];
        }
        foreach (['HEAD', 'POST', 'NONSENSE'] as $method) {
            yield "CP-39 _method={$method}" => ['override', "_method={$method}"];
        }
        yield 'CP-44 9 KB' => ['key-too-long', 'long=' . str_repeat('a', 9_000)];
        yield 'CP-44 32 KB' => ['key-too-long', 'long=' . str_repeat('a', 32_000)];
        yield 'CP-44 9 KB of names' => ['key-too-long', implode('&', array_map(static fn(int $n): string => "a{$n}", range(1, 2500)))];
    }

    #[DataProvider('passed')]
    public function test_a_private_query_is_passed_by(string $reason, string $query): void
    {
        $before = self::site()->files();

        self::assert_says("bypass; reason={$reason}", self::site()->get("/hello-world/?{$query}"));
        self::assertSame($before, self::site()->files());
    }

    public function test_cp_38_a_request_with_a_body_is_passed_by_and_leaves_the_page_alone(): void
    {
        $target = self::fresh();
        $truth = self::site()->truth($target);
        foreach (['{"search":"zzz"}', '{bad', 'p=2&s=x'] as $body) {
            foreach (['application/json', 'application/x-www-form-urlencoded'] as $type) {
                $lines = ["Content-Type: {$type}", 'Content-Length: ' . strlen($body)];
                self::assert_says('bypass; reason=body', self::site()->get($target, $lines, 'GET', $body));
            }
        }
        $chunked = self::site()->get($target, ['Transfer-Encoding: chunked'], 'GET', "3\r\ns=x\r\n0\r\n\r\n");
        self::assertNotSame('hit', explode(';', (string) $chunked->header('X-Dynamic-Cache'))[0]);
        self::assertNull(self::site()->page($target));
        self::assert_same_page($truth->body, self::site()->get($target)->text());
    }

    public function test_cp_40_answers_of_the_rest_api_are_never_stored(): void
    {
        $before = self::site()->files();
        foreach (['', '?_jsonp=alert', '?_envelope=1', '?_fields=id', '?_embed=1', '?context=edit', '?_locale=user'] as $query) {
            self::assert_says('bypass; reason=path', self::site()->get("/wp-json/wp/v2/posts{$query}"), $query);
        }
        self::assert_says('bypass; reason=path', self::site()->get('/wp-json/wp/v2/posts', ['Origin: https://canary.evil']));
        self::assertSame($before, self::site()->files());
    }

    public function test_cp_44_a_query_within_the_limit_has_a_page_of_its_own(): void
    {
        $one = self::fresh('/hello-world/', 'long=' . str_repeat('a', 2_000));
        self::site()->get($one);

        self::assert_says('hit; reason=fresh', self::site()->get($one));
        self::assert_says('miss; reason=cold', self::site()->get("{$one}c"));
    }
}
