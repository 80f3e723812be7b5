<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use DynamicCache\Engine\LengthPrefixed;
use DynamicCache\Engine\ProbeSignature;

/** The site measures itself: apart from visitors, and for nobody else. */
final class ProbeTest extends DropinTestCase
{
    private const RUN = '00112233445566aa';

    private const EDGE_KEY = '1212121212121212121212121212121212121212121212121212121212121212';

    protected function setUp(): void
    {
        parent::setUp();
        $this->open_run(time() + 600);
    }

    public function test_a_probe_is_never_answered_from_the_visitors_pages_nor_a_visitor_from_its(): void
    {
        $this->site->get('/');
        $cold = $this->probe('/', 'a');
        $warm = $this->probe('/', 'a');
        $other = $this->probe('/', 'b');

        self::assert_says('miss; reason=cold', $cold);
        self::assert_says('hit; reason=fresh', $warm);
        self::assert_says('miss; reason=cold', $other);
        self::assertSame(3, $this->site->renders());
        $this->site->store()->purge(['page:' . substr($this->key('/'), 0, 32)], [], time());
        self::assert_says('miss; reason=purged', $this->site->get('/'));
        self::assert_says('hit; reason=fresh', $this->probe('/', 'a'));
    }

    public function test_a_page_that_only_a_probe_stored_is_cold_for_visitors(): void
    {
        $this->probe('/', 'a');

        self::assert_says('miss; reason=cold', $this->site->get('/'));
    }

    public function test_a_purge_reaches_the_pages_of_probes(): void
    {
        $this->probe('/', 'a');
        $this->site->store()->purge(['post:1'], [], time());

        self::assert_says('miss; reason=purged', $this->probe('/', 'a'));
    }

    public function test_the_answer_is_signed_and_says_what_the_render_cost(): void
    {
        $cold = $this->answer($this->probe('/', 'a', 'nonce1'), 'nonce1');
        $warm = $this->answer($this->probe('/', 'a', 'nonce2'), 'nonce2');

        self::assertSame($this->key('/'), $cold['key']);
        self::assertSame($this->key('/'), $warm['key']);
        self::assertGreaterThan(0, $cold['wall']);
        self::assertLessThanOrEqual($cold['wall'] * 4 + 100_000, $cold['cpu']);
        self::assertSame('-', $warm['queries']);
    }

    public function test_a_request_that_passes_the_cache_by_has_no_key(): void
    {
        $reply = $this->probe('/', 'a', 'nonce1', ['Cookie' => 'wordpress_logged_in_x=1']);

        self::assert_says('bypass; reason=cookie', $reply);
        self::assertSame('-', $this->answer($reply, 'nonce1')['key']);
    }

    public function test_nothing_in_between_may_keep_an_answer(): void
    {
        $this->probe('/', 'a');

        self::assertSame('private, no-store', $this->probe('/', 'a')->header('Cache-Control'));
    }

    public function test_a_replayed_forged_late_or_orphaned_header_is_an_ordinary_visit(): void
    {
        $this->site->get('/');
        $genuine = $this->header('/', 'a', 'replayed', time());
        $this->site->get('/', [ProbeSignature::HEADER => $genuine]);
        $headers = [
            'replayed' => $genuine,
            'forged' => (string) preg_replace('/mac=.{4}/', 'mac=0000', $this->header('/', 'a', 'forged', time())),
            'for another page' => $this->header('/other/', 'a', 'page', time()),
            'late' => $this->header('/', 'a', 'late', time() - 100),
            'of no run' => $this->header('/', 'a', 'run', time(), 'ffffffffffffffff'),
            'of a path' => str_replace('run=' . self::RUN, 'run=../../../config', $this->header('/', 'a', 'path', time())),
        ];
        foreach ($headers as $name => $header) {
            $reply = $this->site->get('/', [ProbeSignature::HEADER => $header]);
            self::assert_says('hit; reason=fresh', $reply);
            self::assertNull($reply->header(ProbeSignature::ANSWER), $name);
            self::assertSame('max-age=0, must-revalidate', $reply->header('Cache-Control'), $name);
        }
    }

    public function test_a_run_that_is_over_or_gone_has_no_probes(): void
    {
        $this->open_run(time() - 1);
        self::assertNull($this->probe('/', 'a')->header(ProbeSignature::ANSWER));
        unlink("{$this->site->dir}/cache/probe/" . self::RUN . '/run.php');

        self::assertNull($this->probe('/', 'a', 'again')->header(ProbeSignature::ANSWER));
    }

    public function test_probes_are_not_counted_as_visits(): void
    {
        mkdir("{$this->site->dir}/cache/count");
        $this->probe('/', 'a');
        $this->probe('/', 'a');
        $this->probe('/', 'a', 'by', ['Cookie' => 'wordpress_logged_in_x=1']);

        self::assertFileDoesNotExist("{$this->site->dir}/cache/count/1.php");
    }

