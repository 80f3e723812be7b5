<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress;

/** Fifty visitors at the same moment, a real WordPress: how often it renders. */
final class StampedeTest extends WordPressTestCase
{
    private const VISITORS = 50;

    private static ?LiveSite $live = null;

    public static function setUpBeforeClass(): void
    {
        self::$live = self::ready();
    }

    public static function tearDownAfterClass(): void
    {
        self::$live?->stop();
        self::$live = null;
    }

    protected function setUp(): void
    {
        parent::setUp();
        self::live()->rest('POST', '/purge', '{"everything":true}');
        @unlink(self::live()->file('wp-content/renders'));
    }

    public function test_r_20_fifty_visitors_of_a_cold_page_cause_one_render(): void
    {
        $said = self::said(self::visit(self::VISITORS));

        self::assertSame(1, self::renders(), (string) json_encode($said));
        self::assertSame(self::VISITORS, array_sum($said));
        self::assertSame(1, $said['miss; reason=purged'] ?? $said['miss; reason=cold'] ?? 0, (string) json_encode($said));
        self::assertGreaterThan(0, $said['hit; reason=collapsed'] ?? 0, 'Nobody waited: the visitors came one after the other.');
    }

    public function test_r_20_fifty_visitors_of_a_purged_page_cause_one_render(): void
    {
        self::visit(1);
        @unlink(self::live()->file('wp-content/renders'));
        self::live()->rest('POST', '/purge', '{"everything":true}');
        self::visit(self::VISITORS);

        self::assertSame(1, self::renders());
    }

    public function test_r_19_fifty_visitors_of_an_expired_page_get_it_at_once_and_cause_one_render(): void
    {
        self::visit(1);
        @unlink(self::live()->file('wp-content/renders'));
        self::live()->rest('POST', '/purge', '{"everything":true,"soft":true}');
        $said = self::said(self::visit(self::VISITORS));

        self::assertGreaterThan(0, $said['stale; reason=grace'] ?? 0, (string) json_encode($said));
        self::assertSame(self::VISITORS, ($said['stale; reason=grace'] ?? 0) + ($said['hit; reason=fresh'] ?? 0), (string) json_encode($said));
        for ($try = 0; $try < 300 && self::live()->request('GET', '/sample-page/')->header('X-Dynamic-Cache') !== 'hit; reason=fresh'; $try++) {
            usleep(20_000);
        }
        self::assertSame('hit; reason=fresh', self::live()->request('GET', '/sample-page/')->header('X-Dynamic-Cache'));
        self::assertSame(1, self::renders());
    }

    public function test_r_21_a_renderer_that_is_killed_is_followed_by_one(): void
    {
        touch(self::live()->file('wp-content/killed-once'));
        $answers = array_filter(self::visit(10), static fn(LiveAnswer $answer): bool => $answer->status !== 0);
        $said = self::said(array_values($answers));
        $renders = self::renders();
        $after = self::live()->request('GET', '/sample-page/')->header('X-Dynamic-Cache');
        // A server that has lost one of its processes is not asked again.
        self::$live?->stop();
        self::$live = self::ready();

        self::assertSame(2, $renders, (string) json_encode($said));
        self::assertNotEmpty($answers);
        self::assertSame('hit; reason=fresh', $after);
    }

    /** @return non-empty-list<LiveAnswer> */
    private static function visit(int $visitors): array
    {
        return self::live()->requests(array_fill(0, max(1, $visitors), ['GET', '/sample-page/', '', []]));
    }

    /**
     * @param list<LiveAnswer> $answers
     *
     * @return array<string, int>
     */
    private static function said(array $answers): array
    {
        return array_count_values(array_map(static fn(LiveAnswer $answer): string => $answer->header('X-Dynamic-Cache'), $answers));
    }

    private static function renders(): int
    {
        return substr_count((string) @file_get_contents(self::live()->file('wp-content/renders')), "\n");
    }

    private static function ready(): LiveSite
    {
        $live = LiveSite::start();
        $live->switch(true);
        wp_mkdir_p($live->file('wp-content/mu-plugins'));
        // Slow enough that all are there before the first is done; says who renders.
        file_put_contents($live->file('wp-content/mu-plugins/counts-renders.php'), '<?php add_action("template_redirect", static function () {
            file_put_contents(WP_CONTENT_DIR . "/renders", getmypid() . "\n", FILE_APPEND);
            usleep(300000);
            if (is_file(WP_CONTENT_DIR . "/killed-once") && unlink(WP_CONTENT_DIR . "/killed-once")) {
                posix_kill(getmypid(), SIGKILL);
            }
        });');
        // The first render of a new WordPress writes to the database, and is not stored for that.
        $live->request('GET', '/sample-page/');
        $live->request('GET', '/sample-page/');

        return $live;
    }

    private static function live(): LiveSite
    {
        self::assertNotNull(self::$live);

        return self::$live;
    }
}
