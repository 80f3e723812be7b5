<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Install\Paths;
use DynamicCache\Purge\LostChange;
use DynamicCache\Purge\SiteStore;
use DynamicCache\Purge\Upkeep\LostChanges;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\UnableToReachStore;

/** R-09: what changes while the cache folder cannot be written, or is not there, is purged when it is back. */
final class LostChangesTest extends PurgeTestCase
{
    private const NOTE = 'dynamic_cache_lost';

    protected function tearDown(): void
    {
        self::give_log_back();
        self::give_config_back();
        remove_all_filters('pre_option_' . SettingsRepository::OPTION);
        delete_option(self::NOTE);
        parent::tearDown();
    }

    public function test_a_change_that_the_log_could_not_take_purges_everything_when_it_can(): void
    {
        $post = self::post();
        $this->drain();
        self::store_page('a', ["post:{$post}"]);
        self::take_log_away();
        wp_update_post(['ID' => $post, 'post_title' => 'Another title']);
        $this->drain();

        self::feature()->look();
        self::assertSame([], $this->purged);
        self::give_log_back();
        self::assertSame('served', self::fate('a'));
        self::feature()->look();
        self::feature()->look();

        self::assertNotSame('served', self::fate('a'));
        self::assertSame([['site']], array_column($this->purged, 'tags'));
        self::assertFalse(get_option(self::NOTE));
    }

    public function test_a_change_while_the_folder_is_not_there_purges_everything_when_it_is(): void
    {
        $post = self::post();
        $this->drain();
        self::store_page('a', ["post:{$post}"]);
        add_filter('pre_option_' . SettingsRepository::OPTION, static fn(): string => '{"counter":1,"values":{"enabled":true}}');
        self::take_config_away();
        wp_update_post(['ID' => $post, 'post_title' => 'Another title']);
        $this->drain();
        self::feature()->look();
        self::assertSame([], $this->purged);
        self::give_config_back();
        self::feature()->look();

        self::assertNotSame('served', self::fate('a'));
        self::assertFalse(get_option(self::NOTE));
    }

    public function test_a_site_whose_cache_is_off_remembers_no_change(): void
    {
        $post = self::post();
        $this->drain();
        self::take_config_away();
        wp_update_post(['ID' => $post, 'post_title' => 'Another title']);
        $this->drain();

        self::assertFalse(get_option(self::NOTE));
    }

    /** The store of Redis notes it on its own side, and a full disk forgets its pages. */
    public function test_a_change_that_the_store_will_know_of_is_not_remembered(): void
    {
        $failure = UnableToReachStore::at('Redis', 'it is away');
        $store = new SiteStore(static fn(): PageStore => throw $failure, Paths::of_wordpress()->config_file('1'));
        $store->suspect(['site']);
        $store->purge(['site'], []);
        self::assertFalse(get_option(self::NOTE));

        $failure->of_lost_change();
        $store->purge(['site'], []);
        self::assertIsString(get_option(self::NOTE));
    }

    public function test_a_change_that_is_lost_during_that_purge_is_for_the_next_request(): void
    {
        LostChange::note();
        add_action('dynamic_cache_purged', static fn() => LostChange::note(), 10, 0);
        self::feature()->look();
        remove_all_actions('dynamic_cache_purged');

        self::assertIsString(get_option(self::NOTE));
    }

    public function test_a_request_that_knows_of_a_note_which_was_settled_meanwhile_leaves_another(): void
    {
        LostChange::note();
        $known = wp_load_alloptions();
        self::assertArrayHasKey(self::NOTE, $known);
        delete_option(self::NOTE);
        wp_cache_set('alloptions', $known, 'options');
        wp_cache_delete('notoptions', 'options');

        LostChange::note();

        wp_cache_delete('alloptions', 'options');
        self::assertArrayHasKey(self::NOTE, wp_load_alloptions());
    }

    private static function feature(): LostChanges
    {
        return LostChanges::of_wordpress();
    }

    /** A folder in its place can be neither opened nor deleted, whoever asks. */
    private static function take_log_away(): void
    {
        rename(self::log(), self::log() . '.away');
        mkdir(self::log());
    }

    private static function give_log_back(): void
    {
        if (is_file(self::log() . '.away')) {
            rmdir(self::log());
            rename(self::log() . '.away', self::log());
        }
    }

    private static function take_config_away(): void
    {
        $file = Paths::of_wordpress()->config_file('1');
        rename($file, "{$file}.away");
    }

    private static function give_config_back(): void
    {
        $file = Paths::of_wordpress()->config_file('1');
        if (is_file("{$file}.away")) {
            rename("{$file}.away", $file);
        }
    }

    private static function log(): string
    {
        return Paths::of_wordpress()->cache_dir() . '/log/1.php';
    }
}
