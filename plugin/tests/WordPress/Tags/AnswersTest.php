<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use PHPUnit\Framework\Attributes\DataProvider;

/**
 * Questions (`Questions`) × what is done to the site (`Edits`): each question is a page of its own. A page goes if core
 * answers another way afterwards, and only then.
 */
final class AnswersTest extends AnswersTestCase
{
    /** Question, edit, why the page goes although its answer stays; patterns of fnmatch(). */
    private const KNOWN = [
        ['get_adjacent_post*', 'post: author', self::HANDED],
        ['get_adjacent_post*', 'post: text', self::HANDED],
        ['get_adjacent_post*', 'post: title', self::HANDED],
        ['get_adjacent_post*', 'user: deleted, posts to another', self::HANDED],
        ['get_adjacent_post*', 'comment: *', self::HANDED],
        ['get_page_by_path*', 'user: deleted, posts to another', self::HANDED],
        ['get_page_by_path, a post', 'post: date', self::HANDED],
        ['url_to_postid*', 'user: deleted, posts to another', self::HANDED],
        ['get_term_by *', 'term: description', self::HANDED],
        ['get_term_by *', 'term: slug', self::HANDED],
        ['get_term_by *', 'term: description and slug', self::HANDED],
        ['get_term_by *', 'post: *', self::HANDED],
        ['is_author, *', 'user: *', self::HANDED],
        ['wp_count_posts', 'post: draft', self::HANDED],
        ['wp_count_posts, drafts', '*', self::HANDED],
        ['wp_count_comments', 'comment: *', self::HANDED],
        ['count_users, in memory', 'user: *role', self::HANDED],
        ['get_adjacent_post, not of a category', '*', self::NARROWED],
        ['get_comments, pending', '*', self::NARROWED],
        ['get_page_by_path, none below one yet', 'page: *', self::NARROWED],
        ['get_term_by name, none yet*', 'term: *', self::NARROWED],
        ['get_user_by *', 'user: *', self::NARROWED],
        ['get_comments, of an e-mail *', 'comment: *', self::NARROWED],
        ['get_comments, of an e-mail *', 'post: trashed with its comment', self::NARROWED],
        ['get_comments, of an e-mail *', 'user: deleted with posts', self::NARROWED],
        ['WP_Query, of a category *', 'term: *', self::NARROWED],
        ['WP_Query, that has no meta *', 'post: *', self::HANDED],
        ['WP_Query, that has no meta *', 'comment: *', self::HANDED],
        ['WP_Query, that has no meta *', 'user: deleted, posts to another', self::HANDED],
        ['get_terms, *', 'term: *', self::NARROWED],
        ['wp_count_terms, with posts', 'term: *deleted', self::NARROWED],
        ['wp_count_terms, of a name', 'term: *', self::NARROWED],
        ['wp_list_categories, below one', 'term: *', self::NARROWED],
        ['wp_dropdown_categories', 'term: *', self::NARROWED],
        ['get_users, *', 'user: *', self::NARROWED],
        ['get_objects_in_term, none yet', 'term: empty one deleted', self::EMPTY],
        ['get_the_author_meta', 'user: deleted, posts to another', self::EMPTY],
        ['get_lastpostmodified', '*', self::WINDOW],
        ['wp_get_archives, posts', 'post: *', self::WINDOW],
        ['get_users, by number of posts', 'post: *', self::WINDOW],
        ['wp_list_authors, by number of posts', 'post: *', self::WINDOW],
        ['wp_tag_cloud, of one size', 'post: *', self::WINDOW],
    ];

    private const HANDED = 'Code outside of core was handed more than it prints: what it takes out is no event in PHP.';
    private const NARROWED = 'Whom a condition finds is not looked into.';
    private const WINDOW = 'What numbers and dates do to an order, or to its first few, is not looked into.';
    private const EMPTY = 'That somebody who is gone had nothing there is not kept.';

    /** @param \Closure(QuestionedSite): mixed $edit */
    #[DataProvider('edits')]
    public function test_exactly_the_pages_whose_answers_are_others_are_purged(string $name, \Closure $edit): void
    {
        self::assertSame([], $this->faults_of($name, $edit, '/%year%/%monthnum%/%day%/%postname%/'));
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
        return Questions::all();
    }

    protected static function known(): array
    {
        return self::KNOWN;
    }
}
