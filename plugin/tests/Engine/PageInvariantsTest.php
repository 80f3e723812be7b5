<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\Completeness;
use DynamicCache\Engine\Config;
use DynamicCache\Engine\EdgeKeys;
use DynamicCache\Engine\FillSignature;
use DynamicCache\Engine\Json;
use DynamicCache\Engine\LengthPrefixed;
use DynamicCache\Engine\StoreMarker;
use DynamicCache\Engine\UnableToReadConfig;
use DynamicCache\Store\Body;
use DynamicCache\Store\Files;
use DynamicCache\Store\Page;
use DynamicCache\Store\Token;
use PHPUnit\Framework\TestCase;

/** Invariants 1, 2 and 10 of docs/security.md, for renders and files that go wrong in every way. */
final class PageInvariantsTest extends TestCase
{
    private const NOW = 1_800_000_000;

    private const PAGE = '<!doctype html><html><head><title>t</title></head><body class="home">';

    private Chance $chance;

    private string $seed;

    protected function setUp(): void
    {
        $seed = Chance::seed();
        $this->seed = "seed {$seed}";
        $this->chance = new Chance($seed);
    }

    public function test_invariant_1_a_page_is_stored_only_when_everything_says_so(): void
    {
        $stored = 0;
        for ($run = 0; $run < Chance::times(5_000); $run++) {
            $wrong = array_values(array_filter(BrokenRender::FAULTS, fn(): bool => $this->chance->is(7)));
            $refusal = BrokenRender::refusal($wrong);
            $stored += $refusal === null ? 1 : 0;

            self::assertSame($wrong === [], $refusal === null, implode(', ', $wrong) . ", {$this->seed}");
        }
        self::assertGreaterThan(500, $stored);
    }

    public function test_invariant_1_the_marker_of_a_page_fits_no_other(): void
    {
        for ($run = 0; $run < Chance::times(500); $run++) {
            $keys = new EdgeKeys('k1', $this->chance->bytes(32), $this->chance->bytes(32));
            [$page, $token] = [self::page('/a/', self::PAGE, ['post:1']), new Token(str_repeat('a', 32), 7)];
            $others = [
                [self::page('/b/', self::PAGE, ['post:1']), $token, $keys],
                [self::page('/a/', self::PAGE . 'x', ['post:1']), $token, $keys],
                [self::page('/a/', self::PAGE, ['post:2']), $token, $keys],
                [self::page('/a/', self::PAGE, ['post:1'], 1), $token, $keys],
                [$page, new Token(str_repeat('a', 32), 8), $keys],
                [$page, new Token(str_repeat('b', 32), 7), $keys],
                [$page, $token, new EdgeKeys('k1', $keys->fillKey, $keys->fillKey)],
            ];
            $mac = self::mac(StoreMarker::headers($page, $token, $keys));
            foreach ($others as $at => $other) {
                self::assertNotSame($mac, self::mac(StoreMarker::headers(...$other)), (string) $at);
            }
        }
    }

    public function test_invariant_2_no_part_of_a_page_is_a_page(): void
    {
        $ends = ['text/html' => [self::PAGE, '</body></html>'], 'application/rss+xml' => ['<?xml version="1.0"?><rss><channel>', '</channel></rss>'], 'application/xml' => ['<?xml version="1.0"?><urlset>', '</urlset>']];
        for ($run = 0; $run < Chance::times(3_000); $run++) {
            $type = $this->chance->one(array_keys($ends));
            [$begin, $end] = $ends[$type];
            $body = $begin . $this->chance->text(['<p>text</p>', 'é', "\n", '<!-- c -->', '<script>a</script>', str_repeat('x', 300)], 40) . str_repeat('y', 300) . $end;
            $cut = $this->chance->below(strlen($body));

            self::assertTrue(Completeness::is_complete($body, $type, '/'), $this->seed);
            self::assertFalse(Completeness::is_complete(substr($body, 0, $cut), $type, '/'), "the first {$cut} bytes, {$this->seed}");
            self::assertFalse(Completeness::is_complete(substr($body, max(1, min($cut, strlen($begin)))) . "\nand more", $type, '/'), "without its beginning, {$this->seed}");
            self::assertFalse(Completeness::is_complete(substr($body, strlen($begin)), $type, '/'), $this->seed);
        }
    }

    public function test_invariant_10_a_damaged_configuration_is_refused_or_whole_and_never_an_error(): void
    {
        $text = json_encode(ConfigOf::members(['edge' => ['kid' => 'k', 'fill_key' => str_repeat('a', 64), 'marker_key' => str_repeat('b', 64)]]), JSON_THROW_ON_ERROR);
        $refused = 0;
        for ($run = 0; $run < Chance::times(5_000); $run++) {
            try {
                $config = Config::parse(Json::parse($this->chance->damaged($text)));
                self::assertMatchesRegularExpression('/^[1-9][0-9]*$/D', $config->site);
            } catch (UnableToReadConfig) {
                $refused++;
            }
        }
        self::assertGreaterThan(100, $refused);
    }

    public function test_invariant_10_a_fill_that_is_not_signed_for_this_very_request_is_a_visitor(): void
    {
        $keys = new EdgeKeys('k1', str_repeat('f', 32), str_repeat('m', 32));
        $key = hash('sha256', 'a');
        $header = 'v1;kid=k1;ts=' . self::NOW . ';mac=' . hash_hmac('sha256', LengthPrefixed::join(['fill1', 'k1', 'GET', $key, (string) self::NOW]), $keys->fillKey);
        self::assertTrue(FillSignature::is_genuine($header, 'GET', $key, $keys, self::NOW));
        for ($run = 0; $run < Chance::times(5_000); $run++) {
            $forged = $this->chance->damaged($header);
            self::assertSame($forged === $header, FillSignature::is_genuine($forged, 'GET', $key, $keys, self::NOW), "{$forged}, {$this->seed}");
        }
        self::assertFalse(FillSignature::is_genuine($header, 'HEAD', $key, $keys, self::NOW));
        self::assertFalse(FillSignature::is_genuine($header, 'GET', hash('sha256', 'b'), $keys, self::NOW));
        self::assertFalse(FillSignature::is_genuine($header, 'GET', $key, $keys, self::NOW + 301));
    }

    private static function canonical(string $path): string
    {
        return "dck1\n" . LengthPrefixed::join(['1', 'https', 'site.test', $path, '', '', '', '', '']);
    }

    /** @param list<string> $tags */
    private static function page(string $path, string $body, array $tags, int $shorter = 0): Page
    {
        return new Page(self::canonical($path), 200, [], Body::of($body), $tags, self::NOW, self::NOW + 100_000 - $shorter, '00112233aabbccdd');
    }

    /** @param list<string> $lines */
    private static function mac(array $lines): string
    {
        return substr((string) strstr(implode("\n", $lines), 'mac='), 4, 64);
    }
}
