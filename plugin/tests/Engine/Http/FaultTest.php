<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use DynamicCache\Store\PageHead;
use PHPUnit\Framework\Attributes\DataProvider;

/** Whatever is broken, WordPress answers, and no warning of ours is in its page. */
final class FaultTest extends DropinTestCase
{
    /** @return array<string, array{\Closure(string): string, string}> */
    public static function damages(): array
    {
        return [
            'R-39 a flipped byte in the gzip body' => [static fn(string $b) => self::flip($b, PageHead::LENGTH + self::length($b, 8) + self::length($b, 12) + 30), 'corrupt'],
            'R-39 a flipped byte in the head' => [static fn(string $b) => self::flip($b, 10), 'corrupt'],
            'R-39 a flipped byte in the headers' => [static fn(string $b) => self::flip($b, PageHead::LENGTH + self::length($b, 8) - 5), 'corrupt'],
            'R-39 a flipped byte in the meta block' => [static fn(string $b) => self::flip($b, PageHead::LENGTH + self::length($b, 8) + 5), 'corrupt'],
            'R-07 truncated' => [static fn(string $b) => substr($b, 0, -1), 'corrupt'],
            'R-07 a little longer' => [static fn(string $b) => "{$b}x", 'corrupt'],
            'R-07 empty' => [static fn() => '', 'corrupt'],
            'R-39 foreign' => [static fn() => '<html>somebody else\'s cache</html>', 'corrupt'],
            'R-40 another schema' => [static fn(string $b) => substr_replace($b, '99', 6, 2), 'schema'],
        ];
    }

    /** @param \Closure(string): string $damage */
    #[DataProvider('damages')]
    public function test_a_damaged_entry_is_a_miss_and_is_replaced(\Closure $damage, string $reason): void
    {
        $first = $this->site->get('/', ['Accept-Encoding' => 'gzip']);
        [$file] = $this->site->page_files();
        file_put_contents($file, $damage((string) file_get_contents($file)));

        $second = $this->site->get('/', ['Accept-Encoding' => 'gzip']);

        self::assert_says("miss; reason={$reason}", $second);
        self::assertSame($first->text(), $second->text());
        self::assert_says('hit; reason=fresh', $this->site->get('/', ['Accept-Encoding' => 'gzip']));
    }

    public function test_r_39_an_entry_under_the_key_of_another_page_is_not_served(): void
    {
        $this->site->get('/a/');
        [$a] = $this->site->page_files();
        $this->site->get('/b/');
        [$b] = array_values(array_diff($this->site->page_files(), [$a]));
        copy($a, $b);

        $reply = $this->site->get('/b/');
        self::assert_says('miss; reason=corrupt', $reply);
        self::assertStringContainsString('<title>b</title>', $reply->body);
    }

    /** @return array<string, array{string, string|null}> file and its bytes; null = gone */
    public static function configs(): array
    {
        return [
            'no map of sites' => ['sites.php', null],
            'no configuration' => ['config/1.php', null],
            'an empty configuration' => ['config/1.php', ''],
            'half a configuration' => ['config/1.php', "<?php exit; ?>\n{\"v\":1,\"site\":"],
            'a foreign configuration' => ['config/1.php', '<?php return ["enabled" => true];'],
            'another version' => ['config/1.php', "<?php exit; ?>\n{\"v\":2}"],
            'another type' => ['config/1.php', "<?php exit; ?>\n[1]"],
            'a member missing' => ['config/1.php', "<?php exit; ?>\n{\"v\":1,\"edge\":null}"],
            'a map without sites' => ['sites.php', "<?php exit; ?>\n{\"v\":1}"],
        ];
    }

    #[DataProvider('configs')]
    public function test_r_49_a_broken_configuration_is_silence(string $file, ?string $bytes): void
    {
        $this->site->get('/');
        $path = "{$this->site->dir}/cache/{$file}";
        $bytes === null ? unlink($path) : file_put_contents($path, $bytes);

        $reply = $this->site->get('/');
        self::assertNull($reply->header('X-Dynamic-Cache'));
        self::assertSame(2, $this->site->renders());
        self::assertStringStartsWith('<!doctype html>', $reply->body);
    }

    public function test_r_49_the_kill_switch_works_at_once(): void
    {
        $this->site->get('/');
        file_put_contents("{$this->site->dir}/before.php", "<?php\ndefine('DYNAMIC_CACHE_DISABLE', true);\n");

        $reply = $this->site->get('/');
        self::assertNull($reply->header('X-Dynamic-Cache'));
        self::assertSame(2, $this->site->renders());
    }

    public function test_switched_off_and_paused_are_said(): void
    {
        $this->site->write_config(['enabled' => false]);
        self::assert_says('bypass; reason=disabled', $this->site->get('/'));
        $this->site->write_config(['paused_until' => time() + 60]);
        self::assert_says('bypass; reason=paused', $this->site->get('/'));
    }

