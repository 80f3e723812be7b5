<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hostile;

use PHPUnit\Framework\Attributes\DataProvider;

/**
 * What WordPress really answers when something breaks: mostly a 200. Nothing of it is stored, and a page that was
 * stored before is there again when the fault is over.
 */
final class GroundTruthTest extends HostileTestCase
{
    protected function tearDown(): void
    {
        self::site()->set_fault('');
    }

    /** @return iterable<string, array{string, int|null}> fault and display_errors */
    public static function faults(): iterable
    {
        foreach (['fatal', 'throw', 'timeout', 'memory', 'exit', 'flush-fatal', 'ob-clean'] as $fault) {
            $row = in_array($fault, ['fatal', 'throw', 'timeout', 'memory'], true) ? 'R-10' : 'R-11';
            foreach ([0, 1] as $errors) {
                yield "{$row} {$fault}, display_errors {$errors}" => [$fault, $errors];
            }
        }
        yield 'R-11 die on init' => ['die', null];
        yield 'R-12 a white screen' => ['white', null];
        yield 'R-14 a query that fails' => ['query-error', null];
        yield 'R-15 wp_die with 200' => ['wp-die', null];
        yield 'CP-75 a cookie in the template' => ['cookie', null];
    }

    #[DataProvider('faults')]
    public function test_a_broken_page_is_not_stored_and_the_old_one_stays(string $fault, ?int $errors): void
    {
        $site = self::site();
        $broken = self::fresh('/hello-world/', "fault={$fault}" . ($errors === null ? '' : "&errors={$errors}"));
        $site->get($broken);
        self::assertNull($site->page($broken));
        self::assertStringStartsWith('miss; reason=', $site->get($broken)->header('X-Dynamic-Cache') ?? 'miss; reason=');

        $target = self::fresh('/hello-world/', 'fault=switch' . ($errors === null ? '' : "&errors={$errors}"));
        $good = $site->get($target);
        $page = $site->page($target);
        self::assertNotNull($page);
        $site->set_fault($fault);
        self::assert_says('hit; reason=fresh', $site->get($target));
        $site->age($target);
        $site->get($target);
        $site->set_fault('');
        $after = $site->get($target);
        self::assertSame(200, $after->status);
        self::assert_same_page($good->text(), $after->text());
        self::assertSame($page->body->digest, $site->page($target)?->body->digest);
    }

    public function test_r_10_a_fatal_error_behind_the_page_leaves_a_clean_copy(): void
    {
        $target = self::fresh('/hello-world/', 'fault=shutdown-fatal');
        self::site()->get($target);
        $hit = self::site()->get($target);

        self::assert_says('hit; reason=fresh', $hit);
        self::assertStringNotContainsString('Fatal error', $hit->text());
        self::assertStringEndsWith('</html>', rtrim($hit->text()));
    }

    /** @return iterable<string, array{string, string}> file in wp-content and its text */
    public static function pages_of_owners(): iterable
    {
        $page = '<!doctype html><html><body><h1>Back soon</h1>' . str_repeat('<p>Somebody is working here.</p>', 40) . '</body></html>';
        yield 'R-15 maintenance.php with 200' => ['maintenance.php', "<?php http_response_code(200); echo '{$page}'; exit;"];
        yield 'R-15 db-error.php with 200' => ['db-error.php', "<?php http_response_code(200); echo '{$page}'; exit;"];
        yield 'R-15 php-error.php with 200' => ['php-error.php', "<?php http_response_code(200); echo '{$page}';"];
    }

    #[DataProvider('pages_of_owners')]
    public function test_a_page_of_the_owner_for_bad_times_is_not_stored(string $file, string $code): void
    {
        $site = self::site();
        $target = self::fresh('/hello-world/', $file === 'php-error.php' ? 'fault=fatal' : '');
        file_put_contents($site->live->file("wp-content/{$file}"), $code);
        $trouble = $this->trouble($file);
        $before = $site->files();
        try {
            $during = $site->get($target);
        } finally {
            array_map(unlink(...), array_filter([$site->live->file("wp-content/{$file}"), ...$trouble], is_file(...)));
        }

        self::assertStringContainsString('Back soon', $during->text());
        self::assertSame($before, $site->files());
        self::assertStringNotContainsString('Back soon', $site->get($target)->text());
    }

