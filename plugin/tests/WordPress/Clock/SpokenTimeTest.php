<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Clock;

use DynamicCache\Tests\WordPress\Tags\RenderTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** "5 minutes ago" of plugins that count the time themselves, as forums do. */
final class SpokenTimeTest extends RenderTestCase
{
    /** @param \Closure(): string $words */
    #[DataProvider('words')]
    public function test_a_page_that_says_how_long_ago_something_was_lives_for_one_of_its_units(\Closure $words, ?int $life): void
    {
        $fill = $this->observe(static fn() => print '<p>' . esc_html($words()) . '</p>');

        if ($life === null) {
            self::assertNull($fill->expires_at());
        } else {
            self::assertEqualsWithDelta(time() + $life, $fill->expires_at(), 2);
        }
    }

    /** @return iterable<string, array{\Closure(): string, int|null}> */
    public static function words(): iterable
    {
        $minutes = static fn(string $domain = 'forum'): string => sprintf(_n('%s minute', '%s minutes', 5, $domain), number_format_i18n(5));
        $ago = static fn(string $span): string => sprintf(__('%s ago', 'forum'), $span);
        yield 'a unit and the words for the past' => [static fn(): string => $ago($minutes()), 60];
        yield 'two units' => [static fn(): string => $ago(sprintf(_n('%s hour', '%s hours', 2, 'forum'), 2) . ', ' . $minutes()), 60];
        yield 'in one text' => [static fn(): string => sprintf(_n('%d hour ago', '%d hours ago', 2, 'forum'), 2), 3600];
        yield 'in one text with a context' => [static fn(): string => sprintf(_nx('%1$s day ago', '%1$s days ago', 2, 'time', 'forum'), 2), 86_400];
        yield 'what is left' => [static fn(): string => sprintf(_n('Only %d day left', 'Only %d days left', 2, 'shop'), 2), 86_400];
        yield 'the time that it takes to read' => [static fn(): string => $minutes() . ' to read', null];
        yield 'such a time and a number elsewhere' => [static fn(): string => $ago('long') . ' ' . $minutes(), null];
        yield 'a unit in the words of core' => [static fn(): string => $ago($minutes('default')), null];
        yield 'a number of things' => [static fn(): string => sprintf(_n('%s reply', '%s replies', 2, 'forum'), 2) . ' ' . $ago('long'), null];
        yield 'words that are not printed' => [static fn(): string => $ago($minutes()) === '' ? 'a' : 'b', null];
    }

    public function test_other_languages_put_the_words_in_front(): void
    {
        add_filter('gettext_forum', static fn(string $text, string $english): string => $english === '%s ago' ? 'vor %s' : $text, 10, 2);
        add_filter('ngettext', static fn(string $text, string $one): string => $one === '%s minute' ? '%s Minuten' : $text, 10, 2);

        $fill = $this->observe(static fn() => printf('<p>' . __('%s ago', 'forum') . '</p>', sprintf(_n('%s minute', '%s minutes', 5, 'forum'), 5)));

        self::assertEqualsWithDelta(time() + 60, $fill->expires_at(), 2);
    }
}
