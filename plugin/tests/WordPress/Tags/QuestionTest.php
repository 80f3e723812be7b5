<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Database;
use DynamicCache\Engine\Fill;
use DynamicCache\Purge\PurgeQueue;
use PHPUnit\Framework\Attributes\DataProvider;

/** A template that asks about a post and prints the answer shows what it asked, however core found the answer. */
final class QuestionTest extends RenderTestCase
{
    public int $elbe = 0;

    public int $other = 0;

    public int $rivers = 0;

    public int $hills = 0;

    public int $page = 0;

    public int $top = 0;

    public int $ada = 0;

    public int $comment = 0;

    /**
     * @param \Closure(self): mixed $ask
     * @param \Closure(self): mixed $edit
     */
    #[DataProvider('answers')]
    public function test_another_answer_purges_the_page_that_gave_it(bool $isPrimed, \Closure $ask, \Closure $edit): void
    {
        $fill = $this->shown($isPrimed, $ask);
        $before = $this->output;

        $edit($this);
        PurgeQueue::flush_all();

        self::assertNotSame($before, $this->answer($ask), 'the edit changes the answer');
        self::assertNotSame('served', self::fate('/'), implode(' ', $fill));
    }

    /**
     * @param \Closure(self): mixed $ask
     * @param \Closure(self): mixed $edit
     */
    #[DataProvider('others')]
    public function test_what_cannot_change_the_answer_purges_nothing(bool $isPrimed, \Closure $ask, \Closure $edit): void
    {
        $fill = $this->shown($isPrimed, $ask);
        $before = $this->output;

        $edit($this);
        PurgeQueue::flush_all();

        self::assertSame($before, $this->answer($ask), 'the edit leaves the answer');
        self::assertSame('served', self::fate('/'), implode(' ', $fill));
    }

    /** @return iterable<string, array{bool, \Closure(self): mixed, \Closure(self): mixed}> */
    public static function answers(): iterable
    {
        $isNamed = static fn(self $site): bool => has_term('Rivers', 'category', $site->elbe);
        $asked = [
            'has_term, by id' => static fn(self $site): bool => has_term($site->rivers, 'category', $site->elbe),
            'has_term, by name' => $isNamed,
            'in_category' => static fn(self $site): bool => in_category('rivers', $site->elbe),
            'is_object_in_term' => static fn(self $site): bool => is_object_in_term($site->elbe, 'category', ['rivers']) === true,
            'get_the_terms' => static fn(self $site): string => self::names(get_the_terms($site->elbe, 'category')),
            'get_the_category_list' => static fn(self $site): string => get_the_category_list(', ', '', $site->elbe),
            'get_object_term_cache' => static fn(self $site): string => self::names(get_object_term_cache($site->elbe, 'category')),
            'wp_get_object_terms' => static fn(self $site): string => implode(array_filter((array) wp_get_object_terms($site->elbe, 'category', ['fields' => 'names']), 'is_string')),
        ];
        $moved = static fn(self $site) => wp_set_post_categories($site->elbe, [$site->hills]);
        $isRenamed = static fn(self $site) => wp_update_term($site->rivers, 'category', ['name' => 'Streams', 'slug' => 'streams']);
        foreach ($asked as $name => $ask) {
            foreach ([true, false] as $isPrimed) {
                if ($name === 'get_object_term_cache' && !$isPrimed) {
                    continue;
                }
                $how = $isPrimed ? 'primed' : 'not primed';
                yield "{$name}, {$how}, another category" => [$isPrimed, $ask, $moved];
                if ($name !== 'has_term, by id') {
                    yield "{$name}, {$how}, another name" => [$isPrimed, $ask, $isRenamed];
                }
            }
        }
        foreach ([true, false] as $isPrimed) {
            $how = $isPrimed ? 'primed' : 'not primed';
            $hasTag = static fn(self $site): bool => has_tag('', $site->elbe);
            yield "has_tag, none so far, {$how}" => [$isPrimed, $hasTag, static fn(self $site) => wp_set_post_tags($site->elbe, ['wet'])];
            yield "has_post_format, {$how}" => [$isPrimed, static fn(self $site): bool => has_post_format('quote', $site->elbe), static fn(self $site) => set_post_format($site->elbe, 'quote')];
            yield "has_term, that gets the name, {$how}" => [$isPrimed, static fn(self $site): bool => has_term('Streams', 'category', $site->elbe), $isRenamed];
        }
    }

