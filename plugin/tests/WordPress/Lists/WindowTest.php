<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use DynamicCache\Lists\ListedPost;
use DynamicCache\Lists\Window;
use DynamicCache\Tags\Queries\ListResult;
use DynamicCache\Tags\Sql\ListSql;
use PHPUnit\Framework\TestCase;

final class WindowTest extends TestCase
{
    private const DATES = [['post_date', true], ['ID', false]];

    public function test_only_what_stands_strictly_behind_the_last_post_is_behind(): void
    {
        $window = new Window(self::DATES, ['2026-02-01 00:00:00|9']);

        self::assertTrue($window->is_behind(self::post('2026-01-31 23:59:59', 1)));
        self::assertFalse($window->is_behind(self::post('2026-02-02 00:00:00', 99)));
        self::assertTrue($window->is_behind(self::post('2026-02-01 00:00:00', 10)), 'numbers compare as numbers');
        self::assertFalse($window->is_behind(self::post('2026-02-01 00:00:00', 9)), 'in the same place');
        self::assertFalse((new Window([['post_date', true]], ['2026-02-01 00:00:00']))->is_behind(self::post('2026-02-01 00:00:00', 10)), 'a tie stands where the database likes');
    }

    public function test_of_several_ends_it_must_be_behind_all(): void
    {
        $post = self::post('2026-01-15 00:00:00', 1);

        self::assertFalse((new Window(self::DATES, ['2026-02-01 00:00:00|9', '2026-01-01 00:00:00|9']))->is_behind($post));
        self::assertFalse((new Window(self::DATES, ['2026-02-01 00:00:00|9', '']))->is_behind($post));
        self::assertFalse((new Window(self::DATES, []))->is_behind($post));
        self::assertFalse((new Window(null, ['2026-02-01 00:00:00|9']))->is_behind($post));
    }

    public function test_a_place_that_is_not_known_is_another_one(): void
    {
        $counted = new Window([['comment_count', true]], ['3']);
        $post = self::post('2026-01-15 00:00:00', 1);

        self::assertFalse($counted->is_same_place($post, $post));
        self::assertFalse($counted->is_behind($post));
        self::assertTrue((new Window(self::DATES, ['']))->is_same_place($post, $post));
    }

    public function test_a_list_ends_somewhere_only_when_it_is_full_and_not_counted(): void
    {
        $end = static fn(string $select, array $ids): string => (new ListResult(array_values(array_filter($ids, is_int(...))), 9))->window(
            new ListSql("{$select} wp_posts.ID FROM wp_posts WHERE 1=1 ORDER BY wp_posts.post_date DESC LIMIT 4, 2", 'wp_posts'),
            static fn(int $id): ?array => $id === 8 ? null : ['post_date' => "2026-01-0{$id} 00:00:00"],
        );

        self::assertSame('2026-01-03 00:00:00', $end('SELECT', [5, 3]));
        self::assertSame('', $end('SELECT', [5]));
        self::assertSame('', $end('SELECT', []));
        self::assertSame('', $end('SELECT', [5, 8]));
        self::assertSame('', $end('SELECT SQL_CALC_FOUND_ROWS', [5, 3]));
    }

    private static function post(string $date, int $id): ListedPost
    {
        return new ListedPost(['post_date' => $date, 'ID' => (string) $id], []);
    }
}
