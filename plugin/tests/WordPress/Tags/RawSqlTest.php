<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Database;
use DynamicCache\Purge\PurgeQueue;
use PHPUnit\Framework\Attributes\DataProvider;

/** A page with SQL of a plugin's own goes with the columns, and the type, that the statement names. */
final class RawSqlTest extends RenderTestCase
{
    private const COUNT = "SELECT COUNT(*) FROM {posts} WHERE post_status = 'publish' AND post_type = 'post'";
    private const TITLES = "SELECT ID, post_title FROM {posts} WHERE post_status = 'publish' AND post_type = 'post' ORDER BY ID";
    private const POPULAR = "SELECT ID FROM {posts} AS p WHERE p.post_type IN ( 'post' ) ORDER BY p.comment_count DESC";
    private const STAR = "SELECT p.* FROM {posts} p WHERE p.post_type = 'post'";
    private const ANY_TYPE = "SELECT post_title FROM {posts} WHERE post_status = 'publish'";
    private const EITHER = "SELECT post_title FROM {posts} WHERE post_type = 'post' OR menu_order > 5";
    private const OF_TERM = 'SELECT object_id FROM {relationships} WHERE term_taxonomy_id > 0';
    private const SAVED = "SELECT MAX(post_modified) FROM {posts} WHERE post_type = 'post'";

    public int $elbe = 0;

    public int $about = 0;

    /** @param \Closure(self): mixed $edit */
    #[DataProvider('cells')]
    public function test_exactly_what_the_statement_names_purges_the_page(string $sql, \Closure $edit, bool $isGone): void
    {
        $this->elbe = self::post(['post_title' => 'Elbe']);
        $this->about = self::post(['post_title' => 'About', 'post_type' => 'page']);
        $this->print($sql);
        $tags = $this->print($sql);
        self::store_page('/', $tags);

        $edit($this);
        PurgeQueue::flush_all();

        self::assertSame($isGone, self::fate('/') !== 'served', implode(' ', $tags));
    }

    /** @return iterable<string, array{string, \Closure(self): mixed, bool}> */
    public static function cells(): iterable
    {
        $edits = [
            'text' => static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_content' => 'More.']),
            'title' => static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_title' => 'Labe']),
            'new' => static fn() => self::post(),
            'trashed' => static fn(self $site) => wp_trash_post($site->elbe),
            'title of a page' => static fn(self $site) => wp_update_post(['ID' => $site->about, 'post_title' => 'On us']),
            'new page' => static fn() => self::post(['post_type' => 'page']),
            'categories' => static fn(self $site) => wp_set_post_categories($site->elbe, [self::term('Rivers')]),
            'comment' => static fn(self $site) => wp_insert_comment(['comment_post_ID' => $site->elbe, 'comment_approved' => '1', 'comment_content' => 'Words.']),
            'saved as it is' => static fn(self $site) => wp_update_post(['ID' => $site->elbe]),
            'draft' => static fn() => self::post(['post_status' => 'draft']),
            'becomes a page' => static fn(self $site) => set_post_type($site->elbe, 'page'),
        ];
        $gone = [
            self::COUNT => ['new', 'trashed', 'becomes a page'],
            self::TITLES => ['title', 'new', 'trashed', 'becomes a page'],
            self::POPULAR => ['new', 'trashed', 'comment', 'becomes a page'],
            self::STAR => ['text', 'title', 'new', 'trashed', 'title of a page', 'new page', 'categories', 'becomes a page'],
            self::ANY_TYPE => ['title', 'new', 'trashed', 'title of a page', 'new page', 'becomes a page'],
            self::EITHER => ['title', 'new', 'trashed', 'title of a page', 'new page', 'becomes a page'],
            self::OF_TERM => ['new', 'trashed', 'categories', 'new page', 'becomes a page'],
            self::SAVED => ['text', 'title', 'new', 'trashed', 'saved as it is', 'becomes a page'],
        ];
        foreach ($gone as $sql => $names) {
            foreach ($edits as $name => $edit) {
                yield "{$sql}, {$name}" => [$sql, $edit, in_array($name, $names, true)];
            }
        }
    }

    /** @param \Closure(self): mixed $edit */
    #[DataProvider('spellings')]
    public function test_a_statement_is_understood_however_it_is_written(string $sql, \Closure $edit, bool $isGone): void
    {
        $this->test_exactly_what_the_statement_names_purges_the_page($sql, $edit, $isGone);
    }

