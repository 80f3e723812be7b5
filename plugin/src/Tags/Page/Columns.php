<?php

/**
 * Columns of posts and terms that core shows past every hook, or not at all: how many comments a post has, when it was
 * saved last, how many posts a term has. Whoever was handed the object may print them, which is no event in PHP.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Page;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\Callers\ThemeCode;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\TermFacet;

final class Columns
{
    /** Those of posts, as code names them. */
    private const OF_POSTS = '/comment_count|post_modified|post_date_gmt|post_content_filtered/';

    /** That of terms. */
    private const OF_TERMS = '/->\s*count\b(?!\s*\()|[\'"]count[\'"]\s*\]/';

    /** Numbers below are on every page, and decide more often than they are printed: whether there are any, or others. */
    private const SMALL = 10;

    /** @var array<int, bool> id → whether themes alone were handed it */
    private array $posts = [];

    /** @var array<int, array{int, bool}> id → how many posts it has, and whether themes alone were handed it */
    private array $terms = [];

    /** Null: it is not known. */
    private ?string $output = null;

    /** Code outside of core was handed the post; a theme, or somebody else too. */
    public function post(int $id, bool $isOfTheme): void
    {
        $this->posts[$id] = $isOfTheme && ($this->posts[$id] ?? true);
    }

    /** Whether code that is no theme's may print anything of the post: more is not to be known. */
    public function has_post(int $id): bool
    {
        return ($this->posts[$id] ?? true) === false;
    }

    /** The same of a term, with the number of posts that it has now. */
    public function term(\WP_Term $term, bool $isOfTheme): void
    {
        $this->terms[$term->term_id] = [$term->count, $isOfTheme && ($this->terms[$term->term_id][1] ?? true)];
    }

    /**
     * Whether the numbers of posts may be printed, or decide about the order. Code outside of core can read them from
     * every term that it lists.
     *
     * @param array<mixed> $vars
     */
    public static function are_of_list(array $vars): bool
    {
        $fields = $vars['fields'] ?? 'all';
        if (isset($vars['largest']) || ($vars['orderby'] ?? '') === 'count') {
            return true;
        }
        $caller = Caller::now();
        if (in_array($caller->entry(), ['wp_list_categories', 'wp_dropdown_categories', 'wp_nav_menu', 'has_nav_menu'], true) || Caller::innermost(['render_block_core_categories' => true, 'WP_Widget_Categories::widget' => true]) !== '') {
            return (bool) ($vars['show_count'] ?? false);
        }

        return $caller->isForeign && in_array($fields, ['all', 'all_with_object_id'], true);
    }

    /** What the visitor gets. */
    public function show(string $output): void
    {
        $this->output .= $output;
    }

    /** When the page is done: tags what was handed out and may be printed. */
    public function finish(PageTags $page): void
    {
        $isInTheme = in_array(true, $this->posts, true) && ThemeCode::has(self::OF_POSTS);
        foreach ($this->posts as $id => $isOfTheme) {
            if (!$isOfTheme || $isInTheme) {
                $page->rare(RareFacet::HANDED, Tag::facet(Tag::post($id), RareFacet::HANDED));
            }
        }
        $isInTheme = in_array(true, array_column($this->terms, 1), true) && ThemeCode::has(self::OF_TERMS);
        foreach ($this->terms as $id => [$count, $isOfTheme]) {
            if ((!$isOfTheme || $isInTheme) && $this->may_print($count)) {
                $page->rare(RareFacet::TERM_COUNT, TermFacet::Count->of($id));
            }
        }
    }

    /** Whether that number is somewhere on the page, written in whatever way. */
    private function may_print(int $count): bool
    {
        // 1234 is written as 1,234 or 1.234 too, or with a blank of some kind.
        $digits = preg_replace('/\B(?=(?:[0-9]{3})+$)/', '[^0-9<>]{0,8}?', (string) $count);

        return $count < self::SMALL || $this->output === null || preg_match("/(?<![0-9]){$digits}(?![0-9])/", $this->output) !== 0;
    }
}
