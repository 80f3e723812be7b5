<?php

/**
 * A test inside a real WordPress. What it writes to the database is rolled back, what it writes to the cache folder,
 * to advanced-cache.php and to wp-config.php is put back, and so are the global variables, which are what WordPress
 * keeps a request in; users and the REST server start afresh.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress;

use DynamicCache\Database;
use DynamicCache\Tests\WordPress\Databases\TestDatabase;
use PHPUnit\Framework\TestCase;

abstract class WordPressTestCase extends TestCase
{
    private static ?TestDatabase $database = null;

    /** @var array<string, mixed> */
    private array $globals = [];

    private string $wpConfig = '';

    /** Called when the WordPress of this process is installed. */
    public static function runs_on(TestDatabase $database): void
    {
        $database->keep();
        self::$database = $database;
    }

    protected function setUp(): void
    {
        parent::setUp();
        $this->wpConfig = (string) file_get_contents(ABSPATH . 'wp-config.php');
        self::remove_files();
        $this->globals = [];
        foreach ($GLOBALS as $name => $value) {
            if (is_string($name) && !str_starts_with($name, '__')) {
                $this->globals[$name] = $value;
            }
        }
        $hooks = $GLOBALS['wp_filter'];
        self::assertIsArray($hooks);
        $this->globals['wp_filter'] = array_map(static fn(mixed $hook): mixed => is_object($hook) ? clone $hook : $hook, $hooks);
        // A test with permalinks of its own, or one that asked for a page or printed it, changes these very objects.
        foreach (['wp', 'wp_rewrite', 'wp_scripts', 'wp_styles'] as $name) {
            $object = $GLOBALS[$name] ?? null;
            $this->globals[$name] = is_object($object) ? clone $object : $object;
        }
        $GLOBALS['wp_rest_server'] = null;
        // As WordPress has it before it knows what was asked for.
        $GLOBALS['wp_query'] = $GLOBALS['wp_the_query'] = new \WP_Query();
        wp_set_current_user(0);
        wp_cache_flush();
        self::sql('START TRANSACTION');
    }

    protected function tearDown(): void
    {
        self::$database?->undo(Database::connection());
        // One test that rendered a page, looked at a screen of wp-admin or registered a type would be in all that follow.
        foreach (array_diff_key($GLOBALS, $this->globals) as $name => $ignored) {
            if (!str_starts_with($name, '__')) {
                unset($GLOBALS[$name]);
            }
        }
        foreach ($this->globals as $name => $value) {
            $GLOBALS[$name] = $value;
        }
        wp_cache_flush();
        wp_set_current_user(0);
        self::remove_files();
        file_put_contents(ABSPATH . 'wp-config.php', $this->wpConfig);
        parent::tearDown();
    }

    /** Becomes a new user with this role. */
    protected function become(string $role): int
    {
        $user = wp_insert_user([
            'user_login' => $role . bin2hex(random_bytes(4)),
            'user_pass' => 'password',
            'user_email' => bin2hex(random_bytes(4)) . '@example.org',
            'role' => $role,
        ]);
        self::assertIsInt($user);
        wp_set_current_user($user);

        return $user;
    }

    /**
     * Calls our REST API in this process, the way core's server does.
     *
     * @param string|array<mixed>|null $body text as it is, or what becomes JSON
     * @param array<string, string> $headers
     */
    protected function rest(string $method, string $path, string|array|null $body = null, array $headers = []): RestAnswer
    {
        [$route, $query] = explode('?', $path, 2) + ['', ''];
        $request = new \WP_REST_Request($method, '/dynamic-cache/v1' . $route);
        parse_str($query, $parameters);
        $request->set_query_params(array_filter($parameters, is_string(...), ARRAY_FILTER_USE_KEY));
        if ($body !== null) {
            $request->set_header('content-type', 'application/json');
            $request->set_body(is_string($body) ? $body : json_encode($body === [] ? new \stdClass() : $body, JSON_THROW_ON_ERROR));
        }
        foreach ($headers as $name => $value) {
            $request->set_header($name, $value);
        }

        return RestAnswer::of(rest_get_server()->dispatch($request));
    }

    /**
     * Changes settings over REST, from the state they are in.
     *
     * @param string|array<mixed> $patch
     */
    protected function patch_settings(string|array $patch, string $query = ''): RestAnswer
    {
        $revision = $this->rest('GET', '/settings')->text('revision');

        return $this->rest('PATCH', '/settings' . $query, $patch, ['If-Match' => $revision]);
    }

    protected static function cache_dir(): string
    {
        return WP_CONTENT_DIR . '/cache/dynamic-cache';
    }

    protected static function sql(string $statement): void
    {
        Database::connection()->query($statement);
    }

    private static function remove_files(): void
    {
        if (is_dir(WP_CONTENT_DIR . '/cache')) {
            ThrowAwayWordPress::delete_folder(WP_CONTENT_DIR . '/cache');
        }
        if (is_file(WP_CONTENT_DIR . '/advanced-cache.php')) {
            unlink(WP_CONTENT_DIR . '/advanced-cache.php');
        }
    }
}
