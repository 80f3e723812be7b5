<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use PHPUnit\Framework\Attributes\DataProvider;

/** The same as AnswersTest on a site without a permalink structure, where another slug is another address of few things. */
final class PlainAnswersTest extends AnswersTestCase
{
    /** Question, edit, why the page goes although its answer stays; patterns of fnmatch(). */
    private const KNOWN = [
        ['get_permalink*', 'post: trashed', self::THERE],
        ['get_permalink, a page below', 'page: trashed', self::THERE],
        ['get_permalink, a draft', 'post: draft published', self::THERE],
        ['get_permalink, a draft', 'post: category of a draft', self::HIDDEN],
        ['get_permalink, a draft', 'term: deleted', self::HIDDEN],
        ['get_the_term_list*', 'post: trashed', self::THERE],
        ['get_post_ancestors', 'page: trashed', self::THERE],
        ['wp_get_post_parent_id', 'page: trashed', self::THERE],
        ['get_post_field, slug', 'post: date', self::HANDED],
        ['get_post_field, slug', 'user: deleted, posts to another', self::HANDED],
        ['get_page_by_path, a post', 'post: date', self::HANDED],
        ['get_page_by_path, a post', 'user: deleted, posts to another', self::HANDED],
        ['get_the_category_list', 'term: slug', self::HANDED],
        ['get_the_category_list', 'term: description and slug', self::HANDED],
        ['category_css_class, slugs', 'term: parent', self::HANDED],
        ['wp_get_archives, posts by title', 'post: date', self::ORDERED],
        ['wp_list_categories, by slug', 'term: *', self::ORDERED],
        ['wp_list_categories, below one', '*', self::NARROWED],
        ['wp_list_categories, of a word', '*', self::NARROWED],
        ['categories block, a menu of slugs', 'term: parent', self::NARROWED],
    ];

    private const THERE = 'Whether there is such a thing and where its address leads are one aspect.';
    private const HIDDEN = 'What nobody may see is one aspect as a whole.';
    private const HANDED = 'Code outside of core was handed more than it prints: what it takes out is no event in PHP.';
    private const ORDERED = 'What an order reads is not looked into.';
    private const NARROWED = 'Whom a condition finds is not looked into, nor which of its slugs a list prints.';

    /** @param \Closure(QuestionedSite): mixed $edit */
    #[DataProvider('edits')]
    public function test_where_addresses_are_ids_exactly_the_pages_whose_answers_are_others_are_purged(string $name, \Closure $edit): void
    {
        self::assertSame([], $this->faults_of($name, $edit, ''));
    }

    /** @return iterable<string, array{string, \Closure(QuestionedSite): mixed}> */
    public static function edits(): iterable
    {
        foreach (Edits::all() as $name => $edit) {
            yield $name => [$name, $edit];
        }
    }

    protected static function questions(): array
    {
        return PlainQuestions::all();
    }

    protected static function known(): array
    {
        return self::KNOWN;
    }
}
