<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Explain;

use DynamicCache\Explain\TagMeaning;
use DynamicCache\Tests\Engine\Fixtures;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class TagMeaningTest extends WordPressTestCase
{
    public function test_names_a_post_by_its_title_and_says_what_purges_it(): void
    {
        $id = $this->post('Summer menu', 'publish');

        self::assertSame(
            "The post {$id} “Summer menu”; purged when its title, text, address or status changes.",
            TagMeaning::of("post:{$id}"),
        );
    }

    public function test_titles_that_visitors_cannot_see_are_told_to_those_alone_who_may_read_them(): void
    {
        $id = $this->post('Secret plan', 'private');
        $this->become('author');
        self::assertStringNotContainsString('Secret', TagMeaning::of("post:{$id}"));
        $this->become('administrator');

        self::assertStringContainsString('Secret plan', TagMeaning::of("post:{$id}"));
    }

    public function test_names_lists_by_what_they_are_narrowed_by(): void
    {
        $term = wp_insert_term('News', 'category');
        self::assertIsArray($term);
        $meaning = TagMeaning::of("list:post:term:{$term['term_id']}~title");

        self::assertSame('A list of Posts in “News”; purged when one comes, goes or moves there. Only: titles.', $meaning);
    }

    public function test_names_the_one_aspect_of_a_thing_that_a_page_shows(): void
    {
        $id = $this->post('Summer menu', 'publish');

        self::assertSame("Of post {$id} “Summer menu”: the text; purged when that changes.", TagMeaning::of("post:{$id}~content"));
    }

    public function test_WP_07_markup_in_names_is_no_markup_in_meanings(): void
    {
        $this->become('administrator');
        $id = $this->post('<img src=x onerror=alert(1)>Menu', 'publish');

        self::assertStringNotContainsString('<', TagMeaning::of("post:{$id}"));
        self::assertStringContainsString('Menu', TagMeaning::of("post:{$id}"));
    }

    public function test_every_tag_of_the_vocabulary_has_a_meaning(): void
    {
        $tags = $without = [];
        foreach (Fixtures::of('tags') as [$case]) {
            if (isset($case['call'])) {
                $tags[] = Fixtures::text($case, 'expect');
            }
        }
        foreach ($tags as $tag) {
            if (str_contains(TagMeaning::of($tag), 'another plugin')) {
                $without[] = $tag;
            }
        }

        self::assertGreaterThan(20, count($tags));
        self::assertSame([], $without);
        self::assertStringContainsString('“shop:7”', TagMeaning::of('shop:7'));
    }

    private function post(string $title, string $status): int
    {
        $id = wp_insert_post(['post_title' => $title, 'post_status' => $status, 'post_author' => 1]);
        self::assertGreaterThan(0, $id);

        return $id;
    }
}
