<?php

/** A user who was touched. A new password shows nowhere. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

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
            'name' => $user->display_name,
            'slug' => $user->user_nicename,
            'url' => $user->user_url,
            'email' => $user->user_email,
            ...array_map(static fn(string $key): string => self::meta($id, $key), array_combine(self::META, self::META)),
        ];
    }

    public function tags(array $inUse): array
    {
        if (self::shown($this->id) === $this->before) {
            return [];
        }
        $isListed = isset($inUse[RareFacet::table('users')]);

        // Nothing can show a user who has only just come into being, but lists of users.
        return [...($this->before === null ? [] : [Tag::user($this->id)]), ...($isListed ? [Tag::table('users')] : [])];
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
