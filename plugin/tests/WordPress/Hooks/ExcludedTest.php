<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hooks;

use DynamicCache\Settings\PluginExcludes;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class ExcludedTest extends WordPressTestCase
{
    private const OWNER = ['paths' => ['/mine/*'], 'queries' => [], 'cookies' => [], 'user_agents' => []];

    public function test_what_a_plugin_keeps_out_is_in_the_rules_of_the_drop_in(): void
    {
        add_filter('dynamic_cache_excluded_paths', static fn(array $paths): array => [...$paths, '/z/*', '/members/*']);
        add_filter('dynamic_cache_excluded_cookies', static fn(array $cookies): array => [...$cookies, 'my_basket']);
        $rules = SettingsRepository::of_site()->all()->rules->to_array();

        self::assertSame(['/members/*', '/z/*'], $rules['exclude']['paths']);
        self::assertSame(['my_basket'], $rules['exclude']['cookies']);
    }

    public function test_the_owners_own_patterns_stay_whatever_a_plugin_answers(): void
    {
        add_filter('dynamic_cache_excluded_paths', static fn(): array => ['/members/*']);

        self::assertSame(['/mine/*', '/members/*'], PluginExcludes::added_to(self::OWNER)['paths']);
    }

    /** @return iterable<string, array{mixed}> */
    public static function nonsense(): iterable
    {
        yield 'no list' => ['/members/*'];
        yield 'nothing' => [null];
        yield 'a number among them' => [['/members/*', 7]];
        yield 'an empty pattern' => [['/members/*', '']];
        yield 'a pattern that is too long' => [[str_repeat('a', 201)]];
        yield 'no UTF-8' => [["\xff"]];
        yield 'too many' => [array_map(static fn(int $n): string => "/{$n}", range(1, 201))];
    }

    #[DataProvider('nonsense')]
    public function test_nonsense_adds_nothing(mixed $answer): void
    {
        $complaints = [];
        add_filter('doing_it_wrong_trigger_error', '__return_false');
        add_action('doing_it_wrong_run', static function (string $by) use (&$complaints): void {
            $complaints[] = $by;
        });
        add_filter('dynamic_cache_excluded_paths', static fn(): mixed => $answer);

        self::assertSame(self::OWNER, PluginExcludes::added_to(self::OWNER));
        self::assertSame(['dynamic_cache_excluded_paths'], $complaints);
    }
}
