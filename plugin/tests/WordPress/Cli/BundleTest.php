<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cli;

/** `doctor --bundle`, on a site with a secret in every place that somebody could think of. */
final class BundleTest extends CliTestCase
{
    private const SECRETS = [
        'redis password' => 'canary-Redis"Pass/1',
        'zone token' => 'canaryZoneToken0123456789',
        'basic auth' => 'canary-user:canary-pass',
        'address of a webhook' => '/services/T0canary1/B0canary2/canaryHookToken',
        'constant in a list' => 'canary-of-a-list',
        'application password' => 'cana ryAB 1234 efGH 5678 ijKL',
        'private key' => 'MIIEcanary+key/of==',
        'constant' => 'canary-constant-of-a-plugin',
        'database password' => 'canary-database-password',
        'login cookie' => 'canary-login-cookie',
        'nonce' => 'canary0nonce',
        'token in a log' => 'canary.Bearer.token',
        'key in an address' => 'canary-key-in-address',
        'user in an address' => 'canary-user-in-address',
        'mail' => 'canary.person@example.net',
        'mail, escaped' => 'canary.other%40example.net',
        'display name' => 'canaryLoginName',
        'random key' => 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9f',
    ];

    public static function setUpBeforeClass(): void
    {
        parent::setUpBeforeClass();
        self::done('enable');
        foreach (['redis.password' => 'redis password', 'edge.zone_token' => 'zone token', 'edge.basic_auth' => 'basic auth'] as $path => $secret) {
            self::assertSame(0, self::wp()->pipe(self::SECRETS[$secret], 'settings', 'set', $path)->code);
        }
        self::done('settings', 'set', 'alerts.webhook_url', 'https://hooks.example.com' . self::SECRETS['address of a webhook']);
        $root = self::wp()->wordpress->root;
        $config = (string) file_get_contents("{$root}/wp-config.php");
        file_put_contents("{$root}/wp-config.php", str_replace(
            ["define('DB_PASSWORD', '');", "define('WP_DEBUG', true);"],
            ["define('DB_PASSWORD', '" . self::SECRETS['database password'] . "');\ndefine('WP_REDIS_PASSWORD', ['default', '" . self::SECRETS['constant in a list'] . "']);\ndefine('SOME_LICENSE_KEY', '" . self::SECRETS['constant'] . "');", "define('WP_DEBUG', true);\ndefine('WP_DEBUG_LOG', true);"],
            $config,
        ));
        file_put_contents("{$root}/wp-content/debug.log", self::log());
        self::assertSame(0, self::wp()->wp('', 'user', 'create', self::SECRETS['display name'], self::SECRETS['mail'], '--role=administrator')->code);
        self::done('purge', '/?token=' . self::SECRETS['key in an address'], '--user=' . self::SECRETS['display name']);
        self::done('purge', 'post:1');
    }

    public function test_no_secret_cookie_key_address_or_name_is_in_it(): void
    {
        $text = self::done('doctor', '--bundle=-')->out;

        foreach (self::SECRETS as $what => $secret) {
            foreach ([$secret, rawurlencode($secret), base64_encode($secret), substr((string) json_encode($secret), 1, -1)] as $spelling) {
                self::assertStringNotContainsStringIgnoringCase($spelling, $text, $what);
            }
        }
        self::assertStringNotContainsStringIgnoringCase('canary', $text);
        foreach (self::salts() as $salt) {
            self::assertStringNotContainsString($salt, $text);
        }
        self::assertDoesNotMatchRegularExpression('/enc:v1:[A-Za-z0-9]/', $text);
        self::assertStringNotContainsString('admin@example.org', $text);
    }