    /** @return iterable<string, array{string, \Closure(self): mixed, bool}> */
    public static function spellings(): iterable
    {
        $post = static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_title' => 'Labe']);
        $page = static fn(self $site) => wp_update_post(['ID' => $site->about, 'post_title' => 'On us']);
        $titles = "SELECT post_title FROM {posts} WHERE post_status = 'publish'";
        foreach (['/* a plugin */ ', "-- a plugin\n", "# a plugin\n", "/* it's one */ ", '/**/ /* two */ '] as $before) {
            yield "{$before} in front" => [$before . $titles, $post, true];
        }
        yield 'a comment within' => ["SELECT/* it's one */post_title/**/FROM/**/{posts}/* WHERE post_type = 'page' */WHERE post_status='publish'", $post, true];
        yield 'a name for a part' => ["WITH found AS ( {$titles} ) SELECT * FROM found", $post, true];
        yield 'texts in other quotes' => [strtr($titles, "'", '"') . ' AND post_type = "post"', $post, true];
        yield 'another type in other quotes' => [strtr($titles, "'", '"') . ' AND post_type = "page"', $post, false];
        yield 'in brackets and back quotes' => ["SELECT `post_title` FROM `{posts}` WHERE ( 1 = 1 ) AND `{posts}`.`post_type` IN ( 'post' , 'nothing' ) LIMIT 5", $page, false];
        $ofType = [
            'sorted by the type' => "{$titles} ORDER BY post_type = 'post' DESC, ID",
            'sorted by a list of types' => "{$titles} ORDER BY post_type IN ( 'post' ), ID",
            'a type that is not meant' => "SELECT post_title FROM {posts} WHERE ( post_type = 'post' ) = 0",
            'a type that is false' => "SELECT post_title FROM {posts} WHERE post_type = 'post' IS FALSE",
            'a type in a function' => "SELECT post_title FROM {posts} WHERE COALESCE( 1 AND post_type = 'post' AND 1, 1 ) < 1",
            'a type in a comment' => "SELECT post_title FROM {posts} WHERE /* post_type = 'post' AND */ post_status = 'publish'",
            'a type in a text' => "SELECT post_title FROM {posts} WHERE post_name <> ' AND post_type = ''post'' ' AND post_status = 'publish'",
            'a type as a number' => "SELECT post_title FROM {posts} WHERE post_type IN ( 'post', 0x70616765 )",
            'a type that is put together' => "SELECT post_title FROM {posts} WHERE post_type IN ( 'post', CONCAT( 'pa', 'ge' ) )",
        ];
        foreach ($ofType as $name => $sql) {
            yield $name => [$sql, $page, true];
        }
        $drafts = "SELECT COUNT(*) FROM {posts} WHERE post_type = 'post' AND post_status = 'draft'";
        yield 'how many drafts' => [$drafts, static fn() => self::post(['post_status' => 'draft']), true];
        yield 'how many drafts, a new page' => [$drafts, static fn() => self::post(['post_type' => 'page']), false];
        $comment = static fn(string $status): \Closure => static fn(self $site) => wp_insert_comment(['comment_post_ID' => $site->elbe, 'comment_content' => 'Words.', 'comment_approved' => $status]);
        yield 'all comments, one that waits' => ['SELECT COUNT(*) FROM {comments}', $comment('0'), true];
        yield 'comments that wait' => ["SELECT COUNT(*) FROM {comments} WHERE comment_approved = '0'", $comment('0'), true];
        yield 'comments that are shown, one that waits' => ["SELECT COUNT(*) FROM {comments} WHERE comment_approved = '1'", $comment('0'), false];
        yield 'comments that are shown' => ['SELECT COUNT(*) FROM {comments} WHERE `comment_approved` = 1', $comment('1'), true];
        $option = "SELECT option_value FROM {options} WHERE option_name IN ( 'shop_banner', \"blogname\" )";
        yield 'an option' => [$option, static fn() => update_option('shop_banner', 'Sale'), true];
        yield 'an option of core' => [$option, static fn() => update_option('blogname', 'Another'), true];
        $fields = "SELECT option_value FROM {options} WHERE option_name LIKE '\\_crb\\_%' OR option_name LIKE 'opt-%ions'";
        yield 'an option by how its name begins' => [$fields, static fn() => update_option('_crb_footer', 'Sale'), true];
        yield 'an option by another beginning' => [$fields, static fn() => update_option('opt-ions', 'Sale'), true];
        yield 'an option with another beginning' => [$fields, static fn() => update_option('crb_footer', 'Sale'), false];
        yield 'an option that is taken away' => [$fields, static fn() => update_option('_CRB_footer', 'Sale') && delete_option('_CRB_footer'), true];
        yield 'an option by a pattern' => ["SELECT option_value FROM {options} WHERE option_name REGEXP '^crb'", static fn() => update_option('crb_footer', 'Sale'), true];
        yield 'an option by how its name ends' => ["SELECT option_value FROM {options} WHERE option_name LIKE '%footer'", static fn() => update_option('crb_footer', 'Sale'), true];
        yield 'another option' => [$option, static fn() => update_option('shop_colour', 'red'), false];
    }

    public function test_a_post_is_about_to_change_and_its_page_waits_for_the_flush(): void
    {
        $this->elbe = self::post(['post_title' => 'Elbe']);
        $this->print(self::TITLES);
        self::store_page('/', $this->print(self::TITLES));

        wp_update_post(['ID' => $this->elbe, 'post_title' => 'Labe']);

        self::assertSame('suspect', self::fate('/'));
    }

    public function test_a_question_of_other_code_is_heard_in_the_middle_of_one_of_core(): void
    {
        $this->elbe = self::post(['post_title' => 'Elbe']);
        $this->drain();
        $database = Database::connection();
        $hasAsked = false;
        $ask = static function (string $sql) use ($database, &$hasAsked): string {
            if (!$hasAsked) {
                $hasAsked = true;
                $database->get_var(strtr(self::COUNT, ['{posts}' => $database->posts]));
            }

            return $sql;
        };

        $fill = $this->observe(static function () use ($ask): void {
            add_filter('query', $ask);
            new \WP_Query(['post_type' => 'post', 's' => 'Elbe']);
        });

        self::assertTrue($hasAsked);
        self::assertSame(['sql:posts.post~rows', 'sql:posts~all'], self::starting('sql:', $fill));
    }

    /** @return list<string> tags of the page */
    private function print(string $sql): array
    {
        $database = Database::connection();
        $this->drain();

        return $this->observe(static function () use ($database, $sql): void {
            $database->get_results(strtr($sql, ['{posts}' => $database->posts, '{relationships}' => $database->term_relationships, '{comments}' => $database->comments, '{options}' => $database->options]));
        })->tags();
    }
}
