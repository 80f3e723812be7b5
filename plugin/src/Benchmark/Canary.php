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
    /** User meta by which one that was left behind is found; its value is the site, because users are the network's. */
    public const META = 'dynamic_cache_canary';

    private const SECONDS = 120;

    private function __construct(private readonly int $id, public readonly string $marker) {}

    /** @throws UnableToMeasure */
    public static function create(): self
    {
        $marker = 'canary' . bin2hex(random_bytes(8));
        $id = wp_insert_user([
            'user_login' => $marker,
            'user_pass' => wp_generate_password(40, true, true),
            'user_email' => "{$marker}@canary.invalid",
            'display_name' => $marker,
            'role' => '',
            'meta_input' => [self::META => (string) get_current_blog_id()],
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

    /** Takes away those that a run left which was killed. */
    public static function delete_all(): void
    {
        foreach (get_users(['meta_key' => self::META, 'meta_value' => (string) get_current_blog_id(), 'fields' => 'ID', 'blog_id' => 0]) as $id) {
            self::remove(is_numeric($id) ? (int) $id : 0);
        }
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
