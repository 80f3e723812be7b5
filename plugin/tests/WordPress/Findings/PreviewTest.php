<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Findings;

use DynamicCache\Engine\Patterns;
use DynamicCache\Findings\Preview\Candidate;
use DynamicCache\Findings\Preview\PatternField;
use DynamicCache\Findings\Preview\Preview;
use DynamicCache\Findings\Preview\SitePaths;
use DynamicCache\Tests\WordPress\RestAnswer;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class PreviewTest extends WordPressTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
    }

    public function test_a_path_is_matched_by_the_sites_own_pages_with_their_titles(): void
    {
        self::post('Summer menu & more', 'summer-menu');
        $answer = $this->preview('exclude.paths', '/summer-*');

        self::assertSame([200, true, 1, ''], [$answer->status, $answer->at('ok'), $answer->at('matched'), $answer->at('note')]);
        self::assertSame([['value' => '/summer-menu/', 'label' => 'Summer menu & more']], $answer->at('examples'));
    }

    public function test_paths_are_spelled_as_the_engine_compares_them(): void
    {
        self::post('メニュー', 'メニュー');

        self::assertSame('/%E3%83%A1%E3%83%8B%E3%83%A5%E3%83%BC/', $this->preview('exclude.paths', '/%E3*')->at('examples.0.value'));
        self::assertSame(0, $this->preview('exclude.paths', '/%e3*')->at('matched'));
    }

    public function test_posts_pages_categories_authors_months_and_feeds_are_looked_through(): void
    {
        $this->publish_as_admin('Hello', 'hello');
        $labels = array_map(static fn(Candidate $candidate): string => $candidate->value, SitePaths::of_site()->candidates());

        foreach (['/', '/feed/', '/comments/feed/', '/hello/', '/sample-page/', '/category/uncategorized/', '/author/admin/'] as $path) {
            self::assertContains($path, $labels);
        }
        self::assertNotEmpty(preg_grep('#^/20[0-9]{2}/[0-9]{2}/$#', $labels));
        self::assertSame(array_unique($labels), $labels);
    }

    public function test_drafts_and_private_posts_are_no_pages_of_the_site(): void
    {
        self::post('A draft', 'a-draft', 'draft');
        self::post('A private one', 'a-private-one', 'private');

        self::assertSame([], $this->preview('exclude.paths', '/a-*')->at('examples'));
    }

    public function test_a_large_site_is_looked_through_for_so_long_and_no_longer(): void
    {
        $time = 0.0;
        $paths = new SitePaths(static function () use (&$time): float {
            return $time++;
        });

        self::assertCount(2, $paths->candidates());
    }

    public function test_no_more_than_twenty_examples_are_shown_and_all_are_counted(): void
    {
        $candidates = array_map(static fn(int $number): Candidate => new Candidate("/a/{$number}/", "A {$number}"), range(1, 30));
        $answer = (new Preview(PatternField::Paths, '/a/*', $candidates))->to_array();

        self::assertSame([30, 30, 20], [$answer['checked'], $answer['matched'], count($answer['examples'])]);
    }

    /** @return iterable<string, array{string, string, string}> */
    public static function notes(): iterable
    {
        foreach (['exclude.paths', 'exclude.user_agents'] as $field) {
            yield "* in {$field}" => [$field, '*', 'no page would be cached'];
        }
        yield 'every path' => ['exclude.paths', '/*', 'no page would be cached'];
        yield 'every path with a slash at its end or not' => ['exclude.paths', '*/*', 'no page would be cached'];
        yield 'every cookie' => ['exclude.cookies', '**', 'every cookie'];
        yield 'every parameter excluded' => ['exclude.queries', '*', 'every parameter'];
        yield 'every parameter ignored' => ['query.ignore', '*', 'all show the same page'];
        yield 'every parameter allowed' => ['query.allow', '*', 'fill the cache'];
        yield 'a parameter that WordPress reads' => ['query.ignore', 'page*', 'wrong one'];
        yield 'a cookie that everybody has' => ['exclude.cookies', '_ga', 'Nearly every visitor'];
        yield 'a path without a slash' => ['exclude.paths', 'sample-page', 'begins with a slash'];
        yield 'a path with a query' => ['exclude.paths', '/sample-page/?a=1', 'question mark'];
        yield 'a path without its last slash' => ['exclude.paths', '/sample-page', '/sample-page/ would match 1'];
        yield 'a part of a path' => ['exclude.paths', '/sample', '/sample* would match 1'];
        yield 'a part of an agent' => ['exclude.user_agents', 'Googlebot', '*Googlebot* would match 1'];
    }

    #[DataProvider('notes')]
    public function test_what_is_probably_not_meant_is_said(string $field, string $pattern, string $note): void
    {
        self::assertStringContainsString($note, $this->preview($field, $pattern)->text('note'));
    }

    /** @return iterable<string, array{string, string, string}> */
    public static function names(): iterable
    {
        yield 'tracking' => ['query.ignore', 'utm_*', 'utm_campaign'];
        yield 'a shop' => ['exclude.queries', 'add-to-*', 'add-to-cart'];
        yield 'allowed' => ['query.allow', 'paged', 'paged'];
        yield 'a cookie of a language plugin' => ['exclude.cookies', 'pll_*', 'pll_language'];
        yield 'a crawler' => ['exclude.user_agents', '*GPTBot*', 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.3; +https://openai.com/gptbot)'];
    }

    #[DataProvider('names')]
    public function test_well_known_names_of_the_field_are_matched_without_a_note(string $field, string $pattern, string $value): void
    {
        $answer = $this->preview($field, $pattern);

        self::assertSame(['', true], [$answer->at('note'), in_array($value, array_column((array) $answer->at('examples'), 'value'), true)]);
    }

    public function test_the_rule_is_the_engines_own_for_every_candidate_of_every_field(): void
    {
        foreach (PatternField::cases() as $field) {
            $candidates = $field->candidates();
            foreach (['*a*', '/*', 's*', '*', 'utm_*', 'A*', '*/'] as $pattern) {
                $expected = count(array_filter($candidates, static fn(Candidate $candidate): bool => Patterns::match([$pattern], $candidate->value)));
                self::assertSame($expected, (new Preview($field, $pattern, $candidates))->to_array()['matched'], "{$field->value} {$pattern}");
            }
        }
    }

    public function test_a_tracking_list_of_the_settings_is_known_name_by_name(): void
    {
        $ignored = (array) $this->rest('GET', '/settings')->at('settings.query.ignore');
        self::assertNotEmpty($ignored);
        foreach ($ignored as $pattern) {
            self::assertIsString($pattern);
            self::assertGreaterThan(0, $this->preview('query.ignore', $pattern)->at('matched'), $pattern);
            self::assertSame('', $this->preview('query.ignore', $pattern)->at('note'), $pattern);
        }
    }

    public function test_an_unknown_field_and_a_pattern_that_no_setting_takes_are_refused_with_their_path(): void
    {
        $wrong = [
            ['exclude.everything', 'a', ['field']],
            ['exclude.paths', '', ['pattern']],
            ['exclude.paths', str_repeat('a', 201), ['pattern']],
            ['exclude.paths', '/ü', ['pattern']],
            ['exclude.paths', "/a\n", ['pattern']],
            ['exclude.paths', 5, ['pattern']],
        ];
        foreach ($wrong as [$field, $pattern, $paths]) {
            $answer = $this->rest('POST', '/settings/preview', ['field' => $field, 'pattern' => $pattern]);
            self::assertSame([400, 'invalid_body', $paths], [$answer->status, $answer->at('error'), $answer->wrong_paths()]);
        }
        self::assertSame(['field', 'pattern'], $this->rest('POST', '/settings/preview', [])->wrong_paths());
        self::assertSame(['more'], $this->rest('POST', '/settings/preview', ['field' => 'exclude.paths', 'pattern' => '/', 'more' => 1])->wrong_paths());
    }

    private function preview(string $field, string $pattern): RestAnswer
    {
        return $this->rest('POST', '/settings/preview', ['field' => $field, 'pattern' => $pattern]);
    }

    private function publish_as_admin(string $title, string $slug): void
    {
        $admin = get_user_by('login', 'admin');
        self::assertInstanceOf(\WP_User::class, $admin);
        self::post($title, $slug, 'publish', $admin->ID);
    }

    private static function post(string $title, string $slug, string $status = 'publish', int $author = 0): void
    {
        wp_insert_post(['post_title' => $title, 'post_name' => $slug, 'post_status' => $status, 'post_content' => 'x', 'post_author' => $author]);
    }
}
