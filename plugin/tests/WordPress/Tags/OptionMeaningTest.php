<?php

/** What core's options mean for pages. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Tags\OptionMeaning;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class OptionMeaningTest extends TestCase
{
    /** @return iterable<string, array{string, bool}> */
    public static function options(): iterable
    {
        foreach (['blogname', 'date_format', 'cron', 'posts_per_rss', 'posts_per_page', 'sticky_posts', 'site_logo', '_transient_any', 'category_children'] as $name) {
            yield $name => [$name, true];
        }
        foreach (['an_option_of_a_plugin', 'blogname_of_a_plugin', 'widget_text'] as $name) {
            yield $name => [$name, false];
        }
    }

    #[DataProvider('options')]
    public function test_an_option_is_known_exactly_where_its_changes_have_a_meaning(string $name, bool $isKnown): void
    {
        self::assertSame($isKnown, OptionMeaning::is_known($name));
        self::assertSame($isKnown, OptionMeaning::tags($name, [], []) !== null);
    }
}
