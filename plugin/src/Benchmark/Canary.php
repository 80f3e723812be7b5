<?php

/**
 * A user who exists for a few requests: without a role, without a password that anybody knows, logged in for two minutes.
 * Its name is a random word that must never be read by anybody else.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Purge\PurgeQueue;

final class Canary
{
    private const LOGIN = 'canary';

    private const SECONDS = 120;

    private function __construct(private readonly int $id, public readonly string $marker) {}

    /** @throws UnableToMeasure */
    public static function create(): self
    {
        $marker = self::LOGIN . bin2hex(random_bytes(8));
        $id = wp_insert_user([
            'user_login' => $marker,
            'user_pass' => wp_generate_password(40, true, true),
            'user_email' => $marker . self::mail_domain(),
            'display_name' => $marker,
            'role' => '',
        ]);

        if (!is_int($id)) {
            throw UnableToMeasure::because('no canary user could be made: ' . $id->get_error_message());
        }
        // While a new user is under suspicion no page that shows it is stored, and a leak could not be seen.
        PurgeQueue::flush_all();

        return new self($id, $marker);
    }

    /** Value of the `Cookie` header by which WordPress knows it. */
    public function cookie(): string
    {
        $until = time() + self::SECONDS;
        $token = \WP_Session_Tokens::get_instance($this->id)->create($until);

        return CookieName::logged_in() . '=' . rawurlencode(wp_generate_auth_cookie($this->id, $until, 'logged_in', $token));
    }

    public function delete(): void
    {
        self::remove($this->id);
        PurgeQueue::flush_all();
    }

    /**
     * Takes away those that a run left which was killed, however little of them was written: name and address are in the
     * first row that there is of a user, and its other data come after it.
     */
    public static function delete_all(): void
    {
        foreach (get_users(['search' => self::LOGIN . '*', 'search_columns' => ['user_login'], 'fields' => ['ID', 'user_login', 'user_email'], 'blog_id' => 0]) as $user) {
            ['ID' => $id, 'user_login' => $login, 'user_email' => $mail] = (is_object($user) ? get_object_vars($user) : []) + ['ID' => 0, 'user_login' => '', 'user_email' => ''];
            $isOurs = is_string($login) && preg_match('/\A' . self::LOGIN . '[0-9a-f]{16}\z/', $login) === 1 && $mail === $login . self::mail_domain();
            if ($isOurs && is_numeric($id)) {
                self::remove((int) $id);
            }
        }
    }

    /** Users are the network's: each site takes away its own. No mail is ever sent to it (RFC 2606 section 2). */
    private static function mail_domain(): string
    {
        return '@' . get_current_blog_id() . '.canary.invalid';
    }

    private static function remove(int $id): void
    {
        require_once ABSPATH . 'wp-admin/includes/user.php';
        if (is_multisite()) {
            require_once ABSPATH . 'wp-admin/includes/ms.php';
            wpmu_delete_user($id);
        } else {
            wp_delete_user($id);
        }
    }
}
