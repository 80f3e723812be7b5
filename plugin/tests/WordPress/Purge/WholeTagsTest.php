<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Tags\PostFacet;
use DynamicCache\Tags\TermFacet;
use DynamicCache\Tags\UserFacet;
use DynamicCache\Tags\WholeTags;
use PHPUnit\Framework\TestCase;

final class WholeTagsTest extends TestCase
{
    public function test_a_post_that_is_named_whole_means_every_aspect_of_it_and_of_no_other(): void
    {
        $tags = WholeTags::of(['post:12', 'option:blogname']);

        foreach (PostFacet::cases() as $facet) {
            self::assertContains($facet->of(12), $tags);
        }
        self::assertContains('post:12', $tags);
        self::assertContains('option:blogname', $tags);
        self::assertSame([], array_values(array_filter($tags, static fn(string $tag): bool => str_starts_with($tag, 'post:1~'))));
    }

    public function test_so_do_a_term_and_a_user(): void
    {
        self::assertSame([], array_diff([...TermFacet::all(3), ...UserFacet::all(4)], WholeTags::of(['term:3', 'user:4'])));
    }

    public function test_what_names_one_aspect_or_something_else_stays_as_it_is(): void
    {
        self::assertSame(['post:12~title', 'list:post', 'post:x', 'site'], WholeTags::of(['post:12~title', 'list:post', 'post:x', 'site']));
        self::assertSame([], WholeTags::of([]));
    }
}
