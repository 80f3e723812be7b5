<?php

/** Whoever is logged in, by the name under which the sandbox knows workers. */

declare(strict_types=1);

namespace DynamicCache\Leaderboard;

final class Actor
{
    private const LONGEST = 100;

    /** `wp:ada`. A login with other characters is told by its number as well, so that no two accounts are one actor. */
    public static function of(\WP_User $user): string
    {
        $login = (string) preg_replace('/[^A-Za-z0-9_.@-]/', '-', $user->user_login);
        $isWhole = $login === $user->user_login && strlen($login) <= self::LONGEST;

        return 'wp:' . ($isWhole ? $login : substr($login, 0, self::LONGEST) . ":{$user->ID}");
    }
}