    /** @return array<string, array{string, string|null}> */
    public static function engines(): array
    {
        return [
            'the plugin was deleted by hand' => ['plugin.php', null],
            'R-41 the engine is gone' => ['engine.php', null],
            'R-41 half an engine' => ['engine.php', "<?php\nnamespace DynamicCache\\Engine;\nfinal class Entrance { public static"],
            'R-41 another engine' => ['engine.php', "<?php\n"],
            'R-41 an engine that throws' => ['engine.php', "<?php\nthrow new \\RuntimeException('broken');\n"],
        ];
    }

    #[DataProvider('engines')]
    public function test_fails_open_without_a_word(string $file, ?string $bytes): void
    {
        $this->site->get('/');
        $path = "{$this->site->dir}/{$file}";
        $bytes === null ? unlink($path) : file_put_contents($path, $bytes);

        $reply = $this->site->get('/');
        self::assertSame(200, $reply->status);
        self::assertNull($reply->header('X-Dynamic-Cache'));
        self::assertStringStartsWith('<!doctype html>', $reply->body);
        self::assertSame(2, $this->site->renders());
    }

    /** @return array<string, array{string}> what stands where a folder should be made */
    public static function folders(): array
    {
        return ['R-09 pages is a file' => ['pages'], 'R-09 log is a file' => ['log']];
    }

    #[DataProvider('folders')]
    public function test_a_folder_that_cannot_be_made_leaves_a_working_site(string $name): void
    {
        // Holds for root too, who could write into a read-only folder.
        file_put_contents("{$this->site->dir}/cache/{$name}", 'in the way');

        $first = $this->site->get('/');
        $second = $this->site->get('/');
        self::assert_says('miss; reason=store-error', $first);
        self::assertSame($first->body, $second->body);
        self::assertStringStartsWith('<!doctype html>', $second->body);
        self::assertSame(2, $this->site->renders());
    }

    /** A file of the owner that begins with a byte order mark, or a warning: PHP holds it back, and sends it in front. */
    public function test_what_was_printed_before_the_drop_in_comes_in_front_of_a_whole_page(): void
    {
        $this->site->stop();
        $this->site = new FakeSite(['output_buffering' => '4096']);
        file_put_contents("{$this->site->dir}/before.php", "\u{FEFF}<?php\n");
        $rendered = $this->site->get('/')->body;
        self::assertStringStartsWith("\u{FEFF}<!doctype", $rendered);
        sleep(1);

        foreach (['long', 'short'] as $way) {
            foreach (['gzip', 'identity'] as $encoding) {
                $hit = $this->site->get('/', ['Accept-Encoding' => $encoding]);
                self::assert_says('hit; reason=fresh', $hit);
                self::assertSame($rendered, $hit->body, "{$way}, {$encoding}");
                self::assertNull($hit->header('Content-Encoding'));
                self::assertNull($hit->header('Content-Length'));
            }
        }
        unlink("{$this->site->dir}/before.php");
        self::assertSame(substr($rendered, 3), $this->site->get('/', ['Accept-Encoding' => 'gzip'])->text());
    }

    public function test_headers_that_left_before_the_drop_in_cost_the_hit_and_nothing_else(): void
    {
        $this->site->get('/');
        file_put_contents("{$this->site->dir}/before.php", "\u{feff}<?php\nflush();\n");

        $reply = $this->site->get('/');
        self::assertSame(2, $this->site->renders());
        self::assertStringContainsString('</html>', $reply->body);
    }

    public function test_r_29_a_page_from_the_future_is_expired_once(): void
    {
        $now = time();
        $this->site->get('/');
        [$file] = $this->site->page_files();
        $bytes = (string) file_get_contents($file);
        $seconds = array_filter(range($now, time()), static fn(int $second): bool => str_contains($bytes, (string) $second));
        self::assertNotSame([], $seconds, 'The page says when it was stored.');
        $store = $this->site->store();
        $canonical = "dck1\n1:1\n4:http\n" . strlen($this->site->host) . ":{$this->site->host}\n1:/\n" . str_repeat("0:\n", 5);

        $found = $store->find($canonical, $now - 600);
        self::assertInstanceOf(\DynamicCache\Store\Miss::class, $found);
        self::assertSame('expired', $found->reason->value);
    }

    private static function flip(string $bytes, int $at): string
    {
        $bytes[$at] = $bytes[$at] ^ "\1";

        return $bytes;
    }

    private static function length(string $bytes, int $at): int
    {
        $lengths = unpack('V', $bytes, $at);
        $length = $lengths === false ? 0 : ($lengths[1] ?? 0);

        return is_int($length) ? $length : 0;
    }
}
