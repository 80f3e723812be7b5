<?php

/** Queries for posts with every kind of argument, with values from a seed. Orders end in something unique. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use Random\Randomizer;

final class Shapes
{
    /** @param array{categories: list<int>, tags: list<int>, users: list<int>, posts: list<int>, pages: list<int>} $site */
    public function __construct(
        private readonly Randomizer $random,
        private readonly array $site,
    ) {}

    /** @return array<string, array<string, mixed>> by what they are for */
    public function all(): array
    {
        return [...$this->by_place(), ...$this->by_terms(), ...$this->by_content(), ...$this->by_order()];
    }

    /** @return array<string, array<string, mixed>> */
    private function by_place(): array
    {
        return [
            'latest' => ['posts_per_page' => $this->random->getInt(1, 6)],
            'latest, endless' => ['posts_per_page' => $this->random->getInt(1, 6), 'no_found_rows' => true],
            'latest of the home page' => ['post_type' => 'post', 'posts_per_page' => 3, 'no_found_rows' => true],
            'second page' => ['posts_per_page' => 3, 'paged' => 2],
            'with an offset' => ['posts_per_page' => 3, 'offset' => 2, 'ignore_sticky_posts' => true, 'no_found_rows' => true],
            'all' => ['nopaging' => true],
            'get_posts' => ['posts_per_page' => 4, 'suppress_filters' => true, 'ignore_sticky_posts' => true, 'no_found_rows' => true],
            'an author' => ['author' => $this->one('users'), 'posts_per_page' => 4],
            'authors, but one' => ['author__not_in' => [$this->one('users')], 'posts_per_page' => 4, 'no_found_rows' => true, 'ignore_sticky_posts' => true],
            'an author by name' => ['author_name' => 'admin', 'posts_per_page' => 4],
            'several authors' => ['author__in' => [$this->one('users'), $this->one('users')], 'posts_per_page' => 4],
            'children of a page' => ['post_type' => 'page', 'post_parent' => $this->one('pages'), 'orderby' => ['menu_order' => 'ASC', 'ID' => 'ASC']],
            'children of pages' => ['post_type' => 'page', 'post_parent__in' => [$this->one('pages'), 0], 'orderby' => ['menu_order' => 'ASC', 'ID' => 'ASC']],
            'pages not below one' => ['post_type' => 'page', 'post_parent__not_in' => [$this->one('pages')]],
            'a year' => ['year' => 2026, 'posts_per_page' => 4],
            'a month' => ['year' => 2026, 'monthnum' => $this->random->getInt(1, 4)],
            'a month in short' => ['m' => '20260' . $this->random->getInt(1, 4)],
            'after a day' => ['date_query' => [['after' => '2026-02-10']], 'posts_per_page' => 4],
            'before a day' => ['date_query' => [['before' => '2026-03-10']], 'posts_per_page' => 4, 'no_found_rows' => true, 'ignore_sticky_posts' => true],
            'several types' => ['post_type' => ['post', 'page'], 'posts_per_page' => 5, 'no_found_rows' => true],
            'any type' => ['post_type' => 'any', 'posts_per_page' => 5],
            'any status' => ['post_status' => 'any', 'posts_per_page' => 5, 'ignore_sticky_posts' => true],
            'drafts' => ['post_status' => 'draft', 'orderby' => 'ID', 'posts_per_page' => 4],
        ];
    }

    /** @return array<string, array<string, mixed>> */
    private function by_terms(): array
    {
        $category = static fn(array $clause): array => ['taxonomy' => 'category', ...$clause];

        return [
            'a category with all below' => ['cat' => $this->one('categories'), 'posts_per_page' => 4],
            'a category, endless' => ['cat' => $this->one('categories'), 'posts_per_page' => 2, 'no_found_rows' => true],
            'a category alone' => ['tax_query' => [$category(['terms' => [$this->one('categories')], 'include_children' => false])]],
            'a category by name' => ['category_name' => 'top', 'posts_per_page' => 4],
            'a category nobody has' => ['category_name' => 'later'],
            'without a category' => ['category__not_in' => [$this->one('categories')], 'posts_per_page' => 4],
            'in two categories' => ['category__and' => [$this->one('categories'), $this->one('categories')]],
            'a tag' => ['tag_id' => $this->one('tags')],
            'a tag or a category' => ['tax_query' => ['relation' => 'OR', ['taxonomy' => 'post_tag', 'terms' => [$this->one('tags')]], $category(['terms' => [$this->one('categories')]])]],
            'a tag and a category below' => ['tax_query' => [['taxonomy' => 'post_tag', 'terms' => [$this->one('tags')]], $category(['terms' => [$this->one('categories')]])]],
            'a tag or none' => ['tax_query' => ['relation' => 'OR', ['taxonomy' => 'post_tag', 'operator' => 'NOT EXISTS'], ['taxonomy' => 'post_tag', 'terms' => [$this->one('tags')]]]],
            'nested' => ['tax_query' => [['relation' => 'OR', $category(['terms' => [$this->one('categories')]]), ['taxonomy' => 'post_tag', 'terms' => [$this->one('tags')]]], $category(['terms' => [1], 'operator' => 'NOT IN'])]],
            'tagged at all' => ['tax_query' => [['taxonomy' => 'post_tag', 'operator' => 'EXISTS']]],
        ];
    }

    /** @return array<string, array<string, mixed>> */
    private function by_content(): array
    {
        return [
            'these' => ['post__in' => [$this->one('posts'), $this->one('posts'), $this->one('posts')], 'orderby' => 'post__in', 'ignore_sticky_posts' => true],
            'these, by price' => ['post__in' => [$this->one('posts'), $this->one('posts'), $this->one('posts')], 'orderby' => ['meta_value_num' => 'ASC', 'ID' => 'ASC'], 'meta_key' => 'price', 'ignore_sticky_posts' => true],
            'all but these' => ['post__not_in' => [$this->one('posts'), $this->one('posts')], 'posts_per_page' => 4, 'no_found_rows' => true],
            'one by id' => ['p' => $this->one('posts')],
            'one by name' => ['name' => 'post-' . $this->random->getInt(1, 12)],
            'one by a name nobody has' => ['name' => 'later'],
            'some by name' => ['post_name__in' => ['post-1', 'post-4', 'later']],
            'a page by its path' => ['pagename' => 'page-1/page-' . $this->random->getInt(2, 5)],
            'a search' => ['s' => ['river', 'hill'][$this->random->getInt(0, 1)], 'posts_per_page' => 4],
            'a search that leaves out' => ['s' => 'river -hill', 'posts_per_page' => 4],
            'a title' => ['title' => 'Title 3'],
            'without a password' => ['has_password' => false, 'posts_per_page' => 4],
            'with a password' => ['has_password' => true],
            'open to comments' => ['comment_status' => 'open', 'posts_per_page' => 4],
            'of a price' => ['meta_query' => [['key' => 'price', 'value' => 50, 'compare' => '>', 'type' => 'NUMERIC']], 'posts_per_page' => 4],
            'without a price' => ['meta_query' => [['key' => 'price', 'compare' => 'NOT EXISTS']], 'posts_per_page' => 4],
            'any value' => ['meta_query' => [['value' => '77']]],
            'with comments' => ['comment_count' => ['value' => 1, 'compare' => '>=']],
            'attachments' => ['post_type' => 'attachment', 'post_status' => 'inherit', 'post_mime_type' => 'image'],
            'ids alone' => ['fields' => 'ids', 'posts_per_page' => 4],
            'ids with parents' => ['fields' => 'id=>parent', 'post_type' => 'page', 'posts_per_page' => 4],
        ];
    }

    /** @return array<string, array<string, mixed>> */
    private function by_order(): array
    {
        return [
            'by title' => ['orderby' => ['title' => 'ASC', 'ID' => 'ASC'], 'posts_per_page' => 4, 'no_found_rows' => true],
            'by name' => ['orderby' => ['name' => 'DESC', 'ID' => 'ASC'], 'posts_per_page' => 4],
            'by last save' => ['orderby' => ['modified' => 'DESC', 'ID' => 'DESC'], 'posts_per_page' => 4, 'no_found_rows' => true],
            'by comments' => ['orderby' => ['comment_count' => 'DESC', 'ID' => 'DESC'], 'posts_per_page' => 4, 'no_found_rows' => true],
            'by menu order' => ['post_type' => 'page', 'orderby' => ['menu_order' => 'ASC', 'ID' => 'ASC'], 'posts_per_page' => 3, 'no_found_rows' => true],
            'by price' => ['meta_key' => 'price', 'orderby' => ['meta_value_num' => 'DESC', 'ID' => 'ASC'], 'posts_per_page' => 4, 'no_found_rows' => true],
            'by author' => ['orderby' => ['author' => 'ASC', 'ID' => 'DESC'], 'posts_per_page' => 4, 'no_found_rows' => true],
            'oldest' => ['order' => 'ASC', 'posts_per_page' => 3, 'no_found_rows' => true, 'ignore_sticky_posts' => true],
            'by id' => ['orderby' => 'ID', 'posts_per_page' => 3, 'no_found_rows' => true],
        ];
    }

    /** @param 'categories'|'tags'|'users'|'posts'|'pages' $kind */
    private function one(string $kind): int
    {
        $ids = $this->site[$kind];

        return $ids === [] ? 0 : $ids[$this->random->getInt(0, count($ids) - 1)];
    }
}
