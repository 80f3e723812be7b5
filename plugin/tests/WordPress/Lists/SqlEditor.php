<?php

/** Does to a site what plugins do behind WordPress' back: SQL on core's tables, without a word to anybody. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use DynamicCache\Database;
use Random\Randomizer;

final class SqlEditor
{
    private const STEPS = ['title', 'status', 'date', 'author', 'parent', 'slug', 'order', 'type', 'price', 'new_price', 'no_price', 'assign', 'drop', 'move', 'slug_of_term', 'delete', 'insert', 'count'];

    private int $number = 1000;

    public function __construct(private readonly Randomizer $random) {}

    /** @return string which one, for the story */
    public function change(int $post, int $term, int $author): string
    {
        $step = self::STEPS[$this->random->getInt(0, count(self::STEPS) - 1)];
        $database = Database::connection();
        $number = ++$this->number;
        $some = $this->random->getInt(0, 9);
        $where = ['ID' => $post];
        match ($step) {
            'title' => $database->update($database->posts, ['post_title' => "Title by SQL {$number}"], $where),
            'status' => $database->update($database->posts, ['post_status' => ['publish', 'draft', 'private', 'trash'][$some % 4]], $where),
            'date' => $database->query("UPDATE {$database->posts} SET post_date = '" . gmdate('Y-m-d H:i:s', (int) gmmktime(0, $number, 0, max(1, $some), 1, 2025)) . "' WHERE ID = {$post} AND {$some} > 0"),
            'author' => $database->update($database->posts, ['post_author' => $author], $where),
            'parent' => $database->query("UPDATE {$database->posts} SET post_parent = 0 WHERE ID = {$post}"),
            'slug' => $database->update($database->posts, ['post_name' => "by-sql-{$number}"], $where),
            'order' => $database->query("UPDATE {$database->posts} SET menu_order = menu_order + 1 WHERE ID = {$post}"),
            'type' => $database->update($database->posts, ['post_type' => $some % 2 === 0 ? 'post' : 'page'], $where),
            'price' => $database->query("UPDATE {$database->postmeta} SET meta_value = meta_value + {$some} WHERE meta_key = 'price' AND post_id = {$post}"),
            'new_price' => $database->insert($database->postmeta, ['post_id' => $post, 'meta_key' => 'price', 'meta_value' => (string) $number]),
            'no_price' => $database->delete($database->postmeta, ['post_id' => $post, 'meta_key' => 'price']),
            'assign' => $database->query("INSERT IGNORE INTO {$database->term_relationships} (object_id, term_taxonomy_id) VALUES ({$post}, {$term})"),
            'drop' => $database->delete($database->term_relationships, ['object_id' => $post, 'term_taxonomy_id' => $term]),
            'move' => $database->query("UPDATE {$database->term_taxonomy} SET parent = 0 WHERE term_id = {$term}"),
            'slug_of_term' => $database->update($database->terms, ['slug' => "by-sql-{$number}"], ['term_id' => $term]),
            'delete' => $database->query("DELETE FROM {$database->posts} WHERE ID = {$post} AND {$some} = 0"),
            'insert' => $database->insert($database->posts, ['post_title' => "Made by SQL {$number}", 'post_name' => "made-by-sql-{$number}", 'post_status' => 'publish', 'post_type' => $some % 2 === 0 ? 'post' : 'page', 'post_date' => '2024-0' . (1 + $some % 9) . '-01 00:00:0' . $some, 'post_author' => $author, 'post_content' => 'hill', 'post_excerpt' => '', 'to_ping' => '', 'pinged' => '', 'post_content_filtered' => '']),
            default => $database->query("UPDATE {$database->posts} SET comment_count = comment_count + 1 WHERE ID = {$post}"),
        };

        return $step;
    }
}
