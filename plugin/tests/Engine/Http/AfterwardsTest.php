<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use DynamicCache\Engine\CacheKey;
use DynamicCache\Engine\LengthPrefixed;
use DynamicCache\Store\Lease;
use DynamicCache\Store\Stores;

/** Where the server can let a visitor go, the page is compressed and written behind its answer. */
final class AfterwardsTest extends DropinTestCase
{
    private const FILL_KEY = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';

    /** What LiteSpeed has: the visitor has everything when it returns. The file says what was in the store by then. */
    private const SERVER = <<<'PHP'
        <?php
        function litespeed_finish_request(): bool {
            $site = (string) getenv('SITE_DIR');
            file_put_contents("{$site}/finished", (string) count(glob("{$site}/cache/pages/1/*/*/*.page")));
            if (is_file("{$site}/meanwhile.php")) {
                require "{$site}/meanwhile.php";
            }
            return true;
        }
        PHP;

    /** Core ends all buffers in a function of the end. */
    private const CORE = <<<'PHP'

        register_shutdown_function(static function (): void {
            while (ob_get_level() > 0) {
                ob_end_flush();
            }
        });
        PHP;

    public function test_the_visitor_has_the_page_before_it_is_stored(): void
    {
        $this->server(self::SERVER . self::CORE);
        $first = $this->site->get('/');
        $second = $this->site->get('/');

        self::assertSame('0', $this->stored_at_the_answer());
        self::assert_says('miss; reason=cold', $first);
        self::assertSame('dynamic-cache-origin; fwd=uri-miss; stored; ttl=604800', $first->header('Cache-Status'));
        self::assert_says('hit; reason=fresh', $second);
        self::assertSame([$first->header('ETag'), $first->body], [$second->header('ETag'), $second->body]);
        self::assertSame($first->body, $this->site->get('/', ['Accept-Encoding' => 'gzip'])->text());
        self::assertSame(1, $this->site->renders());
    }

    public function test_nobody_else_renders_it_until_it_is_stored(): void
    {
        $this->server(self::SERVER . self::CORE);
        $this->meanwhile('$leases = DynamicCache\Store\Stores::leases("{$site}/cache", "disk", "1");'
            . 'file_put_contents("{$site}/lease", json_encode($leases->take(' . var_export($this->key('/'), true) . ', time()) === null));');
        $this->site->get('/');

        self::assertSame('true', file_get_contents("{$this->site->dir}/lease"), 'The lease was free before the page was stored.');
        self::assertInstanceOf(Lease::class, Stores::leases("{$this->site->dir}/cache", 'disk', '1')->take($this->key('/'), time()));
    }

    public function test_a_purge_between_the_answer_and_the_store_wins(): void
    {
        $this->server(self::SERVER . self::CORE);
        $this->meanwhile('DynamicCache\Store\Stores::open("{$site}/cache", "disk", "1")->purge(["post:1"], [], time());');
        $this->site->get('/');
        unlink("{$this->site->dir}/meanwhile.php");

        self::assertSame([], $this->site->page_files());
        self::assert_says('miss; reason=cold', $this->site->get('/'));
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
    }

    public function test_after_a_purge_during_the_render_the_answer_knows_what_became_of_it(): void
    {
        $this->server(self::SERVER . self::CORE);

        self::assert_says('miss; reason=purged-during-fill', $this->site->get('/purge-meanwhile/'));
        self::assertFileDoesNotExist("{$this->site->dir}/finished");
    }

    public function test_it_is_stored_when_a_function_of_the_end_exits(): void
    {
        $this->server(self::SERVER . self::CORE . 'register_shutdown_function(static function (): void { exit; });');
        $this->site->get('/');

        self::assertSame('0', $this->stored_at_the_answer());
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
    }

    public function test_it_is_stored_at_once_when_php_itself_ends_the_buffer(): void
    {
        $this->server(self::SERVER);
        $this->site->get('/');

        self::assertFileDoesNotExist("{$this->site->dir}/finished");
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
    }

    public function test_the_edge_gets_its_marker_for_a_page_that_is_stored(): void
    {
        $this->server(self::SERVER . self::CORE);
        $this->site->write_config(['edge' => ['kid' => 'k1', 'fill_key' => self::FILL_KEY, 'marker_key' => str_repeat('ab', 32)]]);
        $time = (string) time();
        $message = LengthPrefixed::join(['fill1', 'k1', 'GET', $this->key('/'), $time]);
        $reply = $this->site->get('/', ['X-Dynamic-Cache-Fill' => "v1;kid=k1;ts={$time};mac=" . hash_hmac('sha256', $message, pack('H*', self::FILL_KEY))]);

        self::assertNotNull($reply->header('X-Dynamic-Cache-Store'));
        self::assertFileDoesNotExist("{$this->site->dir}/finished");
    }

    private function server(string $code): void
    {
        file_put_contents("{$this->site->dir}/before.php", $code);
    }

    /** What happens while the visitor has the page and the store does not. */
    private function meanwhile(string $code): void
    {
        file_put_contents("{$this->site->dir}/meanwhile.php", "<?php {$code}");
    }

    private function stored_at_the_answer(): string
    {
        return (string) file_get_contents("{$this->site->dir}/finished");
    }

    private function key(string $path): string
    {
        return hash('sha256', CacheKey::canonical(['site' => '1', 'scheme' => 'http', 'host' => $this->site->host, 'path' => $path, 'query' => '', 'persona' => '', 'language' => '', 'currency' => '', 'device' => '']));
    }
}