    public function test_r_16_maintenance_of_core_is_told_with_its_retry_after_and_never_stored(): void
    {
        $site = self::site();
        $target = self::fresh();
        $before = $site->files();
        file_put_contents($site->live->file('.maintenance'), '<?php $upgrading = ' . time() . ';');
        $during = $site->get($target);
        file_put_contents($site->live->file('.maintenance'), '<?php $upgrading = ' . (time() - 660) . ';');
        $forgotten = $site->get($target);
        unlink($site->live->file('.maintenance'));

        self::assertSame([503, '600'], [$during->status, $during->header('Retry-After')]);
        self::assertSame(200, $forgotten->status);
        self::assertSame(count($before) + 1, count($site->stored()));
        self::assert_says('hit; reason=fresh', $site->get($target));
    }

    public function test_r_14_a_missing_table_of_posts_is_not_stored_as_an_empty_site(): void
    {
        $site = self::site();
        $target = self::fresh('/');
        $old = self::fresh();
        $good = $site->get($old);
        $this->rename_table('wp_posts', 'wp_posts_lost');
        try {
            $before = $site->files();
            $during = $site->get($target);
            $hit = $site->get($old);
            $after = $site->files();
        } finally {
            $this->rename_table('wp_posts_lost', 'wp_posts');
        }

        self::assertStringStartsWith('miss; reason=', (string) $during->header('X-Dynamic-Cache'));
        self::assertSame($before, $after);
        self::assert_same_page($good->text(), $hit->text());
        self::assert_says('hit; reason=fresh', $hit);
    }

    public function test_r_13_without_a_database_stored_pages_are_still_served_and_nothing_is_stored(): void
    {
        $site = self::site();
        $old = self::fresh();
        $good = $site->get($old);
        $database = $site->live->wordpress->database;
        $database->take_away();
        try {
            $before = $site->files();
            $site->get(self::fresh());
            $hit = $site->get($old);
            $after = $site->files();
        } finally {
            $database->bring_back();
        }

        self::assertSame($before, $after);
        self::assert_says('hit; reason=fresh', $hit);
        self::assert_same_page($good->text(), $hit->text());
    }

    public function test_cp_95_head_never_fills_and_a_404_is_not_stored(): void
    {
        $target = self::fresh();
        $head = self::site()->get($target, [], 'HEAD');
        self::assertSame([200, ''], [$head->status, $head->body]);
        self::assertNull(self::site()->page($target));
        $get = self::site()->get($target);
        $hit = self::site()->get($target, [], 'HEAD');

        self::assertStringContainsString('</html>', $get->text());
        self::assert_says('hit; reason=fresh', $hit);
        self::assertSame('', $hit->body);
        self::assert_says('miss; reason=status', self::site()->get(self::fresh('/nowhere-at-all/')));
    }

    public function test_cp_97_a_flood_of_unknown_addresses_stores_nothing(): void
    {
        $before = self::site()->files();
        for ($address = 0; $address < self::times(10); $address++) {
            self::assertSame(404, self::site()->get('/unknown-' . bin2hex(random_bytes(5)) . '/')->status);
        }

        self::assertSame($before, self::site()->files());
    }

    public function test_r_11_feeds_sitemaps_and_robots_are_stored_whole(): void
    {
        $site = self::site();
        foreach (['/feed/' => '</rss>', '/wp-sitemap.xml' => '</sitemapindex>', '/robots.txt' => 'Sitemap:'] as $target => $end) {
            // The first render of a site writes what it needs for the next.
            $site->get($target);
            $site->get($target);
            $hit = $site->get($target);

            self::assert_says('hit; reason=fresh', $hit, $target);
            self::assertStringContainsString($end, $hit->text());
            self::assertSame($site->truth($target)->header('Content-Type'), $hit->header('Content-Type'));
        }
    }

    public function test_r_12_pages_that_shrink_to_an_end_tag_are_not_pages(): void
    {
        $target = self::fresh('/hello-world/', 'fault=white');
        $reply = self::site()->get($target);

        self::assertNull(self::site()->page($target));
        self::assertSame('', trim($reply->body));
    }

    /** @return list<string> files that make it happen */
    private function trouble(string $file): array
    {
        $site = self::site();
        if ($file === 'maintenance.php') {
            file_put_contents($site->live->file('.maintenance'), '<?php $upgrading = ' . time() . ';');

            return [$site->live->file('.maintenance')];
        }
        if ($file === 'db-error.php') {
            $plugin = $site->live->file('wp-content/mu-plugins/a-lost-database.php');
            file_put_contents($plugin, '<?php dead_db();');

            return [$plugin];
        }

        return [];
    }

    private function rename_table(string $from, string $to): void
    {
        self::site()->live->wordpress->database->connect()->exec("ALTER TABLE {$from} RENAME TO {$to}");
    }
}
