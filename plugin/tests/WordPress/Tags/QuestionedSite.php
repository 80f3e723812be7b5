<?php

/** The site that questions are asked about: what is on it, by name. Made anew for each test, in its transaction. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Database;

final class QuestionedSite
{
    /** @var array<string, int<1, max>> */
    private array $ids = [];

    public static function make(): self
    {
        // Those of the installation were written today, and would hide which of these is the newest.
        foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
            wp_delete_post($post->ID, true);
        }
        $site = new self();
        foreach (['Rivers' => '', 'Hills' => '', 'Bare' => '', 'Streams' => 'rivers', 'Waters' => '', 'Ponds' => 'waters'] as $name => $parent) {
            $site->term($name, 'category', $parent);
        }
        foreach (['Wet', 'Dry'] as $name) {
            $site->term($name, 'post_tag');
        }
        foreach (['ada' => 'author', 'bob' => 'editor'] as $login => $role) {
            $site->user($login, ['role' => $role]);
        }
        update_user_meta($site->id('ada'), 'town', 'Passau');
        $site->post('oder', ['post_date' => '2026-03-10 12:00:00', 'post_category' => [$site->id('rivers')], 'tags_input' => ['wet']]);
        $site->post('elbe', ['post_date' => '2026-04-10 12:00:00', 'post_category' => [$site->id('rivers')], 'tags_input' => ['wet']]);
        $site->post('arber', ['post_date' => '2026-05-10 12:00:00', 'post_category' => [$site->id('hills')], 'post_author' => $site->id('bob')]);
        $site->post('saale', ['post_date' => '2026-06-10 12:00:00', 'post_category' => [$site->id('streams'), $site->id('rivers')], 'tags_input' => ['wet', 'dry']]);
        $site->post('sketch', ['post_status' => 'draft', 'post_category' => [$site->id('hills')]]);
        $site->post('top', ['post_type' => 'page']);
        $site->post('below', ['post_type' => 'page', 'post_parent' => $site->id('top')]);
        $site->post('lonely', ['post_type' => 'page']);
        $site->post('boat', ['post_type' => 'attachment', 'post_status' => 'inherit', 'post_mime_type' => 'image/jpeg']);
        update_post_meta($site->id('boat'), '_wp_attached_file', 'boat.jpg');
        $site->comment('first', 'elbe', '2026-07-01 12:00:00');
        $site->comment('last', 'arber', '2026-07-02 12:00:00');
        $site->comment('pending', 'elbe', '2026-07-03 12:00:00', '0');
        set_theme_mod('colour', 'teal');
        // So that a save of now is later than all of these.
        $database = Database::connection();
        $database->query((string) $database->prepare("UPDATE %i SET post_modified = '2026-06-10 12:00:00', post_modified_gmt = '2026-06-10 12:00:00'", $database->posts));

        return $site;
    }

    /** @return int<1, max> */
    public function id(string $name): int
    {
        return $this->ids[$name] ?? throw new \LogicException("Nothing was made under the name {$name}.");
    }

    /** @param array{post_type?: string, post_status?: string, post_date?: string, post_parent?: int, post_author?: int, post_mime_type?: string, post_category?: list<int>, tags_input?: list<string>} $fields */
    public function post(string $slug, array $fields = []): int
    {
        return $this->keep($slug, wp_insert_post($fields + ['post_name' => $slug, 'post_title' => ucfirst($slug), 'post_content' => 'Words.', 'post_status' => 'publish', 'post_author' => $this->id('ada'), 'post_date' => '2026-02-01 12:00:00'], true));
    }

    /** @param array{post_title?: string, post_content?: string, post_name?: string, post_status?: string, post_date?: string, post_date_gmt?: string, post_parent?: int, post_author?: int, edit_date?: bool} $fields */
    public function edit(string $slug, array $fields): mixed
    {
        return wp_update_post(['ID' => $this->id($slug)] + $fields, true);
    }

    /** @param array{role?: string} $fields */
    public function user(string $login, array $fields = []): int
    {
        return $this->keep($login, wp_insert_user($fields + ['user_login' => $login, 'user_pass' => 'password', 'user_email' => "{$login}@example.org", 'nickname' => 'The ' . ucfirst($login), 'display_name' => ucfirst($login)]));
    }

    /** @param array{role?: string, display_name?: string, nickname?: string, user_nicename?: string, user_email?: string, user_url?: string, user_pass?: string, first_name?: string, last_name?: string} $fields */
    public function edit_user(string $login, array $fields): mixed
    {
        return wp_update_user(['ID' => $this->id($login)] + $fields);
    }

    public function take_role(string $login): bool
    {
        (new \WP_User($this->id($login)))->set_role('');

        return true;
    }

    public function delete_user(string $login, ?string $heir): mixed
    {
        require_once ABSPATH . 'wp-admin/includes/user.php';

        return wp_delete_user($this->id($login), $heir === null ? null : $this->id($heir));
    }

    public function term(string $name, string $taxonomy = 'category', string $parent = ''): int
    {
        $made = wp_insert_term($name, $taxonomy, ['parent' => $parent === '' ? 0 : $this->id($parent)]);

        return $this->keep(strtolower($name), is_array($made) ? $made['term_id'] : $made);
    }

    /** @param array{name?: string, slug?: string, parent?: int<0, max>, description?: string} $fields */
    public function edit_term(string $name, array $fields): mixed
    {
        return wp_update_term($this->id($name), 'category', $fields);
    }

    public function comment(string $name, string $post, string $date, string $approved = '1'): int
    {
        return $this->keep($name, wp_insert_comment(['comment_post_ID' => $this->id($post), 'comment_content' => "Words of {$name}.", 'comment_approved' => $approved, 'comment_date' => $date, 'comment_date_gmt' => $date]));
    }

    /** @return array{string, string} slugs of the posts before and after that one */
    public function beside(string $slug, bool $inTerm, string $excluded = '', string $taxonomy = 'category'): array
    {
        $GLOBALS['post'] = get_post($this->id($slug));
        $around = [get_previous_post($inTerm, $excluded, $taxonomy), get_next_post($inTerm, $excluded, $taxonomy)];
        unset($GLOBALS['post']);

        return array_map(static fn(mixed $post): string => $post instanceof \WP_Post ? $post->post_name : '', $around);
    }

    /** @return int<1, max> */
    private function keep(string $name, mixed $id): int
    {
        return $this->ids[$name] = is_int($id) && $id > 0 ? $id : throw new \LogicException("{$name} was not made.");
    }
}
