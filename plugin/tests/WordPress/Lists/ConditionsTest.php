<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use DynamicCache\Database;
use DynamicCache\Lists\Conditions;
use DynamicCache\Lists\ListedPost;
use DynamicCache\Tags\Sql\ListConditions;
use DynamicCache\Tags\Sql\ListSql;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;
use Random\Engine\Mt19937;
use Random\Randomizer;

/** What PHP says about a post and a query, against what the database says. */
final class ConditionsTest extends WordPressTestCase
{
    public function test_never_denies_what_the_database_finds_and_never_affirms_what_it_does_not(): void
    {
        $random = new Randomizer(new Mt19937(random_int(1, 1_000_000_000)));
        $site = (new Editor($random))->make_site();
        $answers = ['yes' => 0, 'no' => 0];
        foreach ((new Shapes($random, $site))->all() as $name => $args) {
            $query = new \WP_Query(['nopaging' => true, 'ignore_sticky_posts' => true, 'suppress_filters' => true, 'fields' => 'ids'] + $args);
            $conditions = (new ListConditions(self::posts()))->of(Database::connection()->remove_placeholder_escape((string) $query->request));
            foreach ([...$site['posts'], ...$site['pages']] as $id) {
                $holds = Conditions::hold($conditions, self::listed($id));
                $isFound = in_array($id, array_filter($query->posts ?? [], is_int(...)), true);
                self::assertNotSame(!$isFound, $holds, "“{$name}” and post {$id}: {$query->request}\n" . json_encode($conditions));
                $answers[$holds === null ? 'perhaps' : ($holds ? 'yes' : 'no')] = 1 + ($answers[$holds === null ? 'perhaps' : ($holds ? 'yes' : 'no')] ?? 0);
            }
        }
        self::assertGreaterThan(200, min($answers['yes'], $answers['no']), 'It hardly ever knows: ' . json_encode($answers));
    }

    /** @param array<mixed> $expected */
    #[DataProvider('wheres')]
    public function test_reads_conditions_as_the_database_does(string $where, array $expected): void
    {
        self::assertSame($expected, (new ListConditions('wp_posts'))->of("SELECT wp_posts.ID FROM wp_posts WHERE {$where}\nORDER BY wp_posts.post_date DESC LIMIT 0, 5"));
    }

    /** @return iterable<string, array{string, array<mixed>}> */
    public static function wheres(): iterable
    {
        yield 'OR binds less than AND' => ['wp_posts.ID = 1 OR wp_posts.ID = 2 AND wp_posts.menu_order = 3', ['any', ['in', 'ID', ['1']], ['all', ['in', 'ID', ['2']], ['in', 'menu_order', ['3']]]]];
        yield 'brackets around two groups are not around the whole' => ['(wp_posts.ID = 1) AND (wp_posts.ID = 2)', ['all', ['in', 'ID', ['1']], ['in', 'ID', ['2']]]];
        yield 'words in a text are text' => ["wp_posts.post_title LIKE '%this OR that) AND (%' AND wp_posts.ID = 1", ['all', ['maybe'], ['in', 'ID', ['1']]]];
        yield 'an escaped quote ends no text' => ["wp_posts.post_title = 'it\\'s 1 = 1 OR' AND wp_posts.ID = 1", ['all', ['maybe'], ['in', 'ID', ['1']]]];
        yield 'a function is not understood' => ['LENGTH(wp_posts.post_title) > 3 AND 0 = 1', ['all', ['maybe'], ['never']]];
        yield 'a column of another table is not ours' => ["wp_postmeta.post_status = 'x'", ['maybe']];
        yield 'NOT in front of a group is not understood' => ['NOT (wp_posts.ID = 1 AND wp_posts.ID = 2)', ['maybe']];
        yield 'LIMIT of a subquery does not end the conditions' => ['wp_posts.ID IN (SELECT post_id FROM x LIMIT 3) AND wp_posts.ID = 1', ['all', ['maybe'], ['in', 'ID', ['1']]]];
    }

    public function test_texts_that_only_look_alike_to_the_database_are_a_perhaps(): void
    {
        $post = new ListedPost(['post_name' => 'café', 'post_password' => '', 'post_date' => '2026-02-03 00:00:00'], []);

        self::assertNull(Conditions::hold(['in', 'post_name', ['cafe']], $post));
        self::assertTrue(Conditions::hold(['in', 'post_password', ['  ']], $post));
        self::assertTrue(Conditions::hold(['compare', 'post_date', '<=', '2026-02-03'], $post));
        self::assertNull(Conditions::hold(['compare', 'post_date', '<=', 'tomorrow'], $post));
        self::assertNull(Conditions::hold(['in', 'comment_count', ['0']], $post));
        self::assertNull(Conditions::hold('nonsense', $post));
    }

    public function test_the_order_is_known_only_where_php_sorts_alike(): void
    {
        $order = static fn(string $by): ?array => (new ListSql("SELECT wp_posts.ID FROM wp_posts WHERE 1=1 {$by} LIMIT 0, 5", 'wp_posts'))->order();

        self::assertSame([['menu_order', false], ['ID', true]], $order('ORDER BY wp_posts.menu_order ASC, wp_posts.ID DESC'));
        self::assertNull($order('ORDER BY wp_posts.post_title ASC'));
        self::assertNull($order('ORDER BY wp_posts.post_date DESC, wp_posts.post_title ASC'));
        self::assertNull($order('ORDER BY FIELD(wp_posts.ID,1,2)'));
        self::assertNull($order(''));
    }

    private static function listed(int $id): ListedPost
    {
        $post = get_post($id);
        self::assertInstanceOf(\WP_Post::class, $post);
        $columns = array_map(strval(...), array_filter($post->to_array(), is_scalar(...)));
        $terms = wp_get_object_terms($id, get_object_taxonomies($post->post_type));

        return new ListedPost(
            array_filter($columns, is_string(...), ARRAY_FILTER_USE_KEY),
            array_values(array_map(static fn(\WP_Term $term): int => $term->term_taxonomy_id, is_array($terms) ? $terms : [])),
        );
    }

    private static function posts(): string
    {
        return Database::connection()->posts;
    }
}
