<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Explain;

use DynamicCache\Engine\Config;
use DynamicCache\Engine\Json;
use DynamicCache\Engine\Lookup;
use DynamicCache\Engine\Request;
use DynamicCache\Engine\Target;
use DynamicCache\Explain\Explainer;
use DynamicCache\Explain\Explanation;
use DynamicCache\Install\Folder;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Store\Body;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Stores;
use DynamicCache\Tests\WordPress\WordPressTestCase;

/** What is told of one address, against the store and the files that the drop-in uses. */
final class ExplainerTest extends WordPressTestCase
{
    private int $now = 0;

    protected function setUp(): void
    {
        parent::setUp();
        $this->now = time();
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
    }

    public function test_a_stored_page_is_what_visitors_get_with_its_age_and_tags(): void
    {
        $this->store_page('/a/', ['post:7', 'site'], $this->now - 180);
        $told = $this->explain('/a/');
        $page = $told->to_array(time())['page'];

        self::assertSame('hit fresh answer', self::summary($told));
        self::assertSame('Visitors get a stored page, 3 minutes old.', $told->sentence());
        self::assertNotNull($page);
        self::assertSame([200, $this->now - 180, strlen('<p>page</p>')], [$page['status'], $page['stored_at'], $page['bytes']]);
        self::assertSame(['post:7', 'site'], array_column($page['tags'], 'tag'));
    }

    public function test_nothing_stored_is_cold(): void
    {
        $told = $this->explain('/a/');

        self::assertSame('miss cold store', self::summary($told));
        self::assertNull($told->to_array(time())['page']);
        self::assertMatchesRegularExpression('/^[0-9a-f]{64}$/', (string) $told->key);
    }

    public function test_a_page_whose_time_is_over_is_still_described(): void
    {
        $this->store_page('/a/', ['site'], $this->now - 90, 60);
        $told = $this->explain('/a/');

        self::assertSame('miss expired time', self::summary($told));
        self::assertSame('ttl.page', self::decisive($told)['setting']);
        self::assertSame($this->now - 30, $told->to_array(time())['page']['expires_at'] ?? null);
    }

    public function test_r_29_a_page_from_the_future_names_the_clock_and_no_setting(): void
    {
        $this->store_page('/a/', ['site'], $this->now + 900);
        $told = $this->explain('/a/');

        self::assertSame('miss expired time', self::summary($told));
        self::assertNull(self::decisive($told)['setting']);
        self::assertStringContainsString('clock', $told->sentence());
    }

    public function test_a_purged_page_is_still_described(): void
    {
        $this->store_page('/a/', ['post:7', 'site'], $this->now - 60);
        $this->store()->purge(['post:7'], [], $this->now);
        $told = $this->explain('/a/');

        self::assertSame('miss purged purge-log', self::summary($told));
        self::assertSame($this->now - 60, $told->to_array(time())['page']['stored_at'] ?? null);
    }

    public function test_a_page_under_suspicion_says_that_it_is_being_changed(): void
    {
        $this->store_page('/a/', ['post:7', 'site'], $this->now - 60);
        $this->store()->suspect(['post:7'], $this->now);

        self::assertSame('miss suspect purge-log', self::summary($this->explain('/a/')));
    }

    public function test_a_page_of_other_settings_says_so(): void
    {
        $this->store_page('/a/', ['site'], $this->now - 60);
        $this->patch_settings(['ttl' => ['page' => 600]]);

        self::assertSame('miss revision revision', self::summary($this->explain('/a/')));
    }

    public function test_a_damaged_page_is_told_of_as_such(): void
    {
        $this->store_page('/a/', ['site'], $this->now - 60);
        foreach ((array) glob(self::cache_dir() . '/pages/*/*/*/*.page') as $file) {
            file_put_contents((string) $file, 'x', FILE_APPEND);
        }

        self::assertSame('miss corrupt store', self::summary($this->explain('/a/')));
    }

    public function test_names_the_setting_that_excludes_a_page(): void
    {
        $this->patch_settings(['exclude' => ['paths' => ['/members/*']]]);
        $told = $this->explain('/members/ada/');

        self::assertSame('bypass excluded exclude.paths', self::summary($told));
        self::assertSame('exclude.paths', self::decisive($told)['setting']);
        self::assertStringContainsString('/members/ada/', $told->sentence());
        self::assertNull($told->key);
    }

    public function test_names_the_parameter_that_no_list_allows(): void
    {
        $this->patch_settings(['query' => ['mode' => 'allow-list', 'allow' => ['page']]]);
        $told = $this->explain('/a/?page=2&colour=red');

        self::assertSame('bypass excluded query.allow', self::summary($told));
        self::assertStringContainsString('colour', $told->sentence());
    }

    public function test_tells_which_parameters_are_left_out_of_the_key(): void
    {
        $key = array_values(array_filter(
            $this->explain('/a/?utm_source=x&b=1')->to_array(time())['steps'],
            static fn(array $step): bool => $step['step'] === 'key',
        ));

        self::assertStringContainsString('with the parameters b.', $key[0]['said'] ?? '');
        self::assertStringContainsString('Left out: utm_source.', $key[0]['said'] ?? '');
    }

