<?php

/** A user who was touched. A new password shows nowhere. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Tags\Queries\UserConditions;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Sql\RawSql;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\UserFacet;

final class UserChange implements Change
{
    private const META = ['first_name', 'last_name', 'nickname', 'description'];

    /** @param array<string, string>|null $before */
    public function __construct(
        private readonly int $id,
        private readonly ?array $before,
    ) {}

    /**
     * What themes print of a user; the address stands for the picture that belongs to it.
     *
     * @return array<string, string>|null
     */
    public static function shown(int $id): ?array
    {
        $user = get_userdata($id);

        return $user === false ? null : [
            'display_name' => $user->display_name,
            'user_nicename' => $user->user_nicename,
            'user_url' => $user->user_url,
            'user_email' => $user->user_email,
            'user_login' => $user->user_login,
            'user_registered' => $user->user_registered,
            UserConditions::ROLE => implode(' ', array_keys(array_filter($user->caps))),
            ...array_map(static fn(string $key): string => self::meta($id, $key), array_combine(self::META, self::META)),
        ];
    }

    public function tags(array $inUse): array
    {
        $after = self::shown($this->id);
        if ($after === $this->before) {
            return [];
        }
        $isListed = isset($inUse[RareFacet::table('users')]);

        // Nothing can show a user who has only just come into being, but lists of users.
        return [...($this->before === null ? [] : $this->differing($this->before, $after)), ...($isListed ? $this->listed($after) : [])];
    }

    /**
     * @param array<string, string>|null $after
     *
     * @return list<string>
     */
    private function listed(?array $after): array
    {
        $before = $this->before ?? [];
        $facets = match (true) {
            // Without posts yet: on lists of everybody, and not on those of authors.
            $this->before === null => [UserConditions::MADE],
            $after === null => [UserConditions::MADE, ...array_keys($before)],
            default => array_filter(array_keys($before), static fn(string $field): bool => $before[$field] !== ($after[$field] ?? null)),
        };
        $roles = array_map(static fn(?array $state): array => array_filter(explode(' ', $state[UserConditions::ROLE] ?? ''), static fn(string $role): bool => $role !== ''), [$this->before, $after]);
        $others = [...array_diff($roles[0], $roles[1]), ...array_diff($roles[1], $roles[0])];

        return [
            Tag::table('users'),
            ...array_map(static fn(string $facet): string => Tag::facet(Tag::table('users'), $facet), [...array_values($facets), ...array_map(UserConditions::role(...), $others)]),
        ];
    }

    /**
     * Every page with a list of users, or a number of them.
     *
     * @return list<string>
     */
    public static function suspects(): array
    {
        return [Tag::table('users'), Tag::facet(Tag::table('users'), RawSql::ALL)];
    }

    /**
     * @param array<string, string> $before
     * @param array<string, string>|null $after
     *
     * @return list<string>
     */
    private function differing(array $before, ?array $after): array
    {
        $fields = array_filter(array_keys($before), static fn(string $field): bool => $before[$field] !== ($after[$field] ?? null));

        return [Tag::user($this->id), ...array_map(fn(string $field): string => UserFacet::of($this->id, $field), array_values($fields))];
    }

    public function from_now(): Change
    {
        return new self($this->id, self::shown($this->id));
    }

    private static function meta(int $id, string $key): string
    {
        $value = get_user_meta($id, $key, true);

        return is_string($value) ? $value : '';
    }

    public function cause(): string
    {
        return "user {$this->id}";
    }
}
