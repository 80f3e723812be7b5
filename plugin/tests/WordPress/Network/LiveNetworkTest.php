<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Network;

use DynamicCache\Tests\WordPress\LiveAnswer;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

/** A network over HTTP: one site in a folder, one under a sub-domain, one under a domain of its own, and the first. */
final class LiveNetworkTest extends TestCase
{
    private static ?LiveSite $live = null;

    private static string $host = '';

    /** @var array<string, string> place → id */
    private static array $sites = [];

    public static function setUpBeforeClass(): void
    {
        self::$live = LiveSite::start();
        try {
            self::make(self::$live);
        } catch (\Throwable $failure) {
            // PHPUnit tears nothing down that was not set up.
            self::tearDownAfterClass();
            throw $failure;
        }
    }

    private static function make(LiveSite $live): void
    {
        self::$host = substr($live->url, strlen('http://'));
        $places = ['folder' => self::$host . '/second/', 'sub-domain' => 'shop.network.example/', 'domain' => 'mapped.example/'];
        self::$sites = ['first' => '1'] + LiveNetwork::make($live, $places);
    }

    public static function tearDownAfterClass(): void
    {
        self::$live?->stop();
        self::$live = null;
    }

    public function test_R_47_every_site_has_its_own_page_under_the_same_path(): void
    {
        $titles = [];
        foreach (array_keys(self::$sites) as $place) {
            self::fill($place);
            $hit = self::visit($place);
            self::assertSame('hit; reason=fresh', $hit->header('X-Dynamic-Cache'), $place);
            $titles[$place] = preg_match('/<title>.*?(Site [0-9]+)<\/title>/', $hit->body, $match) === 1 ? $match[1] : '';
        }

        self::assertSame(array_map(static fn(string $id): string => "Site {$id}", self::$sites), $titles);
    }

    public function test_an_edit_from_another_site_purges_where_the_post_is_and_nowhere_else(): void
    {
        array_map(self::fill(...), array_keys(self::$sites));
        self::step('edit', self::$sites['domain']);
        $words = array_map(self::word(...), array_combine(array_keys(self::$sites), array_keys(self::$sites)));

        self::assertSame(['first' => 'hit', 'folder' => 'hit', 'sub-domain' => 'hit', 'domain' => 'miss'], $words);
        self::assertStringContainsString('Edited from afar.', self::visit('domain')->body);
    }

    public function test_WP_26_an_archived_site_is_closed_at_once_and_comes_back_without_its_old_pages(): void
    {
        self::fill('sub-domain');
        self::step('archive', self::$sites['sub-domain']);
        $closed = self::visit('sub-domain');
        self::step('open', self::$sites['sub-domain']);

        self::assertSame([410, 'bypass; reason=disabled'], [$closed->status, $closed->header('X-Dynamic-Cache')]);
        self::assertSame('miss', self::word('sub-domain'));
        self::assertSame(200, self::visit('sub-domain')->status);
    }

    public function test_a_new_site_is_nobodys_and_a_deleted_one_answers_with_nothing_of_its_own(): void
    {
        $new = self::step('add', self::$host . '/third/');
        $before = self::request('/third/?p=1', self::$host);
        self::step('on', $new);
        self::request('/third/?p=1', self::$host);
        self::request('/third/?p=1', self::$host);
        $stored = self::request('/third/?p=1', self::$host);
        self::step('delete', $new);
        $after = self::request('/third/?p=1', self::$host);

        self::assertSame('', $before->header('X-Dynamic-Cache'), 'another site of the network does not take its pages');
        self::assertSame('hit; reason=fresh', $stored->header('X-Dynamic-Cache'));
        self::assertStringNotContainsString("Site {$new}", $after->body);
        self::assertStringStartsNotWith('hit', $after->header('X-Dynamic-Cache'));
    }

    public function test_a_host_that_is_no_site_gets_no_page_of_another(): void
    {
        self::fill('domain');
        $answer = self::request('/?p=1', 'other.example');

        self::assertSame('bypass; reason=host', $answer->header('X-Dynamic-Cache'));
    }

    public function test_WP_11_in_a_network_too_another_plugins_dropin_is_not_touched_without_consent(): void
    {
        $dropin = self::live()->file('wp-content/advanced-cache.php');
        foreach (self::$sites as $id) {
            self::step('off', $id);
        }
        $isGone = !is_file($dropin);
        file_put_contents($dropin, "<?php // theirs\n");
        $refused = self::step('on', self::$sites['folder']);
        $kept = file_get_contents($dropin);
        $taken = self::step('replace', self::$sites['folder']);
        $isOurs = str_contains((string) file_get_contents($dropin), 'AI WP Dynamic Cache drop-in');
        self::step('on', self::$sites['domain']);
        self::step('off', self::$sites['folder']);
        $isStillOurs = str_contains((string) file_get_contents($dropin), 'AI WP Dynamic Cache drop-in');
        self::step('off', self::$sites['domain']);
        $after = file_get_contents($dropin);
        unlink($dropin);
        foreach (self::$sites as $id) {
            self::step('on', $id);
        }

        self::assertTrue($isGone, 'with the last site that uses it');
        self::assertSame(['refused', "<?php // theirs\n"], [$refused, $kept]);
        self::assertSame(['on', true], [$taken, $isOurs]);
        self::assertTrue($isStillOurs, 'another site of the network uses it');
        self::assertSame("<?php // theirs\n", $after, 'it comes back with the last site');
    }

    /** Until its page is stored: the first renders of a site write by themselves. */
    private static function fill(string $place): void
    {
        for ($try = 0; $try < 4 && self::word($place) !== 'hit'; $try++) {
            continue;
        }
    }

    private static function word(string $place): string
    {
        return explode(';', self::visit($place)->header('X-Dynamic-Cache'))[0];
    }

    private static function visit(string $place): LiveAnswer
    {
        return match ($place) {
            'first' => self::request('/?p=1', self::$host),
            'folder' => self::request('/second/?p=1', self::$host),
            'sub-domain' => self::request('/?p=1', 'shop.network.example'),
            default => self::request('/?p=1', 'mapped.example'),
        };
    }

    private static function request(string $path, string $host): LiveAnswer
    {
        return self::live()->request('GET', $path, '', ['Host' => $host]);
    }

    private static function step(string $step, string $about = ''): string
    {
        return LiveNetwork::step(self::live(), $step, $about);
    }

    private static function live(): LiveSite
    {
        return self::$live ?? throw new \LogicException('The site is not there.');
    }
}
