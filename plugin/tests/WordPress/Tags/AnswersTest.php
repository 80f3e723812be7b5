<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Lists\DatabaseListTable;
use DynamicCache\Purge\Purged;
use DynamicCache\Purge\PurgeQueue;
use PHPUnit\Framework\Attributes\DataProvider;

/**
 * Questions (`Questions`) × what is done to the site (`Edits`): each question is a page of its own. A page goes if core
 * answers another way afterwards, and only then.
 */
final class AnswersTest extends RenderTestCase
{
    /** Question, edit, why the page goes although its answer stays; patterns of fnmatch(). */
    private const KNOWN = [
        ['get_adjacent_post*', 'post: author', self::HANDED],
        ['get_adjacent_post*', 'post: text', self::HANDED],
        ['get_adjacent_post*', 'post: title', self::HANDED],
        ['get_adjacent_post*', 'user: deleted, posts to another', self::HANDED],
        ['get_page_by_path*', 'user: deleted, posts to another', self::HANDED],
        ['get_page_by_path, a post', 'post: date', self::HANDED],
        ['url_to_postid*', 'user: deleted, posts to another', self::HANDED],
        ['get_term_by *', 'term: description', self::HANDED],
        ['get_term_by *', 'term: slug', self::HANDED],
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
        add_filter('wp_hash_password_options', static fn(): array => ['cost' => 4]);
        update_option('permalink_structure', '/%year%/%monthnum%/%day%/%postname%/');
        global $wp_rewrite;
        self::assertInstanceOf(\WP_Rewrite::class, $wp_rewrite);
        $wp_rewrite->init();
        flush_rewrite_rules(false);
        $site = QuestionedSite::make();
        $this->lists = DatabaseListTable::of_site();
        $answers = $this->store_pages($site);

        $edit($site);
        PurgeQueue::flush_all();

        self::assertSame([], $this->faults($name, $answers, $site));
    }

    /** @return iterable<string, array{string, \Closure(QuestionedSite): mixed}> */
    public static function edits(): iterable
    {
        foreach (Edits::all() as $name => $edit) {
            yield $name => [$name, $edit];
        }
    }

    /**
     * Each question on a page of its own.
     *
     * @return array<string, array{string, list<string>}> question → what its page says, and its tags
     */
    private function store_pages(QuestionedSite $site): array
    {
        $pages = $rare = [];
        // Twice: what is rare is worth a purge after the first render that showed it.
        foreach ([1, 2] as $round) {
            $asked = $round === 1 ? Questions::all() : array_intersect_key(Questions::all(), $rare);
            foreach ($asked as $question => $ask) {
                $fill = $this->observe(static function () use ($ask, $site): void {
                    wp_cache_flush();
                    echo serialize($ask($site));
                });
                self::assertTrue($round === 1 || $fill->refusal() === null, $question);
                $rare += $fill->refusal() === null ? [] : [$question => true];
                $pages[$question] = [$this->output, $fill->tags()];
            }
            $this->drain();
        }
        foreach ($pages as $question => [, $tags]) {
            self::store_page($question, $tags);
        }

        return $pages;
    }

    /**
     * @param array<string, array{string, list<string>}> $pages
     *
     * @return array<string, string>
     */
    private function faults(string $edit, array $pages, QuestionedSite $site): array
    {
        $faults = [];
        foreach (Questions::all() as $question => $ask) {
            wp_cache_flush();
            $isSame = serialize($ask($site)) === $pages[$question][0];
            $isServed = self::fate($question) === 'served';
            if ($isSame !== $isServed && ($isServed || !self::is_known($question, $edit))) {
                $purged = array_merge(...array_map(static fn(Purged $purged): array => $purged->tags, $this->purged));
                $faults[$question] = $isServed ? 'stale: ' . implode(' ', $pages[$question][1]) : 'needless: ' . implode(' ', array_intersect($pages[$question][1], $purged));
            }
        }

        return $faults;
    }

    private static function is_known(string $question, string $edit): bool
    {
        foreach (self::KNOWN as [$questions, $edits]) {
            if (fnmatch($questions, $question) && fnmatch($edits, $edit)) {
                return true;
            }
        }

        return false;
    }
}
