<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use DynamicCache\Store\PageHead;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\DataProviderExternal;

/** The short way to a hit. Only the long one reads sites.php, so that without it a hit came by the short way. */
final class ExpressTest extends DropinTestCase
{
    public function test_the_second_hit_takes_the_short_way_with_the_same_answer(): void
    {
        foreach (['gzip', 'identity'] as $encoding) {
            $long = $this->sealed('/', ['Accept-Encoding' => $encoding]);
            $this->close_the_long_way();
            $short = $this->site->get('/', ['Accept-Encoding' => $encoding]);

            self::assert_says('hit; reason=fresh', $short);
            self::assertSame(self::lasting($long), self::lasting($short));
            self::assertSame($long->body, $short->body);
            self::assertMatchesRegularExpression('/^dynamic-cache-origin; hit; ttl=60479\d$/', (string) $short->header('Cache-Status'));
            $this->open_the_long_way();
        }
    }

    /** @return array<string, array{string, array<string, string>}> what a visitor may send without a closer look */
    public static function plain(): array
    {
        return [
            'cookies of statistics' => ['/', ['Cookie' => '_ga=GA1.2.3; _fbp=fb.1.2; theme=dark%20blue']],
            'a browser' => ['/', ['User-Agent' => 'Mozilla/5.0', 'Accept-Encoding' => 'gzip, deflate, br, zstd', 'Accept-Language' => 'de']],
            'a query in its canonical form' => ['/?a=1&b=2', []],
        ];
    }

    /** @param array<string, string> $headers */
    #[DataProvider('plain')]
    public function test_a_plain_request_takes_the_short_way(string $target, array $headers): void
    {
        $this->sealed($target, $headers);
        $this->close_the_long_way();

        self::assert_says('hit; reason=fresh', $this->site->get($target, $headers));
    }

    /** @param array<string, string> $headers */
    #[DataProviderExternal(RequestTest::class, 'bypasses')]
    public function test_what_passes_by_passes_by_a_sealed_page_too(string $reason, string $method, string $target, array $headers): void
    {
        $this->sealed(explode('?', $target)[0] === '/' ? '/' : '/other/');
        $reply = $this->site->get($target, $headers, $method, isset($headers['Content-Length']) ? substr('{a}', 0, (int) $headers['Content-Length']) : '');

        self::assert_says("bypass; reason={$reason}", $reply);
    }

    public function test_a_purge_ends_it_at_once_and_an_unrelated_one_for_one_request(): void
    {
        $this->sealed('/');
        $this->site->store()->purge(['post:999'], [], time());
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
        $this->close_the_long_way();
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
        $this->open_the_long_way();
        $this->site->store()->purge(['site'], [], time());

        self::assert_says('miss; reason=purged', $this->site->get('/'));
    }

    public function test_a_suspicion_suspends_it(): void
    {
        $this->sealed('/');
        $suspicion = $this->site->store()->suspect(['site'], time());
        self::assert_says('miss; reason=suspect', $this->site->get('/'));
        $this->site->store()->purge([], [$suspicion], time());

        self::assertSame('hit', explode(';', (string) $this->site->get('/')->header('X-Dynamic-Cache'))[0]);
    }

    public function test_an_emptied_cache_ends_it(): void
    {
        $this->sealed('/');
        rename("{$this->site->dir}/cache/log/1.php", "{$this->site->dir}/cache/log/old");

        self::assert_says('miss; reason=cold', $this->site->get('/'));
    }

    /** @return array<string, array{array<string, mixed>, array<string, string>, string}> */
    public static function settings(): array
    {
        $rules = static fn(string $list, string $pattern): array => ['rules' => [
            'query' => ['mode' => 'ignore-list', 'ignore' => [], 'allow' => []],
            'exclude' => [$list => [$pattern]] + ['paths' => [], 'queries' => [], 'cookies' => [], 'user_agents' => []],
            'variants' => ['device' => null, 'language' => null, 'currency' => null],
        ]];

        return [
            'switched off' => [['enabled' => false], [], 'bypass; reason=disabled'],
            'paused' => [['paused_until' => time() + 600], [], 'bypass; reason=paused'],
            'another revision' => [['revision' => 'ffffffffffffffff'], [], 'miss; reason=revision'],
            'the path excluded' => [$rules('paths', '/'), [], 'bypass; reason=excluded'],
            'a cookie excluded' => [$rules('cookies', 'vip'), ['Cookie' => 'vip=1'], 'bypass; reason=excluded'],
            'a browser excluded' => [$rules('user_agents', 'Bot*'), ['User-Agent' => 'Bot/1'], 'bypass; reason=excluded'],
        ];
    }