    /**
     * @param \Closure(self): mixed $ask
     * @param \Closure(self): mixed $edit
     */
    #[DataProvider('answers_about_others')]
    public function test_another_answer_about_something_that_is_not_in_the_loop_purges_the_page(\Closure $ask, \Closure $edit): void
    {
        $this->test_another_answer_purges_the_page_that_gave_it(true, $ask, $edit);
    }

    /** @return iterable<string, array{\Closure(self): mixed, \Closure(self): mixed}> */
    public static function answers_about_others(): iterable
    {
        $below = static fn(self $site) => wp_update_post(['ID' => $site->page, 'post_parent' => $site->top]);
        $draft = static fn(self $site) => self::set_status($site->elbe, 'private');
        yield 'get_the_content' => [static fn(self $site): string => get_the_content(null, false, $site->elbe), static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_content' => 'More.'])];
        yield 'has_block' => [static fn(self $site): bool => has_block('core/spacer', $site->elbe), static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_content' => '<!-- wp:spacer /-->'])];
        yield 'get_post_galleries' => [static fn(self $site): int => count(get_post_galleries($site->elbe, false)), static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_content' => '[gallery ids="1"]'])];
        yield 'has_excerpt' => [static fn(self $site): bool => has_excerpt($site->elbe), static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_excerpt' => 'In short.'])];
        yield 'get_post_status' => [static fn(self $site): mixed => get_post_status($site->elbe), $draft];
        yield 'get_post_type' => [static fn(self $site): mixed => get_post_type($site->elbe), static fn(self $site) => set_post_type($site->elbe, 'page')];
        yield 'is_post_publicly_viewable' => [static fn(self $site): bool => is_post_publicly_viewable($site->elbe), $draft];
        yield 'post_password_required' => [static fn(self $site): bool => post_password_required($site->elbe), static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_password' => 'sesame'])];
        yield 'has_post_parent' => [static fn(self $site): bool => has_post_parent($site->page), $below];
        yield 'wp_get_post_parent_id' => [static fn(self $site): mixed => wp_get_post_parent_id($site->page), $below];
        yield 'get_post_ancestors' => [static fn(self $site): array => get_post_ancestors($site->page), $below];
        yield 'get_ancestors of a page' => [static fn(self $site): array => get_ancestors($site->page, 'page', 'post_type'), $below];
        yield 'get_page_uri' => [static fn(self $site): mixed => get_page_uri($site->page), $below];
        yield 'get_post_timestamp' => [static fn(self $site): mixed => get_post_timestamp($site->elbe), static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_date' => '2026-01-01 00:00:00'])];
        yield 'get_post_timestamp, modified' => [static fn(self $site): mixed => get_post_timestamp($site->elbe, 'modified'), static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_content' => 'More.'])];
        yield 'get_lastpostdate' => [static fn(): mixed => get_lastpostdate('blog', 'post'), static fn() => wp_trash_post(1)];
        yield 'get_lastpostmodified' => [static fn(): mixed => get_lastpostmodified('blog'), static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_content' => 'More.'])];
        yield 'is_multi_author' => [static fn(): bool => is_multi_author(), static fn(self $site) => self::post(['post_author' => $site->ada])];
        yield 'term_exists' => [static fn(): bool => term_exists('Rivers', 'category') !== null, static fn(self $site) => wp_delete_term($site->rivers, 'category')];
        yield 'term_exists, not yet' => [static fn(): bool => term_exists('Lakes', 'category') !== null, static fn() => self::term('Lakes')];
        yield 'get_cat_ID' => [static fn(): int => get_cat_ID('Rivers'), static fn(self $site) => wp_update_term($site->rivers, 'category', ['name' => 'Streams'])];
        yield 'get_terms for ids' => [static fn(): mixed => get_terms(['taxonomy' => 'category', 'slug' => 'rivers', 'fields' => 'ids', 'hide_empty' => false]), static fn(self $site) => wp_update_term($site->rivers, 'category', ['slug' => 'streams'])];
        $under = static fn(self $site) => wp_update_term($site->rivers, 'category', ['parent' => max(0, $site->hills)]);
        yield 'cat_is_ancestor_of' => [static fn(self $site): bool => cat_is_ancestor_of($site->hills, $site->rivers), $under];
        yield 'get_ancestors of a category' => [static fn(self $site): array => get_ancestors($site->rivers, 'category', 'taxonomy'), $under];
        yield 'get_category_parents' => [static fn(self $site): string => self::text(get_category_parents($site->rivers)), static fn(self $site) => wp_update_term($site->rivers, 'category', ['name' => 'Streams'])];
        yield 'get_comment' => [static fn(self $site): string => get_comment_text($site->comment), static fn(self $site) => wp_update_comment(['comment_ID' => $site->comment, 'comment_content' => 'Other words.'])];
        yield 'user_can' => [static fn(self $site): bool => user_can($site->ada, 'edit_others_posts'), static fn(self $site) => (new \WP_User($site->ada))->set_role('editor')];
        yield 'get_post_time' => [static fn(self $site): mixed => get_post_time('U', false, $site->elbe), static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_date' => '2026-01-01 00:00:00', 'edit_date' => true])];
        yield 'get_post_modified_time' => [static fn(self $site): mixed => get_post_modified_time('U', false, $site->elbe), static fn(self $site) => wp_update_post(['ID' => $site->elbe])];
        yield 'get_the_modified_date' => [static fn(self $site): mixed => get_the_modified_date('U', $site->elbe), static fn(self $site) => wp_update_post(['ID' => $site->elbe])];
        $sorted = static fn(self $site) => update_term_meta($site->hills, 'order', '1');
        yield 'get_terms, sorted by meta' => [static fn(): mixed => get_terms(['taxonomy' => 'category', 'hide_empty' => false, 'meta_key' => 'order', 'orderby' => 'meta_value_num', 'fields' => 'ids']), $sorted];
        yield 'get_terms, with meta of any key' => [static fn(): mixed => get_terms(['taxonomy' => 'category', 'hide_empty' => false, 'meta_value' => '1', 'fields' => 'ids']), $sorted];
        yield 'get_comments, sorted by meta' => [static fn(): mixed => get_comments(['meta_key' => 'stars', 'orderby' => 'meta_value_num', 'fields' => 'ids']), static fn(self $site) => update_comment_meta($site->comment, 'stars', '5')];
        yield 'get_comments, sorted by votes' => [static fn(): mixed => wp_list_pluck(get_comments(['orderby' => 'comment_karma', 'update_comment_post_cache' => false]), 'comment_karma'), static fn(self $site) => wp_update_comment(['comment_ID' => $site->comment, 'comment_karma' => 7])];
        yield 'wp_list_bookmarks' => [static fn(): mixed => wp_list_bookmarks(['echo' => false]), static function (): void {
            require_once self::core_file('wp-admin/includes/bookmark.php');
            wp_insert_link(['link_name' => 'Elbe', 'link_url' => 'https://elbe.example']);
        }];
        yield 'settings of another theme' => [static fn(): mixed => get_option('theme_mods_parent'), static fn() => update_option('theme_mods_parent', ['colour' => 'red'])];
        yield 'an option that is called like one of core' => [static fn(): mixed => get_option('shop_shows_children'), static fn() => update_option('shop_shows_children', 'yes')];
        yield 'terms of a user' => [static function (self $site): mixed {
            register_taxonomy('team', 'user');

            return wp_get_object_terms($site->ada, 'team', ['fields' => 'names']);
        }, static fn(self $site) => wp_set_object_terms($site->ada, 'Rowers', 'team')];
        yield 'core/term-count' => [self::block('<!-- wp:term-name /--><!-- wp:term-count /-->'), static fn(self $site) => self::post(['post_category' => [$site->rivers]])];
        $bound = static fn(string $field): \Closure => self::block('<!-- wp:paragraph {"metadata":{"bindings":{"content":{"source":"core/term-data","args":{"field":"' . $field . '"}}}}} --><p></p><!-- /wp:paragraph -->');
        yield 'core/term-data, number' => [$bound('count'), static fn(self $site) => self::post(['post_category' => [$site->rivers]])];
        yield 'core/term-data, description' => [$bound('description'), static fn(self $site) => wp_update_term($site->rivers, 'category', ['description' => 'Wet.'])];
        yield 'core/term-data, parent' => [$bound('parent'), $under];
        yield 'username_exists' => [static fn(): bool => username_exists('ada') !== false, static function (self $site): void {
            require_once self::core_file('wp-admin/includes/user.php');
            wp_delete_user($site->ada);
        }];
    }

    /** @return \Closure(self): string blocks as they stand in a list of categories */
    private static function block(string $markup): \Closure
    {
        return static fn(self $site): string => implode('', array_map(
            static fn(array $block): string => (new \WP_Block($block, ['termId' => $site->rivers, 'taxonomy' => 'category']))->render(),
            parse_blocks($markup),
        ));
    }

    /** @return iterable<string, array{bool, \Closure(self): mixed, \Closure(self): mixed}> */
    public static function others(): iterable
    {
        foreach ([true, false] as $isPrimed) {
            $how = $isPrimed ? 'primed' : 'not primed';
            $isIn = static fn(self $site): bool => has_term($site->rivers, 'category', $site->elbe);
            yield "by id, another name, {$how}" => [$isPrimed, $isIn, static fn(self $site) => wp_update_term($site->rivers, 'category', ['name' => 'Streams'])];
            yield "another post's categories, {$how}" => [$isPrimed, $isIn, static fn(self $site) => wp_set_post_categories($site->other, [$site->hills])];
            yield "its tags, {$how}" => [$isPrimed, $isIn, static fn(self $site) => wp_set_post_tags($site->elbe, ['wet'])];
            yield "authors, one more post, {$how}" => [$isPrimed, static fn(): bool => is_multi_author(), static fn() => self::post()];
            yield "an id, another name, {$how}" => [$isPrimed, static fn(self $site): bool => has_post_parent($site->page), static fn(self $site) => wp_update_post(['ID' => $site->page, 'post_title' => 'Other'])];
            yield "its text, {$how}" => [$isPrimed, $isIn, static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_content' => 'More.'])];
        }
    }

    /**
     * The page of that question, stored.
     *
     * @param \Closure(self): mixed $ask
     *
     * @return list<string> its tags
     */
    private function shown(bool $isPrimed, \Closure $ask): array
    {
        $this->rivers = self::term('Rivers');
        $this->hills = self::term('Hills');
        $this->elbe = self::post(['post_category' => [$this->rivers]]);
        $this->other = self::post(['post_category' => [$this->rivers]]);
        $this->top = self::post(['post_type' => 'page', 'post_name' => 'top']);
        $this->page = self::post(['post_type' => 'page', 'post_name' => 'below']);
        add_filter('wp_hash_password_options', static fn(): array => ['cost' => 4]);
        $this->ada = self::number(wp_insert_user(['user_login' => 'ada', 'user_pass' => 'password', 'role' => 'author']));
        $this->comment = self::number(wp_insert_comment(['comment_post_ID' => $this->elbe, 'comment_content' => 'Words.', 'comment_approved' => '1']));
        // So that a save of now is later than all of these.
        $database = Database::connection();
        $database->query((string) $database->prepare("UPDATE %i SET post_modified = '2026-03-10 12:00:00', post_modified_gmt = '2026-03-10 12:00:00'", $database->posts));
        // What is rare is worth a purge after the first render that showed it.
        $this->fresh_ask($isPrimed, $ask);
        $fill = $this->fresh_ask($isPrimed, $ask);
        self::store_page('/', $fill->tags());

        return $fill->tags();
    }

    /** @param \Closure(self): mixed $ask */
    private function fresh_ask(bool $isPrimed, \Closure $ask): Fill
    {
        $this->drain();
        wp_cache_flush();

        return $this->observe(function () use ($isPrimed, $ask): void {
            if ($isPrimed) {
                update_object_term_cache([$this->elbe, $this->other], 'post');
            }
            echo serialize($ask($this));
        });
    }

    private static function number(mixed $made): int
    {
        return is_int($made) ? $made : throw new \LogicException('It was not made.');
    }

    private static function names(mixed $terms): string
    {
        return implode(' ', array_map(static fn(mixed $term): string => $term instanceof \WP_Term ? $term->name : '', is_array($terms) ? $terms : []));
    }

    private static function text(mixed $text): string
    {
        return is_string($text) ? $text : '';
    }

    private static function set_status(int $id, string $status): mixed
    {
        return wp_update_post(['ID' => $id, 'post_status' => $status]);
    }

    /** @param \Closure(self): mixed $ask */
    private function answer(\Closure $ask): string
    {
        wp_cache_flush();
        update_object_term_cache([$this->elbe], 'post');

        return serialize($ask($this));
    }
}
