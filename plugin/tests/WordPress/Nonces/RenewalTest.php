<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Nonces;

use DynamicCache\Tests\WordPress\LiveAnswer;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

/** Forms on stored pages, over HTTP, hours after the page was stored. */
final class RenewalTest extends TestCase
{
    private static ?LiveSite $live = null;

    public static function setUpBeforeClass(): void
    {
        self::$live = LiveSite::start();
        copy(__DIR__ . '/forms.php', self::$live->file('wp-content/mu-plugins/forms.php'));
        self::$live->switch(true);
        // What the first renders of a site write by themselves.
        self::$live->request('GET', '/sample-page/');
        self::$live->request('GET', '/hello-world/');
    }

    public static function tearDownAfterClass(): void
    {
        self::$live?->stop();
        self::$live = null;
    }

    protected function setUp(): void
    {
        self::at(0);
        self::set('true');
        self::live()->rest('POST', '/purge', '{"everything":true}');
    }

    public function test_CP_79_a_form_sent_25_hours_after_the_page_was_stored_is_taken(): void
    {
        $page = self::stored_page();
        self::at(25);
        $renewed = self::renew(self::attribute('token', $page));

        self::assertFalse(self::send(self::nonce($page)), 'the nonce of the page is over');
        self::assertTrue(self::send(self::first($renewed)));
    }

    public function test_CP_79_and_with_what_the_page_shows_as_long_as_it_is_stored(): void
    {
        $page = self::stored_page();
        $life = (int) preg_replace('/.*max-age=([0-9]+).*/', '$1', self::live()->request('GET', '/sample-page/')->header('CDN-Cache-Control') . ' max-age=0');
        self::at(12);

        self::assertLessThanOrEqual(43_200, $life);
        self::assertTrue(self::send(self::nonce($page)));
    }

    public function test_the_script_is_a_file_and_only_where_a_nonce_is(): void
    {
        $page = self::stored_page();
        $without = self::live()->request('GET', '/hello-world/')->body;

        self::assertSame(1, substr_count($page, 'data-dynamic-cache-nonces='));
        self::assertMatchesRegularExpression('~<script [^>]*\bsrc="[^"]+/assets/nonces\.js\?ver=[^"]+"[^>]*></script>\s*</body>~', $page);
        self::assertSame(self::nonce($page), self::attribute('dynamic-cache-nonces', $page));
        self::assertStringNotContainsString('dynamic-cache-nonces', $without);
    }

    public function test_the_page_is_stored_with_it_and_served_with_it(): void
    {
        $first = self::stored_page();
        $second = self::live()->request('GET', '/sample-page/');

        self::assertSame('hit; reason=fresh', $second->header('X-Dynamic-Cache'));
        self::assertSame($first, $second->body);
    }

    public function test_switched_off_there_is_neither_script_nor_answer(): void
    {
        $token = self::attribute('token', self::stored_page());
        self::set('false');
        self::live()->rest('POST', '/purge', '{"everything":true}');
        $page = self::live()->request('GET', '/sample-page/')->body;

        self::assertStringNotContainsString('dynamic-cache-nonces', $page);
        self::assertSame(401, self::renew($token)->status);
    }

    public function test_no_other_action_has_a_nonce_here(): void
    {
        $token = self::attribute('token', self::stored_page());
        [$until, $mac] = explode('/', $token);
        $forged = "{$until}/{$mac}/" . rtrim(base64_encode('["wp_rest"]'), '=');

        self::assertSame([400, 'invalid_token'], [self::renew($forged)->status, self::renew($forged)->text('error')]);
        self::assertSame(400, self::renew('')->status);
        self::assertSame(400, self::live()->request('POST', '/wp-json/dynamic-cache/v1/nonces', '{"token":["contact"]}', ['Content-Type' => 'application/json'])->status);
    }

    public function test_who_shows_a_cookie_or_a_password_gets_none(): void
    {
        $token = self::attribute('token', self::stored_page());
        $withCookie = self::renew($token, ['Cookie' => 'wp_woocommerce_session_x=1', 'Origin' => 'https://evil.example']);
        $asAdministrator = self::live()->rest('POST', '/nonces', self::body($token));

        self::assertSame([401, 403], [$withCookie->status, $asAdministrator->status]);
        self::assertNull($withCookie->member('nonces'));
    }

    public function test_the_answer_is_stored_by_nobody(): void
    {
        self::assertSame('no-store', self::renew(self::attribute('token', self::stored_page()))->header('Cache-Control'));
    }

    private static function live(): LiveSite
    {
        return self::$live ?? throw new \LogicException('The site is not there.');
    }

    private static function at(int $hours): void
    {
        file_put_contents(self::live()->file('wp-content/hours-later'), (string) $hours);
    }

    private static function set(string $isOn): void
    {
        $revision = self::live()->rest('GET', '/settings')->text('revision');
        self::assertSame(200, self::live()->rest('PATCH', '/settings', '{"nonce_refresh":' . $isOn . '}', $revision)->status);
    }

    private static function stored_page(): string
    {
        $page = self::live()->request('GET', '/sample-page/');
        self::assertStringStartsWith('miss', $page->header('X-Dynamic-Cache'));
        self::assertSame('hit; reason=fresh', self::live()->request('GET', '/sample-page/')->header('X-Dynamic-Cache'));

        return $page->body;
    }

    /** @param array<string, string> $headers */
    private static function renew(string $token, array $headers = []): LiveAnswer
    {
        return self::live()->request('POST', '/wp-json/dynamic-cache/v1/nonces', self::body($token), ['Content-Type' => 'application/json'] + $headers);
    }

    private static function body(string $token): string
    {
        return (string) json_encode(['token' => $token]);
    }

    private static function first(LiveAnswer $answer): string
    {
        $nonces = $answer->member('nonces');
        self::assertIsArray($nonces, $answer->body);
        self::assertIsString($nonces[0] ?? null);

        return $nonces[0];
    }

    private static function nonce(string $page): string
    {
        self::assertSame(1, preg_match('/name="check" value="([0-9a-f]{10})"/', $page, $match));

        return $match[1] ?? '';
    }

    private static function attribute(string $name, string $page): string
    {
        self::assertSame(1, preg_match('/ data-' . $name . '="([^"]*)"/', $page, $match), "data-{$name}");

        return $match[1] ?? '';
    }

    private static function send(string $nonce): bool
    {
        $answer = self::live()->request('POST', '/?sent=1', http_build_query(['check' => $nonce]), ['Content-Type' => 'application/x-www-form-urlencoded']);

        return $answer->member('taken') === true;
    }
}
