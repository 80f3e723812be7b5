<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

/** For each gate a cache that is broken in the way the gate is for; and the same cases on one that is not. */
final class BrokenCacheTest extends BenchmarkTestCase
{
    private const HOME = '/';
    private const MU_PLUGIN = 'wp-content/mu-plugins/broken.php';

    /** @var array<string, string> bytes of the engine's files before they were broken */
    private array $engine = [];

    protected function setUp(): void
    {
        parent::setUp();
        self::live()->rest('POST', '/purge', '{"everything":true}');
    }

    protected function tearDown(): void
    {
        foreach ($this->engine as $file => $text) {
            file_put_contents($file, $text);
        }
        @unlink(self::live()->file(self::MU_PLUGIN));
        parent::tearDown();
    }

    public function test_the_cases_are_passed_where_nothing_is_broken(): void
    {
        foreach (['digest' => [self::url('/')], 'leak' => ['logged-in ' . self::url('/'), 'cart ' . self::url('/')], 'purge' => ['origin 1'], 'collision' => ['another-value', 'case-of-the-path']] as $gate => $cases) {
            foreach ($cases as $case) {
                self::assertSame([], self::caught($gate, $case), "{$gate} {$case}");
            }
        }
    }

    public function test_digest_bytes_that_change_on_their_way_out_of_the_store_are_seen(): void
    {
        $this->break_engine('$isGzip ? $page->body->gzip :', '$isGzip ? \gzencode(\str_replace("Hello world!", "Hello w0rld!", (string) \gzdecode($page->body->gzip))) :');
        $this->break_engine("\$headers[] = 'Content-Length: '", "\$headers[] = 'X-Length: '");
        $caught = self::caught('digest', self::url(self::HOME));

        self::assertNotSame([], $caught);
        self::assertStringContainsString('Hello w0rld!', $caught[0]['excerpt']);
        self::assertStringContainsString('hit; reason=fresh', $caught[0]['headers']);
    }

    public function test_no_gate_is_passed_or_failed_by_an_edit_that_was_cut_off(): void
    {
        self::inside('killed-edit');
        self::assertStringContainsString('suspect', self::live()->request('GET', '/?p=1')->header('X-Dynamic-Cache') . self::live()->request('GET', self::HOME)->header('X-Dynamic-Cache'));
        $sound = self::caught('purge', 'origin 1');
        self::inside('killed-edit');
        $this->break_engine('$isGzip ? $page->body->gzip :', '$isGzip ? \gzencode(\str_replace("Hello world!", "Hello w0rld!", (string) \gzdecode($page->body->gzip))) :');
        $this->break_engine("\$headers[] = 'Content-Length: '", "\$headers[] = 'X-Length: '");

        self::assertSame([], $sound);
        self::assertNotSame([], self::caught('digest', self::url(self::HOME)), 'A page that may not be stored just now proves nothing.');
    }

    public function test_digest_a_page_that_changed_without_any_hook_is_seen_in_what_visitors_get(): void
    {
        file_put_contents(self::live()->file(self::MU_PLUGIN), '<?php add_action("wp_footer", static function () { echo "<p>price " . @file_get_contents(__DIR__ . "/price") . "</p>"; });');
        file_put_contents(dirname(self::live()->file(self::MU_PLUGIN)) . '/price', 'four');
        self::live()->request('GET', self::HOME);
        self::live()->request('GET', self::HOME);
        file_put_contents(dirname(self::live()->file(self::MU_PLUGIN)) . '/price', 'five');
        $caught = self::caught('digest', self::url(self::HOME));

        self::assertCount(1, $caught);
        self::assertStringContainsString('price five', $caught[0]['excerpt']);
        self::assertStringContainsString('price four', $caught[0]['excerpt']);
    }

