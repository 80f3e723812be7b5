<?php

/**
 * Questions that a template asks core, whose answers show no object: numbers, times, ids, look-ups, and lists that core
 * makes by SQL of its own. A new one is a line.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

final class Questions
{
    /** @return array<string, \Closure(QuestionedSite): mixed> */
    public static function all(): array
    {
        return self::about_terms() + self::about_people() + self::about_comments() + self::about_posts() + self::about_addresses() + self::about_settings() + self::spelt_otherwise();
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function about_terms(): array
    {
        return [
            'get_objects_in_term' => static fn(QuestionedSite $site): mixed => get_objects_in_term($site->id('rivers'), 'category'),
            'get_objects_in_term, of two, the other way round' => static fn(QuestionedSite $site): mixed => get_objects_in_term([$site->id('hills'), $site->id('wet')], ['category', 'post_tag'], ['order' => 'DESC']),
            'get_objects_in_term, none yet' => static fn(QuestionedSite $site): mixed => get_objects_in_term($site->id('bare'), 'category'),
            'wp_count_terms' => static fn(): mixed => wp_count_terms(['taxonomy' => 'category']),
            'wp_count_terms, with posts' => static fn(): mixed => wp_count_terms(['taxonomy' => 'category', 'hide_empty' => true]),
            'wp_count_terms, of a name' => static fn(): mixed => wp_count_terms(['taxonomy' => 'category', 'search' => 'iver']),
            'get_terms, ids' => static fn(): mixed => get_terms(['taxonomy' => 'category', 'fields' => 'ids', 'orderby' => 'term_id', 'hide_empty' => false]),
            'get_terms, below one' => static fn(QuestionedSite $site): mixed => get_terms(['taxonomy' => 'category', 'fields' => 'ids', 'child_of' => $site->id('rivers'), 'hide_empty' => false]),
            'get_term_children' => static fn(QuestionedSite $site): mixed => get_term_children($site->id('rivers'), 'category'),
            'get_term_by slug' => static fn(): string => self::name(get_term_by('slug', 'rivers', 'category')),
            'get_term_by name' => static fn(): string => self::name(get_term_by('name', 'Rivers', 'category')),
            'get_term_by id' => static fn(QuestionedSite $site): string => self::name(get_term_by('id', $site->id('rivers'), 'category')),
            'get_term_by slug, none yet' => static fn(): string => self::name(get_term_by('slug', 'lakes', 'category')),
            'get_term_by name, none yet' => static fn(): string => self::name(get_term_by('name', 'Lakes', 'category')),
            'wp_tag_cloud' => static fn(): mixed => wp_tag_cloud(['echo' => false]),
            'wp_tag_cloud, with numbers' => static fn(): mixed => wp_tag_cloud(['echo' => false, 'show_count' => 1]),
            'wp_tag_cloud, of one size' => static fn(): mixed => wp_tag_cloud(['echo' => false, 'smallest' => 10, 'largest' => 10]),
            'wp_list_categories' => static fn(): mixed => wp_list_categories(['echo' => false]),
            'wp_list_categories, with numbers' => static fn(): mixed => wp_list_categories(['echo' => false, 'show_count' => true]),
            'wp_list_categories, empty ones too' => static fn(): mixed => wp_list_categories(['echo' => false, 'hide_empty' => false]),
            'wp_list_categories, below one' => static fn(QuestionedSite $site): mixed => wp_list_categories(['echo' => false, 'child_of' => $site->id('rivers'), 'hide_empty' => false]),
            'wp_dropdown_categories' => static fn(): mixed => wp_dropdown_categories(['echo' => false]),
        ];
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function about_people(): array
    {
        return [
            'count_users' => static fn(): mixed => count_users(),
            'count_users, in memory' => static fn(): mixed => count_users('memory')['total_users'],
            'get_users' => static fn(): mixed => get_users(['fields' => 'ID']),
            'get_users, names' => static fn(): mixed => get_users(['fields' => ['display_name']]),
            'get_users, by role' => static fn(): mixed => get_users(['fields' => 'ID', 'role' => 'author']),
            'get_users, by roles' => static fn(): mixed => get_users(['fields' => 'ID', 'role__in' => ['editor', 'author']]),
            'get_users, not of a role' => static fn(): mixed => get_users(['fields' => 'ID', 'role__not_in' => ['author']]),
            'get_users, who may edit' => static fn(): mixed => get_users(['fields' => 'ID', 'capability' => 'edit_others_posts']),
            'get_users, with posts' => static fn(): mixed => get_users(['fields' => 'ID', 'has_published_posts' => ['post']]),
            'get_users, by number of posts' => static fn(): mixed => get_users(['fields' => 'ID', 'orderby' => 'post_count']),
            'get_users, by meta' => static fn(): mixed => get_users(['fields' => 'ID', 'meta_key' => 'town', 'meta_value' => 'Passau']),
            'get_users, found by a word' => static fn(): mixed => get_users(['fields' => 'ID', 'search' => '*ada*']),
            'get_users, by address' => static fn(): mixed => get_users(['fields' => 'ID', 'nicename' => 'ada']),
            'get_users, by login' => static fn(): mixed => get_users(['fields' => 'ID', 'login__in' => ['ada', 'cyd']]),
            'get_users, the newest' => static fn(): mixed => get_users(['fields' => 'ID', 'orderby' => 'registered', 'order' => 'DESC', 'number' => 1]),
            'WP_User_Query, how many' => static fn(): int => (new \WP_User_Query(['number' => 1, 'fields' => 'ID']))->get_total(),
            'wp_list_authors' => static fn(): mixed => wp_list_authors(['echo' => false]),
            'wp_list_authors, with numbers' => static fn(): mixed => wp_list_authors(['echo' => false, 'optioncount' => true]),
            'wp_list_authors, all' => static fn(): mixed => wp_list_authors(['echo' => false, 'hide_empty' => false, 'exclude_admin' => false]),
            'wp_list_authors, by full names' => static fn(): mixed => wp_list_authors(['echo' => false, 'show_fullname' => true]),
            'wp_list_authors, by e-mail' => static fn(): mixed => wp_list_authors(['echo' => false, 'orderby' => 'email']),
            'wp_list_authors, by number of posts' => static fn(): mixed => wp_list_authors(['echo' => false, 'orderby' => 'post_count', 'hide_empty' => false]),
            'count_user_posts' => static fn(QuestionedSite $site): mixed => count_user_posts($site->id('ada')),
            'count_many_users_posts' => static fn(QuestionedSite $site): mixed => count_many_users_posts([$site->id('ada'), $site->id('bob')]),
            'is_author, by id' => static fn(QuestionedSite $site): bool => self::archive_of('ada')->is_author($site->id('ada')),
            'is_author, by nickname' => static fn(): bool => self::archive_of('ada')->is_author('The Ada'),
            'is_author, by nicename' => static fn(): bool => self::archive_of('ada')->is_author('ada'),
            'get_the_author_meta' => static fn(QuestionedSite $site): string => get_the_author_meta('user_url', $site->id('ada')),
        ];
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function about_comments(): array
    {
        return [
            'get_lastcommentmodified' => static fn(): mixed => get_lastcommentmodified(),
            'get_lastcommentmodified, of the site' => static fn(): mixed => get_lastcommentmodified('blog'),
            'wp_count_comments' => static fn(): mixed => wp_count_comments()->approved,
            'wp_count_comments, of all kinds' => static fn(): mixed => get_object_vars(wp_count_comments()),
            'wp_count_comments, of a post' => static fn(QuestionedSite $site): mixed => get_object_vars(wp_count_comments($site->id('elbe'))),
            'get_comment_count' => static fn(QuestionedSite $site): mixed => get_comment_count($site->id('elbe')),
            'get_comments_number' => static fn(QuestionedSite $site): mixed => get_comments_number($site->id('elbe')),
            'get_comments, how many' => static fn(): mixed => get_comments(['count' => true, 'status' => 'approve']),
            'get_comments, pending' => static fn(): mixed => get_comments(['fields' => 'ids', 'status' => 'hold']),
        ];
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function about_posts(): array
    {
        return [
            'get_lastpostdate' => static fn(): mixed => get_lastpostdate('blog', 'post'),
            'get_lastpostmodified' => static fn(): mixed => get_lastpostmodified('blog', 'post'),
            'wp_count_posts' => static fn(): mixed => wp_count_posts()->publish,
            'wp_count_posts, drafts' => static fn(): mixed => wp_count_posts()->draft,
            'wp_count_attachments' => static fn(): mixed => get_object_vars(wp_count_attachments()),
            'get_adjacent_post' => static fn(QuestionedSite $site): mixed => $site->beside('elbe', false),
            'get_adjacent_post, of a category' => static fn(QuestionedSite $site): mixed => $site->beside('elbe', true),
            'get_adjacent_post, of a tag' => static fn(QuestionedSite $site): mixed => $site->beside('elbe', true, '', 'post_tag'),
            'get_adjacent_post, not of a category' => static fn(QuestionedSite $site): mixed => $site->beside('elbe', false, (string) $site->id('hills')),
            'wp_get_archives' => static fn(): mixed => wp_get_archives(['echo' => false]),
            'wp_get_archives, years' => static fn(): mixed => wp_get_archives(['echo' => false, 'type' => 'yearly']),
            'wp_get_archives, days' => static fn(): mixed => wp_get_archives(['echo' => false, 'type' => 'daily']),
            'wp_get_archives, weeks' => static fn(): mixed => wp_get_archives(['echo' => false, 'type' => 'weekly']),
            'wp_get_archives, with numbers' => static fn(): mixed => wp_get_archives(['echo' => false, 'show_post_count' => true]),
            'wp_get_archives, posts' => static fn(): mixed => wp_get_archives(['echo' => false, 'type' => 'postbypost', 'limit' => 3]),
            'wp_get_archives, by name' => static fn(): mixed => wp_get_archives(['echo' => false, 'type' => 'alpha']),
            'get_calendar' => static fn(): mixed => self::calendar('', ''),
            'get_calendar, of a month' => static fn(): mixed => self::calendar('2026', '4'),
            'get_calendar, of a month before all posts' => static fn(): mixed => self::calendar('2019', '3'),
            'get_calendar, of a month between posts' => static fn(): mixed => self::calendar('2025', '3'),
            'get_calendar, of a month behind all posts' => static fn(): mixed => self::calendar('2026', '8'),
            'get_calendar, of a month to come' => static fn(): mixed => self::calendar('2036', '8'),
        ];
    }

    /** As on an archive of that month, which may be one that nobody finds. */
    private static function calendar(string $year, string $month): mixed
    {
        [$GLOBALS['year'], $GLOBALS['monthnum'], $GLOBALS['m']] = [$year, $month, ''];
        try {
            return get_calendar(['display' => false]);
        } finally {
            unset($GLOBALS['year'], $GLOBALS['monthnum'], $GLOBALS['m']);
        }
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function about_addresses(): array
    {
        return [
            'get_page_by_path' => static fn(): mixed => get_page_by_path('top')->ID ?? null,
            'get_page_by_path, below one' => static fn(): mixed => get_page_by_path('top/below')->ID ?? null,
            'get_page_by_path, none yet' => static fn(): mixed => get_page_by_path('lakes')->ID ?? null,
            'get_page_by_path, none below one yet' => static fn(): mixed => get_page_by_path('top/lonely')->ID ?? null,
            'get_page_by_path, a post' => static fn(): mixed => get_page_by_path('oder', 'OBJECT', 'post')->ID ?? null,
            'get_page_by_path, of any type' => static fn(): mixed => get_page_by_path('lakes', 'OBJECT', ['post', 'page'])->ID ?? null,
            'url_to_postid' => static fn(): int => url_to_postid(home_url('/2026/03/10/oder/')),
            'url_to_postid, a page' => static fn(): int => url_to_postid(home_url('/top/below/')),
            'url_to_postid, none yet' => static fn(): int => url_to_postid(home_url('/lakes/')),
            'attachment_url_to_postid' => static fn(): int => attachment_url_to_postid(wp_get_upload_dir()['baseurl'] . '/boat.jpg'),
            'attachment_url_to_postid, none yet' => static fn(): int => attachment_url_to_postid(wp_get_upload_dir()['baseurl'] . '/raft.jpg'),
        ];
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function about_settings(): array
    {
        return [
            'get_theme_mods' => static fn(): mixed => get_theme_mods(),
            'get_theme_mod' => static fn(): mixed => get_theme_mod('colour'),
            'get_theme_mod, not yet' => static fn(): mixed => get_theme_mod('shade', 'none'),
            'get_theme_mod, of core' => static fn(): mixed => get_theme_mod('custom_logo'),
            'the option of all of them' => static fn(): mixed => get_option('theme_mods_' . get_stylesheet()),
        ];
    }

    /**
     * MySQL takes letters for the same whatever their case and accents are, SQLite does not.
     *
     * @return array<string, \Closure(QuestionedSite): mixed>
     */
    private static function spelt_otherwise(): array
    {
        return [
            'get_term_by name, in capitals' => static fn(): string => self::name(get_term_by('name', 'RIVERS', 'category')),
            'get_term_by name, none yet, in capitals' => static fn(): string => self::name(get_term_by('name', 'LAKES', 'category')),
            'get_term_by name, none yet, with accents' => static fn(): string => self::name(get_term_by('name', 'Làkés', 'category')),
            'get_terms, of a name in capitals' => static fn(): mixed => get_terms(['taxonomy' => 'category', 'fields' => 'ids', 'name' => 'LAKES', 'hide_empty' => false]),
            'get_users, by login in capitals' => static fn(): mixed => get_users(['fields' => 'ID', 'login__in' => ['ADA', 'CYD']]),
            'get_users, by meta in capitals' => static fn(): mixed => get_users(['fields' => 'ID', 'meta_key' => 'TOWN', 'meta_value' => 'PASSAU']),
            'get_user_by login, in capitals' => static fn(): mixed => self::id_of(get_user_by('login', 'CYD')),
            'get_user_by e-mail, in capitals' => static fn(): mixed => self::id_of(get_user_by('email', 'ZOE@EXAMPLE.COM')),
            'get_page_by_path, in capitals' => static fn(): mixed => get_page_by_path('LAKES')->ID ?? null,
            'WP_Query, of a title in capitals' => static fn(): mixed => (new \WP_Query(['title' => 'ANOTHER', 'fields' => 'ids']))->posts,
            'WP_Query, of a name in capitals' => static fn(): mixed => (new \WP_Query(['name' => 'ODRA', 'fields' => 'ids']))->posts,
            'WP_Query, by meta in capitals' => static fn(): mixed => (new \WP_Query(['meta_key' => 'DEPTH', 'meta_value' => 'DEEP', 'fields' => 'ids']))->posts,
            'WP_Query, by meta with accents' => static fn(): mixed => (new \WP_Query(['meta_query' => [['key' => 'depth', 'value' => ['déép', 'flat']]], 'fields' => 'ids']))->posts,
            'WP_Query, that has no meta in capitals' => static fn(): mixed => (new \WP_Query(['meta_query' => [['key' => 'DEPTH', 'compare' => 'NOT EXISTS']], 'fields' => 'ids', 'orderby' => 'ID']))->posts,
            'WP_Query, of a category in capitals' => static fn(): mixed => (new \WP_Query(['tax_query' => [['taxonomy' => 'category', 'field' => 'name', 'terms' => 'LAKES']], 'fields' => 'ids', 'orderby' => 'ID']))->posts,
            'WP_Query, found by a word in capitals' => static fn(): mixed => (new \WP_Query(['s' => 'ANOTHER', 'fields' => 'ids']))->posts,
            'get_comments, of an e-mail in capitals' => static fn(): mixed => get_comments(['fields' => 'ids', 'author_email' => 'READER@EXAMPLE.ORG']),
        ];
    }

    private static function id_of(mixed $user): int
    {
        return $user instanceof \WP_User ? $user->ID : 0;
    }

    private static function name(mixed $term): string
    {
        return $term instanceof \WP_Term ? $term->name : 'none';
    }

    private static function archive_of(string $nicename): \WP_Query
    {
        $GLOBALS['wp_query'] = $GLOBALS['wp_the_query'] = $query = new \WP_Query();
        $query->parse_query(['author_name' => $nicename]);

        return $query;
    }
}