    public function test_a_probe_of_the_worker_is_one_and_its_fill_is_marked_in_the_space_alone(): void
    {
        $this->site->write_config(['edge' => ['kid' => 'k1', 'fill_key' => self::EDGE_KEY, 'marker_key' => self::EDGE_KEY, 'probe_key' => self::EDGE_KEY]]);
        $key = hash('sha256', $this->canonical('/') . LengthPrefixed::join(['probe ' . self::RUN . ' a']));
        $fill = $this->site->get('/', [ProbeSignature::HEADER => $this->of_worker('/', 'a', 'fill')] + self::fill($key));
        $passed = $this->site->get('/', [ProbeSignature::HEADER => $this->of_worker('/', 'a', 'pass')]);
        $visitor = $this->site->get('/', self::fill($this->key('/')));

        self::assertStringContainsString(';nonce=' . self::nonce('fill') . ';key=' . $this->key('/'), ';nonce=' . explode(';nonce=', (string) $fill->header(ProbeSignature::ANSWER))[1]);
        self::assertNotNull($fill->header('X-Dynamic-Cache-Store'));
        self::assertSame('max-age=0, must-revalidate', $fill->header('Cache-Control'));
        self::assert_says('hit; reason=fresh', $passed);
        self::assertNull($passed->header('X-Dynamic-Cache-Store'));
        self::assertSame('private, no-store', $passed->header('Cache-Control'));
        self::assert_says('miss; reason=cold', $visitor);
    }

    public function test_the_worker_of_another_key_has_no_probes(): void
    {
        $this->site->write_config(['edge' => ['kid' => 'k1', 'fill_key' => self::EDGE_KEY, 'marker_key' => self::EDGE_KEY, 'probe_key' => str_repeat('cd', 32)]]);
        self::assertNull($this->site->get('/', [ProbeSignature::HEADER => $this->of_worker('/', 'a', 'one')])->header(ProbeSignature::ANSWER));
        $this->site->write_config(['edge' => ['kid' => 'k1', 'fill_key' => self::EDGE_KEY, 'marker_key' => self::EDGE_KEY]]);

        self::assertNull($this->site->get('/', [ProbeSignature::HEADER => $this->of_worker('/', 'a', 'two')])->header(ProbeSignature::ANSWER), 'A file of an earlier version has no such key.');
    }

    private function of_worker(string $target, string $space, string $nonce): string
    {
        return ProbeSignature::sign(self::RUN, $space, self::nonce($nonce), $this->site->host, $target, (string) hex2bin(self::EDGE_KEY), time());
    }

    /** @return array<string, string> */
    private static function fill(string $key): array
    {
        $time = (string) time();
        $mac = hash_hmac('sha256', LengthPrefixed::join(['fill1', 'k1', 'GET', $key, $time]), (string) hex2bin(self::EDGE_KEY));

        return ['X-Dynamic-Cache-Fill' => "v1;kid=k1;ts={$time};mac={$mac}"];
    }

    private function open_run(int $until): void
    {
        @mkdir("{$this->site->dir}/cache/probe/" . self::RUN, 0750, true);
        $this->site->write_data('probe/' . self::RUN . '/run.php', ['v' => 1, 'site' => '1', 'until' => $until, 'store' => 'disk', 'redis' => null]);
    }

    /** @param array<string, string> $headers */
    private function probe(string $target, string $space, string $nonce = '', array $headers = []): HttpReply
    {
        $nonce = $nonce === '' ? bin2hex(random_bytes(8)) : $nonce;

        return $this->site->get($target, [ProbeSignature::HEADER => $this->header($target, $space, $nonce, time())] + $headers);
    }

    private function header(string $target, string $space, string $nonce, int $now, string $run = self::RUN): string
    {
        return ProbeSignature::sign($run, $space, self::nonce($nonce), $this->site->host, $target, FakeSite::REFRESH_SECRET, $now);
    }

    /** @return array{key: string, wall: int, cpu: int, queries: string} */
    private function answer(HttpReply $reply, string $nonce): array
    {
        $text = (string) $reply->header(ProbeSignature::ANSWER);
        self::assertSame(1, preg_match('/;key=([0-9a-f]{64}|-);wall=(\d+);cpu=(\d+);queries=(\d+|-);/', $text, $match), $text);
        [, $key, $wall, $cpu, $queries] = $match + ['', '', '', '', ''];
        self::assertSame(ProbeSignature::sign_answer(self::nonce($nonce), $key, (int) $wall, (int) $cpu, $queries, FakeSite::REFRESH_SECRET), $text);

        return ['key' => $key, 'wall' => (int) $wall, 'cpu' => (int) $cpu, 'queries' => $queries];
    }

    private static function nonce(string $name): string
    {
        return md5($name);
    }

    private function key(string $path): string
    {
        return hash('sha256', $this->canonical($path));
    }

    private function canonical(string $path): string
    {
        $fields = ['1', 'http', $this->site->host, $path, '', '', '', '', ''];

        return "dck1\n" . implode('', array_map(static fn(string $field) => strlen($field) . ":{$field}\n", $fields));
    }
}
