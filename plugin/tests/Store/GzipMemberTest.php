<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\GzipMember;
use DynamicCache\Store\MemoryStreams;
use DynamicCache\Store\StyleRun;
use DynamicCache\Tests\Engine\Chance;
use PHPUnit\Framework\TestCase;

/** The compressed representation, put together of what was made for other pages and what was not. */
final class GzipMemberTest extends TestCase
{
    public function test_every_body_comes_out_as_it_went_in_and_to_the_same_bytes_whatever_is_kept(): void
    {
        $seed = Chance::seed();
        $chance = new Chance($seed);
        $streams = new MemoryStreams();
        $shared = 0;
        for ($i = Chance::times(400); $i > 0; $i--) {
            $body = self::body($chance);
            $run = StyleRun::of($body);
            $gzip = GzipMember::of($body, null);

            self::assertIsString($gzip, "seed {$seed}");
            self::assertSame($body, gzdecode($gzip), "seed {$seed}");
            foreach (['made', 'made and kept', 'copied'] as $how) {
                self::assertSame($gzip, GzipMember::of($body, $streams), "seed {$seed}, {$how}");
            }
            if ($run !== null) {
                $shared++;
                self::assertNotNull($streams->find(substr($body, ...$run)), "seed {$seed}");
            }
        }
        self::assertGreaterThan(0, $shared, "seed {$seed}");
    }

    public function test_a_piece_at_the_very_beginning_and_at_the_very_end(): void
    {
        $run = self::css(10_000);
        foreach (["{$run}</head>", "<head>{$run}</head>", "{$run}</head>" . str_repeat('text ', 20_000), str_repeat('text ', 20_000) . "{$run}</head>"] as $body) {
            self::assertNotNull(StyleRun::of($body));
            self::assertSame($body, gzdecode((string) GzipMember::of($body, null)));
        }
    }

    public function test_what_is_kept_for_the_piece_is_what_is_sent(): void
    {
        $streams = new MemoryStreams();
        $context = deflate_init(ZLIB_ENCODING_RAW, ['level' => 1]);
        self::assertNotFalse($context);
        // Another than would be made, so that it can be told.
        $stream = (string) deflate_add($context, self::css(30_000), ZLIB_SYNC_FLUSH);
        $streams->keep(self::css(30_000), $stream);
        $streams->keep(self::css(30_000), $stream);
        $body = '<head><title>one</title>' . self::css(30_000) . '</head><body>one</body>';
        $gzip = (string) GzipMember::of($body, $streams);

        self::assertStringNotContainsString($stream, (string) GzipMember::of($body, null));
        self::assertStringContainsString($stream, $gzip);
        self::assertSame($body, gzdecode($gzip));
    }

    public function test_the_stream_of_a_piece_refers_to_nothing_before_it_and_ends_on_a_byte(): void
    {
        $streams = new MemoryStreams();
        $body = self::css(25_000) . '<meta><head>' . self::css(30_000) . '</head>';
        GzipMember::of($body, $streams);
        GzipMember::of($body, $streams);
        $stream = (string) $streams->find(self::css(30_000));

        // RFC 1951 §3.2.4: an empty stored block.
        self::assertStringEndsWith("\0\0\xff\xff", $stream);
        self::assertSame(self::css(30_000), gzinflate("{$stream}\3\0"));
    }

    public function test_it_is_one_whole_member_however_it_is_read(): void
    {
        $body = '<head>' . self::css(40_000) . '</head>' . str_repeat('<p>text</p>', 5_000);
        $gzip = (string) GzipMember::of($body, null);

        self::assertSame(substr((string) gzencode('x'), 0, 8), substr($gzip, 0, 8));
        self::assertSame(pack('VV', crc32($body), strlen($body)), substr($gzip, -8));
        $reader = inflate_init(ZLIB_ENCODING_GZIP);
        self::assertNotFalse($reader);
        $read = '';
        foreach (str_split($gzip, 100) as $bytes) {
            $read .= inflate_add($reader, $bytes);
        }
        self::assertSame($body, $read);
        // Checksum and length were right, and nothing is behind them.
        self::assertSame([ZLIB_STREAM_END, strlen($gzip)], [inflate_get_status($reader), inflate_get_read_len($reader)]);
    }

    public function test_a_page_in_pieces_is_hardly_longer_than_as_a_whole(): void
    {
        $chance = new Chance(7);
        $text = '';
        while (strlen($text) < 40_000) {
            $text .= '<p class="' . $chance->one(['wp-block-a', 'wp-block-b', 'is-layout-flex']) . '">' . bin2hex($chance->bytes(4)) . "</p>\n";
        }
        $body = '<head>' . self::css(50_000) . "</head><body>{$text}</body>";

        self::assertLessThan(1.05 * strlen((string) gzencode($body, 5)), strlen((string) GzipMember::of($body, null)));
    }

    private static function body(Chance $chance): string
    {
        $pieces = ['<head>', '</head>', '<style>', '</style>', "\n", '<p>text</p>', $chance->bytes(300), self::css(9_000), self::css(5_000), self::css(40_000), str_repeat('ab', 9_000), '<meta>', "\0", '</head'];

        return match ($chance->below(4)) {
            0 => $chance->text($pieces, 20),
            1 => $chance->bytes($chance->below(30_000)),
            2 => $chance->text($pieces, 5) . self::css(8_192 + $chance->below(20_000)) . '</head>' . $chance->text($pieces, 8),
            default => '<head>' . $chance->text($pieces, 3) . '<style>' . $chance->bytes(9_000) . '</style></head>' . $chance->bytes($chance->below(40_000)),
        };
    }

    /** One `<style>` element of so many bytes, as like itself as CSS is. */
    private static function css(int $length): string
    {
        $text = '';
        for ($i = 0; strlen($text) < $length; $i++) {
            $text .= ".wp-block-{$i}{margin:0 auto;color:#" . substr(md5((string) $i), 0, 6) . '}';
        }

        return '<style>' . substr($text, 0, $length - 15) . '</style>';
    }
}
