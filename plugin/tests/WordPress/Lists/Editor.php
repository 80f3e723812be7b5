<?php

/** Does to a site what editors, readers and cron do, with choices from a seed. Dates and titles stay unique. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use Random\Randomizer;

final class Editor
{
    /** How often each comes, of their sum. */
    private const STEPS = [
        'nothing' => 6, 'text' => 6, 'title' => 4, 'date' => 5, 'publish' => 4, 'schedule' => 2, 'fire' => 2, 'draft' => 4, 'private' => 1, 'trash' => 3, 'restore' => 2, 'delete' => 2,
        'create' => 5, 'draft_new' => 2, 'categories' => 6, 'tags' => 5, 'author' => 3, 'reassign' => 1, 'parent' => 4, 'order' => 4, 'password' => 2, 'slug' => 3, 'discussion' => 2,
        'price' => 8, 'no_price' => 2, 'views' => 2, 'stick' => 2, 'unstick' => 2, 'comment' => 4, 'spam' => 2, 'uncomment' => 2, 'new_category' => 2, 'move_category' => 3, 'rename_category' => 2, 'delete_category' => 1, 'type' => 2, 'attach' => 1,
        'another_price' => 2, 'rename_tag' => 2, 'delete_tag' => 1, 'nicename' => 2, 'per_page' => 1, 'sell_out' => 2, 'unstick_one' => 2, 'drop_terms' => 2, 'sql' => 14,
    ];

    public string $story = '';

    private int $count = 100;

    private readonly SqlEditor $sql;

    public function __construct(private readonly Randomizer $random)
    {
        $this->sql = new SqlEditor($random);
    }

    /** @return array{categories: list<int>, tags: list<int>, users: list<int>, posts: list<int>, pages: list<int>} */
    public function make_site(): array
    {
        foreach (get_posts(['post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1]) as $post) {
            wp_delete_post($post->ID, true);
        }
        $top = self::id(wp_insert_term('Top', 'category'));
        $middle = self::id(wp_insert_term('Middle', 'category', ['parent' => $top]));
        $categories = [1, $top, $middle, self::id(wp_insert_term('Bottom', 'category', ['parent' => $middle])), self::id(wp_insert_term('Other', 'category'))];
        $tags = array_map(static fn(string $name): int => self::id(wp_insert_term($name, 'post_tag')), ['Red', 'Green']);
        $users = [1, $this->user('ada'), $this->user('bob')];
        $posts = $pages = [];
        for ($i = 1; $i <= 12; $i++) {
            $posts[] = $post = $this->insert(['post_name' => "post-{$i}", 'post_title' => "Title {$i}", 'post_author' => $users[$i % 3], 'post_category' => [$categories[$i % 5]], 'tags_input' => $i % 3 === 0 ? [['Red'], ['Green']][$i % 2] : [], 'post_content' => ['river', 'hill', 'river hill'][$i % 3]]);
            if ($i % 2 === 0) {
                update_post_meta($post, 'price', (string) ($i * 10));
            }
        }
        for ($i = 1; $i <= 5; $i++) {
            $pages[] = $this->insert(['post_type' => 'page', 'post_name' => "page-{$i}", 'post_title' => "Page {$i}", 'post_parent' => $i > 1 ? $pages[0] : 0, 'menu_order' => $i]);
        }

        return ['categories' => $categories, 'tags' => $tags, 'users' => $users, 'posts' => $posts, 'pages' => $pages];
    }

    /** One change; says which in the story. */
    public function change(): void
    {
        $step = $this->step();
        $post = $this->post();
        $this->story = "{$step} {$post}";
        match ($step) {
            'nothing' => wp_update_post(['ID' => $post]),
            'text' => wp_update_post(['ID' => $post, 'post_content' => ['river', 'hill', 'sea'][$this->random->getInt(0, 2)] . ' ' . ++$this->count]),
            'title' => wp_update_post(['ID' => $post, 'post_title' => ['Title 3', 'River ' . ++$this->count, 'Plain ' . ++$this->count][$this->random->getInt(0, 2)]]),
            'date' => wp_update_post(['ID' => $post, 'edit_date' => true] + $this->date()),
            'publish' => wp_update_post(['ID' => $post, 'post_status' => 'publish']),
            'schedule' => wp_update_post(['ID' => $post, 'post_status' => 'future', 'edit_date' => true, 'post_date' => $date = gmdate('Y-m-d H:i:s', time() + 864_000 + ++$this->count), 'post_date_gmt' => $date]),
            'fire' => $this->fire(),
            'sql' => $this->story .= ' ' . $this->sql->change($post, $this->term('category'), $this->author()),
            'draft' => wp_update_post(['ID' => $post, 'post_status' => 'draft']),
            'private' => wp_update_post(['ID' => $post, 'post_status' => 'private']),
            'trash' => wp_trash_post($post),
            'restore' => $this->of_status('trash', static fn(int $id) => wp_untrash_post($id)),
            'delete' => wp_delete_post($post, true),
            'create' => $this->insert(['post_name' => $this->random->getInt(0, 3) === 0 ? 'later' : '', 'post_category' => [$this->term('category')], 'post_author' => $this->author()]),
            'draft_new' => $this->insert(['post_status' => 'draft']),
            'author' => wp_update_post(['ID' => $post, 'post_author' => $this->author()]),
            'reassign' => $this->reassign(),
            'parent' => $this->adopt(),
            'order' => wp_update_post(['ID' => $this->page(), 'menu_order' => $this->random->getInt(0, 9)]),
            'password' => wp_update_post(['ID' => $post, 'post_password' => $this->random->getInt(0, 1) === 0 ? '' : 'secret']),
            'slug' => wp_update_post(['ID' => $post, 'post_name' => ['later', 'post-' . $this->random->getInt(1, 12)][$this->random->getInt(0, 1)]]),
            'discussion' => wp_update_post(['ID' => $post, 'comment_status' => $this->random->getInt(0, 1) === 0 ? 'open' : 'closed']),
            default => $this->change_around($step, $post),
        };
    }

    private function change_around(string $step, int $post): void
    {
        match ($step) {
            'categories' => wp_set_post_categories($post, [$this->term('category')], $this->random->getInt(0, 1) === 0),
            'tags' => wp_set_object_terms($post, $this->random->getInt(0, 2) === 0 ? [] : [$this->term('post_tag')], 'post_tag'),
            'price' => update_post_meta($post, 'price', (string) $this->random->getInt(1, 100)),
            'no_price' => delete_post_meta($post, 'price'),
            'views' => update_post_meta($post, 'views', $this->random->getInt(0, 3) === 0 ? '77' : (string) ++$this->count),
            'another_price' => add_post_meta($post, 'price', (string) $this->random->getInt(1, 100)),
            'sell_out' => delete_post_meta_by_key(['price', 'views'][$this->random->getInt(0, 1)]),
            'stick' => stick_post($post),
            'unstick' => update_option('sticky_posts', []),
            'unstick_one' => unstick_post($post),
            'comment' => wp_insert_comment(['comment_post_ID' => $post, 'comment_content' => 'x', 'comment_approved' => 1]),
            'spam' => wp_insert_comment(['comment_post_ID' => $post, 'comment_content' => 'x', 'comment_approved' => 'spam']),
            'uncomment' => $this->uncomment(),
            'new_category' => wp_insert_term($this->random->getInt(0, 2) === 0 ? 'Later' : 'Category ' . ++$this->count, 'category', ['parent' => $this->parent()]),
            'move_category' => wp_update_term($this->term('category'), 'category', ['parent' => $this->parent()]),
            'rename_category' => wp_update_term($this->term('category'), 'category', ['slug' => ['top', 'later', 'slug-' . ++$this->count][$this->random->getInt(0, 2)]]),
            'rename_tag' => wp_update_term($this->term('post_tag'), 'post_tag', ['slug' => ['red', 'later', 'tag-' . ++$this->count][$this->random->getInt(0, 2)]]),
            'delete_tag' => wp_delete_term($this->term('post_tag'), 'post_tag'),
            'drop_terms' => wp_delete_object_term_relationships($post, ['category', 'post_tag']),
            'nicename' => wp_update_user(['ID' => $this->author(), 'user_nicename' => ['ada', 'admin', 'name-' . ++$this->count][$this->random->getInt(0, 2)]]),
            'per_page' => update_option('posts_per_page', $this->random->getInt(3, 10)),
            'delete_category' => wp_delete_term($this->term('category'), 'category'),
            'type' => set_post_type($post, get_post_type($post) === 'post' ? 'page' : 'post'),
            default => $this->insert(['post_type' => 'attachment', 'post_status' => 'inherit', 'post_mime_type' => ['image/png', 'text/plain'][$this->random->getInt(0, 1)]]),
        };
    }

    private function step(): string
    {
        $chance = $this->random->getInt(1, array_sum(self::STEPS));
        foreach (self::STEPS as $step => $share) {
            $chance -= $share;
            if ($chance < 1) {
                return $step;
            }
        }

        return 'nothing';
    }

    /** @param array{post_name?: string, post_title?: string, post_author?: int, post_category?: list<int>, tags_input?: list<string>, post_content?: string, post_type?: string, post_parent?: int, menu_order?: int, post_status?: string, post_mime_type?: string} $post */
    private function insert(array $post): int
    {
        $title = 'Title ' . ++$this->count;

        return self::id(wp_insert_post($post + $this->date() + ['post_title' => $title, 'post_content' => 'hill', 'post_status' => 'publish', 'post_author' => 1], true));
    }

    /** @return array{post_date: string, post_date_gmt: string} in the past, and of no other post */
    private function date(): array
    {
        $date = sprintf('2026-%02d-%02d %02d:%02d:%02d', $this->random->getInt(1, 4), $this->random->getInt(1, 28), $this->random->getInt(0, 23), intdiv(++$this->count, 60) % 60, $this->count % 60);

        return ['post_date' => $date, 'post_date_gmt' => $date];
    }

    private function post(): int
    {
        return $this->any("post_type IN ('post', 'page') AND post_status NOT IN ('trash', 'auto-draft')");
    }

    private function page(): int
    {
        return $this->any("post_type = 'page' AND post_status NOT IN ('trash', 'auto-draft')");
    }

    private function any(string $where): int
    {
        global $wpdb;
        $ids = $wpdb instanceof \wpdb ? $wpdb->get_col("SELECT ID FROM {$wpdb->posts} WHERE {$where} ORDER BY ID") : [];

        return $ids === [] ? 0 : (int) $ids[$this->random->getInt(0, count($ids) - 1)];
    }

    private function of_status(string $status, \Closure $do): void
    {
        $post = $this->any("post_status = '{$status}'");
        if ($post > 0) {
            $do($post);
        }
    }

    private function fire(): void
    {
        $this->of_status('future', function (int $post): void {
            wp_update_post(['ID' => $post, 'edit_date' => true, 'post_status' => 'future', 'post_date' => $date = gmdate('Y-m-d H:i:s', time() + 864_000 + ++$this->count), 'post_date_gmt' => $date]);
            wp_publish_post($post);
        });
    }

    private function adopt(): void
    {
        $page = $this->page();
        $parent = $this->random->getInt(0, 2) === 0 ? 0 : $this->page();
        if (!in_array($page, [$parent, ...get_post_ancestors($parent)], true)) {
            wp_update_post(['ID' => $page, 'post_parent' => $parent]);
        }
    }

    private function reassign(): void
    {
        require_once ABSPATH . 'wp-admin/includes/user.php';
        $user = $this->user('user' . ++$this->count);
        wp_update_post(['ID' => $this->post(), 'post_author' => $user]);
        wp_delete_user($user, 1);
    }

    private function uncomment(): void
    {
        $comments = get_comments(['status' => 'approve', 'number' => 1, 'orderby' => 'comment_ID']);
        foreach ($comments as $comment) {
            wp_trash_comment($comment);
        }
    }

    private function author(): int
    {
        $users = array_values(array_filter(get_users(['fields' => 'ID', 'orderby' => 'ID']), is_numeric(...)));

        return (int) $users[$this->random->getInt(0, count($users) - 1)];
    }

    private function term(string $taxonomy): int
    {
        $terms = get_terms(['taxonomy' => $taxonomy, 'hide_empty' => false, 'fields' => 'ids', 'orderby' => 'term_id']);
        $terms = array_values(array_filter(is_array($terms) ? $terms : [], is_int(...)));

        return $terms === [] ? self::id(wp_insert_term('Term ' . ++$this->count, $taxonomy)) : $terms[$this->random->getInt(0, count($terms) - 1)];
    }

    /** @return int<0, max> */
    private function parent(): int
    {
        return max(0, $this->random->getInt(0, 1) * $this->term('category'));
    }

    private function user(string $name): int
    {
        return self::id(wp_insert_user(['user_login' => $name, 'user_pass' => 'x', 'role' => 'author']));
    }

    /** @return positive-int */
    private static function id(mixed $made): int
    {
        $id = is_array($made) ? $made['term_id'] ?? 0 : $made;

        return is_int($id) && $id > 0 ? $id : throw new \UnexpectedValueException('WordPress has not made it.');
    }
}
