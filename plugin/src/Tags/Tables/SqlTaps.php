<?php

/**
 * SQL that a plugin or a theme writes itself: nothing else shows what it reads, so its page depends on whole tables of
 * core, of posts on the columns that it names. What core asks passes the other taps.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Tables;

use DynamicCache\Database;
use DynamicCache\Tags\Callers\SqlCaller;
use DynamicCache\Tags\CommentFacet;
use DynamicCache\Tags\OptionMeaning;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Records\ListRecords;
use DynamicCache\Tags\Sql\RawSql;
use DynamicCache\Tags\Sql\SqlCondition;
use DynamicCache\Tags\Tag;

final class SqlTaps
{
    /** Table → what its changes are purged under. */
    private const TABLES = [
        'posts' => ['posts'],
        'postmeta' => ['postmeta'],
        'terms' => ['terms'],
        'term_taxonomy' => ['terms'],
        'term_relationships' => ['terms', 'posts'],
        'termmeta' => ['termmeta'],
        'comments' => ['comments'],
        'commentmeta' => ['commentmeta'],
        'users' => ['users'],
        'usermeta' => ['users', 'usermeta'],
        'links' => ['links'],
        'options' => ['options'],
    ];

    /** Tables that all sites of a network have in common. */
    private const SHARED = ['users', 'usermeta'];

    /** @var array<string, string> prefixes of tables → pattern of a table's name */
    private static array $patterns = [];

    private readonly SqlAnswers $answers;

    /** @var array<string, int> statement that the clock may have a say in → when it was asked */
    private array $timed = [];

    /** @param ListRecords|null $records where questions for tables of plugins are written down; null: nowhere */
    public function __construct(private readonly PageTags $page, ?ListRecords $records)
    {
        $this->answers = new SqlAnswers($page, $records);
    }

    public function boot(): void
    {
        add_filter('query', $this->observe(...), PHP_INT_MAX);
        add_filter('get_bookmarks', $this->links(...), PHP_INT_MAX);
    }

    /** Before another site is switched to, whose questions are none of this one. */
    public function pause(): void
    {
        $this->answers->take();
    }

    /** What has to be known before the answer is out: how long what it says stays so. */
    public function expire(): void
    {
        $timed = $this->timed;
        $this->timed = [];
        $end = $timed === [] ? null : new SqlEnd(wp_timezone());
        foreach ($timed as $sql => $asked) {
            // What it compares with was worked out a moment before it was asked.
            $ends = $end?->of($sql, $asked - 1);
            if ($ends !== null) {
                $this->page->expire_at($ends);
            }
        }
    }

    /** At the end of the render: writes down the questions, and tags the page. */
    public function finish(): void
    {
        $this->answers->finish();
    }

    private function observe(mixed $sql = ''): mixed
    {
        $this->answers->take();
        // Most of it is core's own, which costs less to see than what tables are in it.
        if (!is_string($sql) || !SqlCondition::is_question($sql)) {
            return $sql;
        }
        $isForeign = SqlCaller::is_foreign();
        // Plugins join tables of theirs to what core asks; what a WP_Query finds then is written down as a list.
        if ($isForeign || (OwnTables::may_be_in($sql) && !SqlCaller::is_query_for_posts())) {
            $plain = Database::connection()->remove_placeholder_escape($sql);
            if ($isForeign) {
                $this->read($plain);
            }
            $isOwn = $this->answers->expect($plain);
            if (($isForeign || $isOwn) && SqlEnd::may_end($plain)) {
                $this->timed[$plain] ??= time();
            }
        }

        return $sql;
    }

    private function read(string $sql): void
    {
        $database = Database::connection();
        foreach (self::tables($sql) as $table) {
            if ($table === 'options') {
                $this->options($sql);
                continue;
            }
            $this->page->rare(RareFacet::table($table), ...($table === 'posts' ? RawSql::of_posts($sql, $database->posts) : [Tag::table($table)]));
            if ($table === 'posts' && RawSql::reads_hidden_posts($sql, $database->posts)) {
                $this->page->rare(RareFacet::HIDDEN, Tag::facet(Tag::table('posts'), RareFacet::HIDDEN));
            } elseif ($table === 'comments' && RawSql::reads_hidden_comments($sql)) {
                $this->page->rare(RareFacet::HIDDEN_COMMENTS, CommentFacet::of(0, CommentFacet::HIDDEN));
            }
        }
    }

    /** The one question of core's that no other tap sees, and that mostly comes from its memory. */
    private function links(mixed $links = []): mixed
    {
        $this->page->add(Tag::table('links'));

        return $links;
    }

    /** Options count one by one, those that the statement names, and those whose names begin as it says. */
    private function options(string $sql): void
    {
        foreach (SqlCondition::compared($sql, 'option_name') as $name) {
            $tag = Tag::option(Tag::name($name));
            OptionMeaning::is_known($name) ? $this->page->add($tag) : $this->page->rare(RareFacet::option($name), $tag);
        }
        foreach (OptionStart::of($sql) as $start) {
            $this->page->rare(OptionStart::facet($start), OptionStart::tag($start));
        }
    }

    /** @return list<string> */
    private static function tables(string $sql): array
    {
        $database = Database::connection();
        $pattern = self::$patterns["{$database->base_prefix} {$database->prefix}"] ??= self::pattern($database->base_prefix, $database->prefix);
        preg_match_all($pattern, $sql, $matches, PREG_SET_ORDER);
        $found = [];
        foreach ($matches as [, $prefix, $table]) {
            if ($prefix === (in_array($table, self::SHARED, true) ? $database->base_prefix : $database->prefix)) {
                $found += array_fill_keys(self::TABLES[$table], true);
            }
        }

        return array_keys($found);
    }

    /** Tables of core begin with the prefix; what others call theirs only looks alike. */
    private static function pattern(string ...$prefixes): string
    {
        $quoted = array_map(static fn(string $prefix): string => preg_quote($prefix, '/'), array_unique($prefixes));

        return '/\b(' . implode('|', $quoted) . ')(' . implode('|', array_keys(self::TABLES)) . ')\b/';
    }
}
