<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Findings;

use DynamicCache\Tests\WordPress\LiveAnswer;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

/** The looks that need requests of a site to itself, on a site behind a real web server. */
final class LiveLookTest extends TestCase
{
    private static LiveSite $site;

    public static function setUpBeforeClass(): void
    {
        self::$site = LiveSite::start();
    }

    public static function tearDownAfterClass(): void
    {
        self::$site->stop();
    }

    protected function tearDown(): void
    {
        self::behave('');
        self::$site->switch(false);
        parent::tearDown();
    }

    public function test_the_site_reaches_itself_and_a_stranger_does_not_get_that_answer(): void
    {
        self::assertSame(['loopback' => 'good'], self::statuses(self::look('loopback')));
        self::assertSame(401, self::$site->request('GET', '/wp-json/dynamic-cache/v1/loopback')->status);
    }

    public function test_a_look_at_the_host_leaves_nothing_behind(): void
    {
        $before = self::files_of_the_cache();
        $statuses = self::statuses(self::look('host'));

        self::assertSame(['good', 'good', 'warning'], [$statuses['loopback'], $statuses['home-page'], $statuses['folder-private']]);
        self::assertSame($before, self::files_of_the_cache());
    }

    public function test_pages_of_a_plain_site_would_be_stored_and_none_is(): void
    {
        $before = self::files_of_the_cache();
        $titles = self::titles(self::look('pages'));

        self::assertSame([
            'Visitors with a session or a cart do not meet the cache',
            'Front page: would be stored',
            'Hello world!: would be stored',
            'Sample Page: would be stored',
            'Category Uncategorized: would be stored',
            'An address that does not exist: would not be stored',
        ], array_keys($titles));
        self::assertSame('bypass; reason=cookie', $titles['Visitors with a session or a cart do not meet the cache']);
        self::assertSame($before, self::files_of_the_cache());
    }

    public function test_while_the_cache_is_on_the_look_passes_it_by_and_stores_nothing(): void
    {
        self::$site->switch(true);
        self::visit_until_hit('/sample-page/');
        $stored = self::stored_pages();
        self::behave('if (($_SERVER["REQUEST_URI"] ?? "") === "/sample-page/") { add_action("wp_footer", static fn() => print("fresh words " . substr(md5((string) wp_rand()), 0, 8))); }');
        $titles = self::titles(self::look('pages'));

        self::assertSame('bypass; reason=cookie', $titles['Visitors with a session or a cart do not meet the cache']);
        // From the cache it would have been the same twice.
        self::assertStringContainsString('fresh words', $titles['Sample Page: not the same twice'] ?? '', print_r($titles, true));
        self::assertSame($stored, self::stored_pages());
        self::assertStringStartsWith('hit', self::$site->request('GET', '/sample-page/')->header('X-Dynamic-Cache'));
    }

    public function test_each_reason_against_a_page_is_told_with_its_word(): void
    {
        self::behave(<<<'PHP'
            $at = $_SERVER['REQUEST_URI'] ?? '';
            if ($at === '/hello-world/') { setcookie('tracker', 'verysecretvalue'); }
            if ($at === '/sample-page/') { add_action('template_redirect', static fn() => header('Cache-Control: private')); }
            if ($at === '/category/uncategorized/') { add_action('template_redirect', static function (): void { status_header(500); echo str_repeat('broken ', 60), '</html>'; exit; }); }
            if ($at === '/') { add_action('template_redirect', static fn() => define('DONOTCACHEPAGE', true)); }
            PHP);
        $answer = self::look('pages');
        $titles = self::titles($answer);

        self::assertSame('reason=set-cookie', $titles['Hello world!: would not be stored'] ?? null);
        self::assertSame('reason=cache-control', $titles['Sample Page: would not be stored'] ?? null);
        self::assertSame('reason=donotcache', $titles['Front page: would not be stored'] ?? null);
        self::assertSame('HTTP 500', $titles['Category Uncategorized: an error'] ?? null);
        self::assertFalse($answer->member('passed'));
        self::assertStringNotContainsString('verysecretvalue', $answer->body);
    }

    public function test_something_in_front_that_answers_by_itself_is_told(): void
    {
        self::behave('if (str_starts_with($_SERVER["HTTP_USER_AGENT"] ?? "", "AI WP")) { while (ob_get_level() > 0) { ob_end_clean(); } header("Content-Type: text/html"); exit("another cache"); }');
        $statuses = self::statuses(self::look('pages'));

        self::assertSame(['stranger' => 'warning', 'page-unseen' => 'warning'], $statuses);
    }