    public function test_what_somebody_who_helps_needs_is_in_it(): void
    {
        $bundle = self::done('doctor', '--bundle=-')->json();
        self::assertIsArray($bundle);

        self::assertSame('ai-wp-dynamic-cache/support-bundle/1', $bundle['format']);
        foreach (['status', 'problems', 'settings', 'findings', 'files', 'purges', 'outbox', 'counts', 'logs', 'cron', 'php', 'wordpress', 'site_health'] as $part) {
            self::assertIsArray($bundle[$part] ?? null, $part);
            self::assertArrayNotHasKey('failed', $bundle[$part], $part . ': ' . json_encode($bundle[$part]));
        }
        $json = (string) json_encode($bundle, JSON_UNESCAPED_SLASHES);
        self::assertStringContainsString('"dropin":"installed"', $json);
        self::assertStringContainsString('"password":"stored"', $json);
        self::assertStringContainsString('"webhook_url":"https://hooks.example.com[removed]"', $json, 'Whom, but not how.');
        self::assertStringContainsString('"cause"', $json);
        self::assertStringContainsString('post:1', $json);
        self::assertStringContainsString('AI WP Dynamic Cache: the outbox', $json);
        self::assertStringContainsString(PHP_VERSION, $json);
    }

    public function test_writes_a_file_for_its_owner_alone_and_never_over_another(): void
    {
        $file = self::wp()->wordpress->root . '/../support-' . bin2hex(random_bytes(4)) . '.json';
        self::done('doctor', "--bundle={$file}");
        self::assertSame('0600', substr(sprintf('%o', fileperms($file)), -4));
        $text = file_get_contents($file);
        self::refused('doctor', "--bundle={$file}");
        self::assertSame($text, file_get_contents($file));
        unlink($file);
    }

    public function test_a_part_that_fails_says_so_and_the_others_come(): void
    {
        $plugin = self::wp()->wordpress->root . '/wp-content/mu-plugins/broken.php';
        file_put_contents($plugin, "<?php add_filter('debug_information', function () { throw new RuntimeException('broken, with token=" . self::SECRETS['nonce'] . "'); });");
        $bundle = self::done('doctor', '--bundle=-')->json();
        unlink($plugin);

        self::assertIsArray($bundle);
        self::assertSame(['failed' => 'RuntimeException: broken, with token=[removed]'], $bundle['site_health']);
        self::assertIsArray($bundle['php']);
    }

    private static function log(): string
    {
        $secret = self::SECRETS;

        return <<<LOG
            [21-Nov-2026 10:00:00 UTC] AI WP Dynamic Cache: the outbox for the edge cannot be written
            [21-Nov-2026 10:00:01 UTC] dynamic-cache Cookie: wordpress_logged_in_ab12={$secret['login cookie']}; a=b
            [21-Nov-2026 10:00:02 UTC] dynamic-cache GET /?_wpnonce={$secret['nonce']}&a=1 wp-settings-1={$secret['login cookie']}
            [21-Nov-2026 10:00:03 UTC] dynamic-cache Authorization: Bearer {$secret['token in a log']}
            [21-Nov-2026 10:00:04 UTC] dynamic-cache https://{$secret['user in an address']}:x@example.net/?api_key={$secret['key in an address']}
            [21-Nov-2026 10:00:05 UTC] dynamic-cache mail to {$secret['mail']} and {$secret['mail, escaped']} from 203.0.113.77
            [21-Nov-2026 10:00:06 UTC] dynamic-cache redis AUTH {$secret['redis password']} and {$secret['constant']} and {$secret['random key']}
            [21-Nov-2026 10:00:06 UTC] dynamic-cache POST https://hooks.example.com{$secret['address of a webhook']} as {$secret['constant in a list']}
            [21-Nov-2026 10:00:06 UTC] dynamic-cache -----BEGIN RSA PRIVATE KEY----- {$secret['private key']} -----END RSA PRIVATE KEY----- for {$secret['application password']}
            [21-Nov-2026 10:00:07 UTC] another plugin: canary that has nothing to do with us

            LOG;
    }

    /** @return list<string> */
    private static function salts(): array
    {
        preg_match_all("/define\('(?:AUTH|SECURE_AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)', '([0-9a-f]{64})'/", (string) file_get_contents(self::wp()->wordpress->root . '/wp-config.php'), $salts);
        self::assertCount(8, $salts[1]);

        return $salts[1];
    }
}
