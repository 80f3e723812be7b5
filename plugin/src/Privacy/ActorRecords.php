<?php

/** The purges of one person (table `dynamic_cache_purges`), found by login name, in pages as WordPress asks for them. */

declare(strict_types=1);

namespace DynamicCache\Privacy;

use DynamicCache\Database;

final class ActorRecords
{
    private const PER_PAGE = 100;

    /** Names of what is no person; somebody may have one of them as login name all the same. */
    private const NOBODY = ['cli', 'cron'];

    /**
     * @param int $page from 1
     *
     * @return array{data: list<array<string, mixed>>, done: bool}
     */
    public function export(string $email, int $page): array
    {
        $rows = $this->rows(self::login($email), (max(1, $page) - 1) * self::PER_PAGE);

        return ['data' => array_map(self::item(...), array_slice($rows, 0, self::PER_PAGE)), 'done' => count($rows) <= self::PER_PAGE];
    }

    /**
     * Takes the name out of the records. What was purged, and when, stays: it says nothing about anybody then.
     *
     * @param int $page not looked at: what a call before has anonymised is not found again
     *
     * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
     */
    public function erase(string $email, int $page): array
    {
        $login = self::login($email);
        $rows = $this->rows($login, 0);
        $removed = $rows === [] ? 0 : $this->anonymise(array_slice($rows, 0, self::PER_PAGE));
        $failed = $rows !== [] && $removed === 0;

        return [
            'items_removed' => $removed > 0,
            'items_retained' => $failed,
            'messages' => $failed ? [__('The list of purges could not be changed: the database refused it.', 'ai-wp-dynamic-cache')] : [],
            // A database that refuses would be asked for ever.
            'done' => $failed || count($rows) <= self::PER_PAGE,
        ];
    }

    private static function login(string $email): string
    {
        $user = get_user_by('email', $email);

        return $user instanceof \WP_User && !in_array($user->user_login, self::NOBODY, true) ? mb_substr($user->user_login, 0, 190) : '';
    }

    /** @return list<array<array-key, mixed>> one more than a page has, when there are more */
    private function rows(string $login, int $offset): array
    {
        if ($login === '') {
            return [];
        }
        $database = Database::connection();
        $rows = $database->get_results((string) $database->prepare(
            'SELECT id, at, actor, cause, tags, urls FROM %i WHERE actor = %s ORDER BY id LIMIT %d OFFSET %d',
            Database::table('purges'),
            $login,
            self::PER_PAGE + 1,
            $offset,
        ), 'ARRAY_A');

        return is_array($rows) ? array_values(array_filter($rows, is_array(...))) : [];
    }

    /** @param list<array<array-key, mixed>> $rows */
    private function anonymise(array $rows): int
    {
        $database = Database::connection();
        $changed = 0;
        foreach ($rows as $row) {
            $changed += (int) $database->update(Database::table('purges'), ['actor' => ''], ['id' => self::text($row, 'id')]);
        }

        return $changed;
    }

    /**
     * @param array<array-key, mixed> $row
     *
     * @return array<string, mixed>
     */
    private static function item(array $row): array
    {
        return [
            'group_id' => 'dynamic-cache-purges',
            'group_label' => __('Purges of the page cache', 'ai-wp-dynamic-cache'),
            'group_description' => __('Pages that were renewed because this person changed or asked for something. Kept for 90 days.', 'ai-wp-dynamic-cache'),
            'item_id' => 'purge-' . self::text($row, 'id'),
            'data' => [
                ['name' => __('When', 'ai-wp-dynamic-cache'), 'value' => gmdate('c', (int) self::text($row, 'at'))],
                ['name' => __('Login name', 'ai-wp-dynamic-cache'), 'value' => self::text($row, 'actor')],
                ['name' => __('Why', 'ai-wp-dynamic-cache'), 'value' => self::text($row, 'cause')],
                ['name' => __('Tags', 'ai-wp-dynamic-cache'), 'value' => self::text($row, 'tags')],
                ['name' => __('Addresses', 'ai-wp-dynamic-cache'), 'value' => self::text($row, 'urls')],
            ],
        ];
    }

    /** @param array<array-key, mixed> $row */
    private static function text(array $row, string $name): string
    {
        $value = $row[$name] ?? '';

        return is_scalar($value) ? (string) $value : '';
    }
}