    public function test_digest_a_declared_volatile_part_is_covered(): void
    {
        file_put_contents(self::live()->file(self::MU_PLUGIN), '<?php
            add_action("wp_footer", static function () { echo "<i>quotation " . bin2hex(random_bytes(6)) . "</i>"; });
            if (is_file(__DIR__ . "/declared")) { add_filter("dynamic_cache_volatile", static fn(array $patterns): array => [...$patterns, "~<i>quotation \w+</i>~"]); }');
        $before = self::caught('digest', self::url(self::HOME));
        touch(dirname(self::live()->file(self::MU_PLUGIN)) . '/declared');
        $after = self::caught('digest', self::url(self::HOME));
        unlink(dirname(self::live()->file(self::MU_PLUGIN)) . '/declared');

        self::assertNotSame([], $before);
        self::assertSame([], $after);
    }

    public function test_leak_a_stranger_who_gets_the_page_of_a_canary_is_seen(): void
    {
        $this->ignore_private_cookies();
        $this->break_engine('?? self::from_facts($this->fill->facts(), $rendering)', '');
        $this->break_engine('?? $this->from_body($rendering);', ';');
        $this->break_engine('?? $this->from_headers($rendering)', '');
        $this->break_engine('$own = $this->cache_control($rendering)->lifetime($this->visit->now);', '$own = null;');
        $caught = self::caught('leak', 'logged-in ' . self::url(self::HOME));

        self::assertNotSame([], $caught);
        $leak = $caught[0];
        self::assertMatchesRegularExpression('/A stranger got the page with their word “canary[0-9a-f]{16}”/', $leak['got'], (string) json_encode($caught));
        self::assertMatchesRegularExpression('/canary[0-9a-f]{16}/', $leak['excerpt']);
    }

    public function test_leak_a_canary_who_gets_the_page_of_strangers_is_seen(): void
    {
        $this->ignore_private_cookies();
        $caught = self::caught('leak', 'logged-in ' . self::url(self::HOME));

        self::assertNotSame([], $caught);
        self::assertStringContainsString('A page for another visitor', $caught[0]['got']);
    }

    public function test_leak_a_cart_that_meets_the_cache_is_seen(): void
    {
        $this->break_engine("'woocommerce_items_in_cart',", '');
        $this->break_engine("'woocommerce_cart_hash',", '');
        $this->break_engine("'wp_woocommerce_session_*',", '');
        $this->break_engine("\\stripos(\$name, 'sess') !== false ||", '');

        self::assertNotSame([], self::caught('leak', 'cart ' . self::url(self::HOME)));
    }

    public function test_leak_a_language_that_is_not_in_the_key_is_seen_both_ways(): void
    {
        self::variants('{"language":{"cookie":"shop_language","values":["de","fr"]}}');
        try {
            $sound = self::caught('leak', 'language:de ' . self::url(self::HOME));
            $this->break_engine("'language' => \$variants['language']?->value(\$cookies) ?? '',", "'language' => '',");
            $got = implode("\n", array_column(self::caught('leak', 'language:de ' . self::url(self::HOME)), 'got'));
        } finally {
            self::variants('{"language":null}');
        }

        self::assertSame([], $sound);
        self::assertStringContainsString('A stranger got the page with their word “de”.', $got);
        self::assertStringContainsString('A page for another visitor: where “de” should stand', $got);
    }

    public function test_purge_a_change_that_nobody_hears_of_is_seen(): void
    {
        file_put_contents(self::live()->file(self::MU_PLUGIN), '<?php add_action("init", static function () {
            foreach (["pre_post_update", "wp_insert_post_data", "transition_post_status", "clean_post_cache", "added_post_meta", "updated_post_meta"] as $hook) { remove_all_filters($hook); }
        }, PHP_INT_MAX);');
        $caught = self::caught('purge', 'origin 1');

        self::assertCount(1, $caught);
        self::assertMatchesRegularExpression('/The old page came [0-9]+ times/', $caught[0]['got']);
        self::assertStringContainsString('hit; reason=fresh', $caught[0]['headers']);
    }

    public function test_collision_a_key_without_its_query_is_seen_by_key_and_by_bytes(): void
    {
        $this->break_engine("'query' => \$query,", "'query' => '',");
        $caught = self::caught('collision', 'another-value');

        self::assertCount(2, $caught);
        self::assertStringContainsString('Keys ', $caught[0]['got']);
        self::assertMatchesRegularExpression('~Asked for “/hello-world/\?dca=2”, the answer was rendered for “/hello-world/\?dca=1”~', $caught[1]['got']);
    }

    public function test_collision_one_page_with_two_keys_is_seen(): void
    {
        $this->break_engine("'path' => \$path,", "'path' => \$path . \$this->request->header('user-agent') . \$this->request->raw_query(),");

        self::assertNotSame([], self::caught('collision', 'order-of-parameters'));
    }

    public function test_no_canary_and_no_probe_post_stays_whatever_was_broken(): void
    {
        $before = self::traces();
        $this->ignore_private_cookies();
        self::caught('leak', 'logged-in ' . self::url(self::HOME));
        self::caught('purge', 'origin 1');

        // What the broken cache itself has learned from a page of a user is its own.
        $own = ['pages' => true, 'options' => true];
        self::assertSame(array_diff_key($before, $own), array_diff_key(self::traces(), $own));
    }

    private static function variants(string $patch): void
    {
        $revision = self::live()->rest('GET', '/settings')->text('revision');
        $answer = self::live()->rest('PATCH', '/settings', "{\"variants\":{$patch}}", $revision);
        self::assertSame(200, $answer->status, $answer->body);
    }

    private function ignore_private_cookies(): void
    {
        $this->break_engine('|| Patterns::match(self::PRIVATE_COOKIES, $name)', '');
    }

    /** Changes the engine that answers this site's visitors. */
    private function break_engine(string $search, string $replace): void
    {
        foreach ((array) glob(self::live()->file('wp-content/cache/dynamic-cache/engine-*.php')) as $file) {
            $text = (string) file_get_contents((string) $file);
            $this->engine[(string) $file] ??= $text;
            if (str_contains($text, $search)) {
                file_put_contents((string) $file, str_replace($search, $replace, $text));

                return;
            }
        }
        self::fail("The engine has no “{$search}”.");
    }

    private static function url(string $path): string
    {
        return self::live()->url . $path;
    }

    /** @return list<array{got: string, excerpt: string, headers: string}> what a gate does not let pass */
    private static function caught(string $gate, string $case): array
    {
        $evidence = self::inside('gate', $gate, $case);
        self::assertIsArray($evidence);
        self::assertNotSame([], $evidence);
        $caught = [];
        foreach ($evidence as $one) {
            self::assertIsArray($one);
            if ($one['passed'] === false) {
                $text = static fn(mixed $value): string => is_string($value) ? $value : (string) json_encode($value, JSON_UNESCAPED_SLASHES);
                $caught[] = ['got' => $text($one['got']), 'excerpt' => $text($one['excerpt']), 'headers' => $text($one['headers'])];
            }
        }

        return $caught;
    }
}