    /**
     * @param array<string, mixed> $changes
     * @param array<string, string> $headers
     */
    #[DataProvider('settings')]
    public function test_a_change_of_the_settings_counts_from_the_next_request_on(array $changes, array $headers, string $said): void
    {
        $this->sealed('/');
        $this->site->write_config($changes);

        if ($headers !== []) {
            // Those whom the change does not mean have the page sealed again.
            $this->site->get('/');
            $this->site->get('/');
        }
        self::assert_says($said, $this->site->get('/', $headers));
    }

    public function test_a_cookie_that_chooses_a_variant_takes_the_long_way(): void
    {
        $this->site->write_config(['rules' => [
            'query' => ['mode' => 'ignore-list', 'ignore' => [], 'allow' => []],
            'exclude' => ['paths' => [], 'queries' => [], 'cookies' => [], 'user_agents' => []],
            'variants' => ['device' => null, 'language' => ['cookie' => 'lang', 'values' => ['de']], 'currency' => null],
        ]]);
        $this->sealed('/');

        self::assert_says('miss; reason=cold', $this->site->get('/', ['Cookie' => 'lang=de']));
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
    }

    /** @return array<string, array{int}> offset of the byte that is damaged */
    public static function damages(): array
    {
        return ['the settings' => [0], 'the position' => [12], 'the browser time' => [35], 'the hour' => [44], 'the checksum' => [48]];
    }

    #[DataProvider('damages')]
    public function test_R_39_a_damaged_seal_is_none(int $offset): void
    {
        $this->sealed('/');
        [$file] = $this->site->page_files();
        $bytes = (string) file_get_contents($file);
        $at = PageHead::SEAL_AT + $offset;
        $bytes[$at] = $bytes[$at] ^ "\1";
        file_put_contents($file, $bytes);
        $this->close_the_long_way();

        self::assertNull($this->site->get('/')->header('X-Dynamic-Cache'));
    }

    public function test_R_39_a_damaged_body_is_not_sent_by_the_short_way(): void
    {
        $first = $this->sealed('/');
        [$file] = $this->site->page_files();
        $bytes = (string) file_get_contents($file);
        $bytes[strlen($bytes) - 10] = $bytes[strlen($bytes) - 10] ^ "\1";
        file_put_contents($file, $bytes);

        $second = $this->site->get('/');
        self::assert_says('miss; reason=corrupt', $second);
        self::assertSame($first->body, $second->body);
    }

    public function test_the_seal_of_one_page_is_worth_nothing_on_another(): void
    {
        $this->sealed('/');
        [$sealed] = $this->site->page_files();
        $this->site->get('/other/');
        [$other] = array_values(array_diff($this->site->page_files(), [$sealed]));
        $seal = substr((string) file_get_contents($sealed), PageHead::SEAL_AT, PageHead::SEAL_LENGTH);
        file_put_contents($other, substr_replace((string) file_get_contents($other), $seal, PageHead::SEAL_AT, PageHead::SEAL_LENGTH));
        sleep(1);
        $this->close_the_long_way();

        self::assertNull($this->site->get('/other/')->header('X-Dynamic-Cache'));
    }

    /** @param array<string, string> $headers */
    private function sealed(string $target, array $headers = []): HttpReply
    {
        $this->site->get($target, $headers);
        // In the second in which it was stored a page takes the long way.
        sleep(1);

        return $this->site->get($target, $headers);
    }

    private function close_the_long_way(): void
    {
        rename("{$this->site->dir}/cache/sites.php", "{$this->site->dir}/cache/sites.away");
    }

    private function open_the_long_way(): void
    {
        rename("{$this->site->dir}/cache/sites.away", "{$this->site->dir}/cache/sites.php");
    }

    /** @return list<string> sorted: the order of header lines has no meaning */
    private static function lasting(HttpReply $reply): array
    {
        $lines = explode("\n", $reply->lasting_headers());
        sort($lines);

        return array_values(array_filter($lines, static fn(string $line): bool => preg_match('/^(Age|Cache-Status):/i', $line) !== 1));
    }
}