    public function test_without_a_token_nobody_is_told_a_verdict(): void
    {
        $answer = self::$site->request('GET', '/', '', ['X-Dynamic-Cache-Look' => '9999999999.' . str_repeat('0', 64)]);

        self::assertSame([200, ''], [$answer->status, $answer->header('X-Dynamic-Cache-Look')]);
        self::assertStringContainsString('</html>', $answer->body);
    }

    public function test_the_way_in_is_good_when_the_second_visit_hits_and_bad_without_the_dropin(): void
    {
        self::assertSame(['drop-in' => 'info'], self::statuses(self::look('ways-in')));
        self::$site->switch(true);
        self::assertSame(['drop-in' => 'good'], self::statuses(self::look('ways-in')));
        rename(self::$site->file('wp-content/advanced-cache.php'), self::$site->file('wp-content/aside.php'));
        self::assertSame(['drop-in' => 'bad'], self::statuses(self::look('ways-in')));
        rename(self::$site->file('wp-content/aside.php'), self::$site->file('wp-content/advanced-cache.php'));
    }

    public function test_two_looks_at_once_are_answered_both(): void
    {
        $request = self::$site->rest_request('POST', '/settings/test', '{"what":"loopback"}');
        $answers = self::$site->requests([$request, $request]);

        self::assertSame([200, 200], [$answers[0]->status, $answers[1]->status]);
    }

    /** The first visit of a new site changes it (core makes a menu) and is not stored. */
    private static function visit_until_hit(string $path): void
    {
        for ($visit = 0; $visit < 4; $visit++) {
            if (str_starts_with(self::$site->request('GET', $path)->header('X-Dynamic-Cache'), 'hit')) {
                return;
            }
        }
        self::fail("{$path} is not stored.");
    }

    private static function look(string $what): LiveAnswer
    {
        return self::$site->rest('POST', '/settings/test', (string) json_encode(['what' => $what]));
    }

    /** @return array<string, string> by code; of several the last */
    private static function statuses(LiveAnswer $answer): array
    {
        $statuses = [];
        foreach (self::findings($answer) as $finding) {
            $statuses[$finding['code'] ?? ''] = $finding['status'] ?? '';
        }

        return $statuses;
    }

    /** @return array<string, string> evidence by title */
    private static function titles(LiveAnswer $answer): array
    {
        $titles = [];
        foreach (self::findings($answer) as $finding) {
            $titles[$finding['title'] ?? ''] = $finding['evidence'] ?? '';
        }

        return $titles;
    }

    /** @return list<array<string, string>> */
    private static function findings(LiveAnswer $answer): array
    {
        $findings = $answer->member('findings');
        self::assertIsArray($findings, $answer->body);
        $texts = [];
        foreach ($findings as $finding) {
            self::assertIsArray($finding);
            $named = [];
            foreach ($finding as $name => $text) {
                $named[(string) $name] = is_string($text) ? $text : '';
            }
            $texts[] = $named;
        }

        return $texts;
    }

    /** What a plugin of the site does, as PHP; under a name of its own, because the server's opcode cache looks for changes every two seconds. */
    private static function behave(string $php): void
    {
        $folder = self::$site->file('wp-content/mu-plugins');
        array_map(unlink(...), array_filter((array) glob("{$folder}/behaviour-*.php"), is_string(...)));
        if ($php !== '') {
            file_put_contents("{$folder}/behaviour-" . bin2hex(random_bytes(4)) . '.php', "<?php\n{$php}\n");
        }
    }

    /** @return list<mixed> */
    private static function stored_pages(): array
    {
        return array_values((array) preg_grep('/\.page$/', self::files_of_the_cache()));
    }

    /** @return list<string> */
    private static function files_of_the_cache(): array
    {
        $folder = self::$site->file('wp-content/cache');
        if (!is_dir($folder)) {
            return [];
        }
        $pages = [];
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($folder, \FilesystemIterator::SKIP_DOTS));
        foreach ($files as $file) {
            if ($file instanceof \SplFileInfo) {
                $pages[] = $file->getPathname();
            }
        }
        sort($pages);

        return $pages;
    }
}
