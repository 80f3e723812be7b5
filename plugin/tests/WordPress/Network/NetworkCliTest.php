<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Network;

use DynamicCache\Tests\WordPress\Cli\WpCli;
use DynamicCache\Tests\WordPress\Cli\WpCliAnswer;
use PHPUnit\Framework\TestCase;

/** The command line on a network whose sites are sub-domains (SUBDOMAIN_INSTALL), and who may do what there. */
final class NetworkCliTest extends TestCase
{
    private const HOST = 'network.example';
    private const SHOP = 'shop.network.example';

    private static ?WpCli $wp = null;

    public static function setUpBeforeClass(): void
    {
        self::$wp = WpCli::on_a_new_site();
        self::step('make');
        $file = self::wp()->wordpress->root . '/wp-config.php';
        $config = (string) preg_replace('/^define\(\'WP_(?:HOME|SITEURL)\'.*\n/m', '', (string) file_get_contents($file));
        $constants = ["'MULTISITE', true", "'SUBDOMAIN_INSTALL', true", "'DOMAIN_CURRENT_SITE', '" . self::HOST . "'", "'PATH_CURRENT_SITE', '/'", "'SITE_ID_CURRENT_SITE', 1", "'BLOG_ID_CURRENT_SITE', 1"];
        file_put_contents($file, str_replace("<?php\n", "<?php\n" . implode('', array_map(static fn(string $constant): string => "define({$constant});\n", $constants)), $config));
        self::step('activate');
        self::step('add', self::SHOP . '/');
        self::step('person', '2');
        foreach ([self::HOST, self::SHOP] as $host) {
            self::assertSame(0, self::on($host, 'enable')->code);
        }
    }

    public static function tearDownAfterClass(): void
    {
        self::$wp?->delete();
        self::$wp = null;
    }

    public function test_status_of_the_network_has_a_line_for_each_site(): void
    {
        $answer = self::on(self::HOST, 'status', '--network', '--format=json');
        $rows = json_decode($answer->out, true);
        self::assertIsArray($rows, $answer->out . $answer->err);

        self::assertSame([1, 2], array_column($rows, 'site'));
        self::assertSame('http://' . self::SHOP . '/', array_column($rows, 'url')[1] ?? null);
        self::assertSame([true, true], array_column($rows, 'enabled'));
    }

    public function test_a_purge_of_the_network_reaches_every_site_and_one_of_a_site_that_site(): void
    {
        $before = [self::purges(self::HOST), self::purges(self::SHOP)];
        self::assertSame(0, self::on(self::HOST, 'purge', '--all', '--network')->code);
        $both = [self::purges(self::HOST), self::purges(self::SHOP)];
        self::assertSame(0, self::on(self::SHOP, 'purge', '--all')->code);

        self::assertSame([$before[0] + 1, $before[1] + 1], $both);
        self::assertSame([$both[0], $both[1] + 1], [self::purges(self::HOST), self::purges(self::SHOP)]);
    }

    public function test_a_site_whose_store_is_away_keeps_no_other_from_being_purged(): void
    {
        $before = self::purges(self::SHOP);
        $log = self::wp()->wordpress->root . '/wp-content/cache/dynamic-cache/log/1.php';
        rename($log, "{$log}.away");
        mkdir($log);
        try {
            $answer = self::on(self::HOST, 'purge', '--all', '--network');
        } finally {
            rmdir($log);
            rename("{$log}.away", $log);
        }

        self::assertSame(1, $answer->code);
        self::assertStringContainsString('/: The store', $answer->err);
        self::assertStringContainsString('2 sites have', $answer->out);
        self::assertSame($before + 1, self::purges(self::SHOP));
    }

    public function test_an_address_of_another_site_is_refused(): void
    {
        $before = self::purges(self::SHOP);
        self::assertSame(1, self::on(self::SHOP, 'purge', '/', 'http://' . self::HOST . '/')->code);
        self::assertSame($before, self::purges(self::SHOP));
    }

    public function test_a_setting_is_the_sites_own(): void
    {
        self::assertSame(0, self::on(self::SHOP, 'settings', 'set', 'ttl.page', '777')->code);

        self::assertSame('777', trim(self::on(self::SHOP, 'settings', 'get', 'ttl.page')->out));
        self::assertSame('604800', trim(self::on(self::HOST, 'settings', 'get', 'ttl.page')->out));
    }

    public function test_WP_02_the_administrator_of_a_site_steers_that_site_and_no_other_and_not_the_network(): void
    {
        $purges = self::purges(self::HOST);

        self::assertSame(0, self::on(self::SHOP, 'purge', '--all', '--user=keeper')->code);
        foreach ([
            [self::HOST, 'purge', '--all'],
            [self::HOST, 'status'],
            [self::HOST, 'settings', 'set', 'ttl.page', '888'],
            [self::HOST, 'disable'],
            [self::SHOP, 'purge', '--all', '--network'],
            [self::SHOP, 'status', '--network'],
        ] as $words) {
            $answer = self::on(...[...$words, '--user=keeper']);
            self::assertSame(1, $answer->code, implode(' ', $words) . ': ' . $answer->out);
        }
        self::assertSame($purges, self::purges(self::HOST));
        self::assertSame('604800', trim(self::on(self::HOST, 'settings', 'get', 'ttl.page')->out));
        self::assertStringContainsString('"enabled": true', self::on(self::HOST, 'status', '--format=json')->out);
    }

    private static function purges(string $host): int
    {
        return (int) self::step('purges', $host === self::HOST ? '1' : '2');
    }

    private static function on(string $host, string ...$words): WpCliAnswer
    {
        return self::wp()->run(...[...array_values($words), "--url={$host}"]);
    }

    private static function step(string $step, string $about = ''): string
    {
        return self::wp()->wordpress->run(__DIR__ . '/steps.php', self::HOST, $step, $about);
    }

    private static function wp(): WpCli
    {
        return self::$wp ?? throw new \LogicException('The site is not there.');
    }
}
