<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Tests\WordPress\ThrowAwayWordPress;
use PHPUnit\Framework\TestCase;

final class NetworkTest extends TestCase
{
    private const SCRIPT = __DIR__ . '/../network.php';

    private ThrowAwayWordPress $wordpress;

    protected function setUp(): void
    {
        $this->wordpress = ThrowAwayWordPress::copy_of((string) getenv('WP_TEST_DIR'), dirname(__DIR__, 3), '127.0.0.1');
        $this->wordpress->install();
        $this->wordpress->run(self::SCRIPT, 'make');
        $config = (string) preg_replace('/^define\(\'WP_(?:HOME|SITEURL)\'.*\n/m', '', $this->config());
        file_put_contents($this->wordpress->root . '/wp-config.php', substr_replace(
            $config,
            "define('MULTISITE', true);\ndefine('SUBDOMAIN_INSTALL', false);\ndefine('DOMAIN_CURRENT_SITE', '127.0.0.1');\n"
            . "define('PATH_CURRENT_SITE', '/');\ndefine('SITE_ID_CURRENT_SITE', 1);\ndefine('BLOG_ID_CURRENT_SITE', 1);\n",
            strlen("<?php\n"),
            0,
        ));
    }

    protected function tearDown(): void
    {
        $this->wordpress->delete((int) getmypid());
    }

    public function test_R_47_WP_26_sites_of_a_network_share_the_dropin_and_nothing_else_and_leave_nothing(): void
    {
        $before = $this->config();
        $facts = json_decode($this->wordpress->run(self::SCRIPT, 'live'), true);
        $isSwitchedOn = str_contains($this->config(), 'WP_CACHE');
        $left = json_decode($this->wordpress->run(self::SCRIPT, 'uninstall'), true);

        self::assertSame([
            'first on' => [200, true],
            'second on' => [200, true],
            'sites' => [
                ['site' => '2', 'host' => '127.0.0.1', 'aliases' => [], 'path' => '/second/'],
                ['site' => '1', 'host' => '127.0.0.1', 'aliases' => [], 'path' => '/'],
            ],
            'rows' => [['Test site', 'http://127.0.0.1/', 'On'], ['Site 2', 'http://127.0.0.1/second/', 'On']],
            'a button with a nonce' => 1,
            'purged sites' => 2,
            'last purge of each' => ['["site"]', '["site"]'],
            'an envelope of another site' => 'needs-re-entry',
            'first off' => [200, true],
            'second off' => [200, false],
            'second on again' => [200, true],
            'after an update whose first visit is at the first' => 'installed',
        ], $facts);
        self::assertTrue($isSwitchedOn);
        self::assertSame(['left' => [], 'folder' => false, 'dropin' => false], $left);
        self::assertSame($before, $this->config());
    }

    public function test_a_site_that_is_deleted_takes_what_is_its_own_along_and_a_network_wide_deactivation_stops_every_site(): void
    {
        $before = $this->config();
        $facts = json_decode($this->wordpress->run(self::SCRIPT, 'shrink'), true);

        self::assertSame([
            'before' => ['config' => true, 'files' => 6, 'pages' => true, 'tables' => 'all', 'dropin' => true],
            'site deleted' => ['config' => false, 'files' => 1, 'pages' => false, 'tables' => 'none', 'dropin' => true],
            'paths' => ['/'],
            'still on after deactivation' => [],
            'dropin after deactivation' => false,
        ], $facts);
        self::assertSame($before, $this->config());
    }

    private function config(): string
    {
        return (string) file_get_contents($this->wordpress->root . '/wp-config.php');
    }
}
