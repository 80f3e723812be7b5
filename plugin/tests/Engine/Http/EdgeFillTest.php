<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

/** Tags and store marker: for the Worker alone, and only for pages that passed every check. */
final class EdgeFillTest extends DropinTestCase
{
    private const FILL_KEY = '1111111111111111111111111111111111111111111111111111111111111111';
    private const MARKER_KEY = '2222222222222222222222222222222222222222222222222222222222222222';

    protected function setUp(): void
    {
        parent::setUp();
        $this->site->write_config(['edge' => ['kid' => 'k1', 'fill_key' => self::FILL_KEY, 'marker_key' => self::MARKER_KEY]]);
    }

    public function test_a_genuine_fill_gets_the_marker_on_miss_hit_and_304(): void
    {
        $miss = $this->site->get('/', $this->fill('GET', '/'));
        $hit = $this->site->get('/', $this->fill('GET', '/') + ['Accept-Encoding' => 'gzip']);
        $same = $this->site->get('/', $this->fill('GET', '/') + ['If-None-Match' => (string) $miss->header('ETag')]);

        self::assert_says('miss; reason=cold', $miss);
        self::assert_says('hit; reason=fresh', $hit);
        self::assertSame(304, $same->status);
        self::assertSame('page:' . substr($this->key('/'), 0, 32) . ',post:1,site', $miss->header('X-Dynamic-Cache-Tags'));
        self::assertMatchesRegularExpression('/^max-age=(604800|60479\d)$/', (string) $miss->header('CDN-Cache-Control'));
        $this->assert_marks($miss, 200, $miss->body);
        foreach (['X-Dynamic-Cache-Store', 'X-Dynamic-Cache-Tags', 'CDN-Cache-Control'] as $name) {
            self::assertSame($miss->header($name), $hit->header($name));
            self::assertSame($miss->header($name), $same->header($name));
        }
        self::assertSame($miss->body, $hit->text());
    }

    public function test_the_marker_names_token_and_end_of_life_of_the_stored_page(): void
    {
        $token = $this->site->store()->purge(['other'], [], time());
        $before = time();
        $this->site->get('/');
        $this->site->store()->purge(['other'], [], time());
        $marker = self::marker($this->site->get('/', $this->fill('GET', '/')));

        self::assertSame($this->site->store()->token(time())->epoch, $marker['epoch']);
        self::assertGreaterThanOrEqual($before + 604800, (int) $marker['exp']);
        self::assertLessThanOrEqual(time() + 604800, (int) $marker['exp']);
        self::assertSame('00112233aabbccdd', $marker['rev']);
        // The first fill of an empty cache folder begins an epoch, so that the position is counted anew.
        self::assertSame($token->epoch === $marker['epoch'] ? $token->sequence : 0, (int) $marker['tok']);
    }

    public function test_the_edge_may_keep_a_page_no_longer_than_the_origin(): void
    {
        foreach ([1, 2] as $visit) {
            $reply = $this->site->get('/short-lived/', $this->fill('GET', '/short-lived/'));
            self::assertMatchesRegularExpression('/^max-age=(90|8\d)$/', (string) $reply->header('CDN-Cache-Control'), "visit {$visit}");
            self::assertLessThanOrEqual(time() + 90, (int) self::marker($reply)['exp']);
        }
    }

    public function test_nobody_else_sees_tags_or_marker(): void
    {
        $time = (string) time();
        $forged = "v1;kid=k1;ts={$time};mac=" . str_repeat('0', 64);
        $requests = [
            'none' => [],
            'a forged one' => ['X-Dynamic-Cache-Fill' => $forged],
            'for another page' => $this->fill('GET', '/other/'),
            'for another method' => $this->fill('HEAD', '/'),
            'an old one' => $this->fill('GET', '/', time() - 400),
        ];
        foreach ([1, 2] as $visit) {
            foreach ($requests as $name => $headers) {
                $reply = $this->site->get('/', $headers);
                foreach (['X-Dynamic-Cache-Store', 'X-Dynamic-Cache-Tags', 'CDN-Cache-Control'] as $header) {
                    self::assertNull($reply->header($header), "{$name}, visit {$visit}: {$header}");
                }
            }
        }
    }

    public function test_a_page_that_is_not_stored_carries_no_marker(): void
    {
        foreach (['/exit/', '/cookie-set/', '/no-facts/', '/purge-meanwhile/', '/suspect-meanwhile/', '/redirect/', '/missing/', '/memory/'] as $target) {
            $reply = $this->site->get($target, $this->fill('GET', $target));
            self::assertNull($reply->header('X-Dynamic-Cache-Store'), $target);
            self::assertNull($reply->header('X-Dynamic-Cache-Tags'), $target);
        }
    }

    public function test_a_page_that_could_not_be_written_carries_no_marker(): void
    {
        file_put_contents("{$this->site->dir}/cache/pages", 'in the way');
        $reply = $this->site->get('/', $this->fill('GET', '/'));

        self::assert_says('miss; reason=store-error', $reply);
        self::assertNull($reply->header('X-Dynamic-Cache-Store'));
    }

    /** @return array<string, string> */
    private function fill(string $method, string $path, ?int $time = null): array
    {
        $time = (string) ($time ?? time());
        $message = self::joined(['fill1', 'k1', $method, $this->key($path), $time]);

        return ['X-Dynamic-Cache-Fill' => "v1;kid=k1;ts={$time};mac=" . hash_hmac('sha256', $message, pack('H*', self::FILL_KEY))];
    }

    private function key(string $path): string
    {
        return hash('sha256', "dck1\n" . self::joined(['1', 'http', $this->site->host, $path, '', '', '', '', '']));
    }

    private function assert_marks(HttpReply $reply, int $status, string $body): void
    {
        $marker = self::marker($reply);
        ['kid' => $kid, 'exp' => $exp, 'epoch' => $epoch, 'tok' => $token, 'rev' => $revision] = $marker;
        $length = (string) strlen($body);
        $digest = hash('sha256', $body);
        $message = self::joined([
            'store1', $kid, $this->key('/'), (string) $status, $exp, $epoch, $token, $revision, $length, $digest, '',
            (string) $reply->header('X-Dynamic-Cache-Tags'),
        ]);

        self::assertSame($length, $marker['len']);
        self::assertSame($digest, $marker['dig']);
        self::assertSame(hash_hmac('sha256', $message, pack('H*', self::MARKER_KEY)), $marker['mac']);
    }

    /** @return array{kid: string, exp: string, epoch: string, tok: string, rev: string, len: string, dig: string, mac: string} */
    private static function marker(HttpReply $reply): array
    {
        $form = '/^v1;kid=(?<kid>[^;]*);exp=(?<exp>\d+);epoch=(?<epoch>[0-9a-f]{32});tok=(?<tok>\d+);rev=(?<rev>[0-9a-f]{16});'
            . 'len=(?<len>\d+);dig=(?<dig>[0-9a-f]{64});mac=(?<mac>[0-9a-f]{64})$/D';
        if (preg_match($form, (string) $reply->header('X-Dynamic-Cache-Store'), $match) !== 1) {
            self::fail('There is no marker.');
        }

        return [
            'kid' => $match['kid'],
            'exp' => $match['exp'],
            'epoch' => $match['epoch'],
            'tok' => $match['tok'],
            'rev' => $match['rev'],
            'len' => $match['len'],
            'dig' => $match['dig'],
            'mac' => $match['mac'],
        ];
    }

    /** @param list<string> $fields */
    private static function joined(array $fields): string
    {
        return implode('', array_map(static fn(string $field) => strlen($field) . ":{$field}\n", $fields));
    }
}