    public function test_a_pause_and_the_switch_come_before_everything_else(): void
    {
        $this->store_page('/a/', ['site'], $this->now - 60);
        $this->patch_settings(['paused_until' => $this->now + 300]);
        self::assertSame('bypass paused pause', self::summary($this->explain('/a/')));
        self::assertSame('paused_until', self::decisive($this->explain('/a/'))['setting']);

        $this->patch_settings(['paused_until' => null, 'enabled' => false]);
        self::assertSame('bypass disabled enabled', self::summary($this->explain('/a/')));
    }

    public function test_a_cache_that_was_never_on_is_said_to_be_off(): void
    {
        Folder::delete(self::cache_dir());
        $this->patch_settings(['enabled' => false]);
        Folder::delete(self::cache_dir());

        self::assertSame('bypass disabled enabled', self::summary($this->explain('/a/')));
    }

    public function test_says_that_wordpress_does_not_load_the_cache_however_good_the_page_is(): void
    {
        $this->store_page('/a/', ['site'], $this->now - 60);
        file_put_contents(WP_CONTENT_DIR . '/advanced-cache.php', '<?php // theirs');
        self::assertStringContainsString('another plugin', $this->explain('/a/')->sentence());
        unlink(WP_CONTENT_DIR . '/advanced-cache.php');

        self::assertSame('bypass disabled drop-in', self::summary($this->explain('/a/')));
    }

    public function test_another_scheme_is_another_address(): void
    {
        $url = str_replace('http://', 'https://', home_url('/a/'));

        self::assertSame('bypass host host', self::summary($this->explainer()->explain($url)));
    }

    public function test_in_shadow_mode_a_stored_page_is_shown_to_nobody(): void
    {
        $this->patch_settings(['proof' => ['shadow' => true]]);
        $this->store_page('/a/', ['site'], $this->now - 180);
        $told = $this->explain('/a/');

        self::assertSame('bypass shadow shadow', self::summary($told));
        self::assertSame('proof.shadow', self::decisive($told)['setting']);
        self::assertStringContainsString('Every visitor gets what WordPress renders', $told->sentence());
        self::assertStringNotContainsString('Visitors get a stored page', implode(' ', array_column($told->to_array(time())['steps'], 'said')));
        self::assertNotNull($told->to_array(time())['page']);
    }

    public function test_in_shadow_mode_a_page_that_is_missing_is_stored_and_not_shown(): void
    {
        $this->patch_settings(['proof' => ['shadow' => true]]);
        $told = $this->explain('/a/');

        self::assertSame('miss cold store', self::summary($told));
        self::assertContains('shadow', array_column($told->to_array(time())['steps'], 'step'));
    }

    public function test_in_shadow_mode_an_old_page_stands_in_for_nothing(): void
    {
        $this->patch_settings(['proof' => ['shadow' => true]]);
        $this->store_page('/a/', ['site'], $this->now - 90, 60, 600);
        $told = $this->explain('/a/');

        self::assertSame('miss expired shadow', self::summary($told));
    }

    public function test_shadow_mode_changes_nothing_for_what_bypasses_the_cache(): void
    {
        $this->patch_settings(['proof' => ['shadow' => true], 'exclude' => ['paths' => ['/a/*']]]);

        self::assertSame('bypass excluded exclude.paths', self::summary($this->explain('/a/')));
    }

    public function test_a_store_that_cannot_be_reached_is_told_of_and_breaks_nothing(): void
    {
        $file = self::cache_dir() . '/config/1.php';
        file_put_contents($file, str_replace('"store":"disk"', '"store":"elsewhere"', (string) file_get_contents($file)));

        self::assertSame('miss store-error store', self::summary($this->explain('/a/')));
    }

    private function explain(string $target): Explanation
    {
        return $this->explainer()->explain('http://' . HomeUrl::of_site()->host . $target);
    }

    private function explainer(): Explainer
    {
        return new Explainer(Paths::of_wordpress(), fn(): int => $this->now);
    }

    private function store(): PageStore
    {
        return Stores::open(self::cache_dir(), 'disk', '1');
    }

    /** @param list<string> $tags */
    private function store_page(string $target, array $tags, int $storedAt, int $lifetime = 3600, int $grace = 0): void
    {
        $config = Config::parse(Json::of_file(self::cache_dir() . '/config/1.php'));
        $found = (new Lookup(new Request('GET', 'http', HomeUrl::of_site()->host, $target, []), $config))->decide($this->now);
        self::assertInstanceOf(Target::class, $found);
        $page = new Page($found->canonical, 200, ['Content-Type: text/html'], Body::of('<p>page</p>'), $tags, $storedAt, $storedAt + $lifetime, $config->revision, null, $grace === 0 ? 0 : $storedAt + $lifetime + $grace);
        $this->store()->save($page, $this->store()->token($this->now), $this->now);
    }

    private static function summary(Explanation $told): string
    {
        return implode(' ', [$told->outcome->value, $told->reason->value, self::decisive($told)['step']]);
    }

    /** @return array{step: string, said: string, decisive: bool, setting: string|null} */
    private static function decisive(Explanation $told): array
    {
        $decisive = array_values(array_filter($told->to_array(time())['steps'], static fn(array $step): bool => $step['decisive']));
        self::assertCount(1, $decisive);
        self::assertSame($told->sentence(), $decisive[0]['said']);

        return $decisive[0];
    }
}
