<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Settings;

use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\PageRevision;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class PageRevisionTest extends WordPressTestCase
{
    /** @return iterable<string, array{string}> */
    public static function of_no_consequence(): iterable
    {
        yield 'off' => ['{"enabled":false}'];
        yield 'a pause' => ['{"paused_until":1900000000}'];
        yield 'the log' => ['{"log":{"level":"all"}}'];
        yield 'what the edge does' => ['{"edge":{"view_max":30,"strict":true}}'];
        yield 'another strategy for some' => ['{"rollout":{"percent":10,"strategy":"edge-r2","name":"autumn"}}'];
        yield 'the size of the disk' => ['{"disk":{"max_bytes":67108864}}'];
    }

    #[DataProvider('of_no_consequence')]
    public function test_stored_pages_stay_good_after_a_change_that_does_not_concern_them(string $settings): void
    {
        self::assertSame(self::revision('{}'), self::revision($settings));
    }

    /** @return iterable<string, array{string}> */
    public static function of_consequence(): iterable
    {
        yield 'a lifetime' => ['{"ttl":{"page":600}}'];
        yield 'an excluded path' => ['{"exclude":{"paths":["/a"]}}'];
        yield 'a parameter' => ['{"query":{"ignore":["x"]}}'];
        yield 'a variant' => ['{"variants":{"language":{"cookie":"l","values":["de"]}}}'];
        yield 'another host' => ['{"hosts":["www.example.org"]}'];
    }

    #[DataProvider('of_consequence')]
    public function test_stored_pages_are_out_of_use_after_a_change_of_what_made_them(string $settings): void
    {
        self::assertNotSame(self::revision('{}'), self::revision($settings));
    }

    public function test_a_change_that_is_taken_back_brings_the_pages_back(): void
    {
        $before = self::revision('{}');
        self::revision('{"ttl":{"page":600}}');

        self::assertSame($before, self::revision('{"ttl":{"page":604800}}'));
    }

    public function test_pages_of_another_address_are_out_of_use(): void
    {
        $settings = SettingsRepository::of_site()->all();

        self::assertNotSame(
            PageRevision::of($settings, HomeUrl::parse('http://example.org')),
            PageRevision::of($settings, HomeUrl::parse('https://example.org')),
        );
    }

    private static function revision(string $settings): string
    {
        update_option(SettingsRepository::OPTION, '{"counter":1,"values":' . $settings . '}');

        return PageRevision::of(SettingsRepository::of_site()->all(), HomeUrl::of_site());
    }
}
