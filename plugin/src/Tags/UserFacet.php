<?php

/** One aspect of a user that a page can show without the others: `user:3~display_name`. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class UserFacet
{
    /** Fields of the row and of the meta of a user that themes print. */
    public const FIELDS = ['display_name', 'user_nicename', 'user_url', 'user_email', 'user_login', 'nickname', 'first_name', 'last_name', 'description'];

    public static function of(int $user, string $field): string
    {
        return Tag::facet(Tag::user($user), $field);
    }

    /**
     * The heading and the address of an archive.
     *
     * @return list<string>
     */
    public static function named(int $user): array
    {
        return [self::of($user, 'display_name'), self::of($user, 'user_nicename')];
    }

    /** @return list<string> */
    public static function all(int $user): array
    {
        return [Tag::user($user), ...array_map(static fn(string $field): string => self::of($user, $field), self::FIELDS)];
    }
}
