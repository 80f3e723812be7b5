<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Direct;

use DynamicCache\Direct\ApacheRules;
use DynamicCache\Direct\HtaccessText;

require_once __DIR__ . '/DirectServerTestCase.php';

final class DirectApacheTest extends DirectServerTestCase
{
    /** As core writes it, without the condition that keeps the files of a test server from being rewritten. */
    private const CORE = "# BEGIN WordPress\n<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteBase /\nRewriteRule ^index\\.php$ - [L]\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{REQUEST_FILENAME} !-d [OR]\nRewriteCond %{REQUEST_URI} ^/$\nRewriteRule . /index.php [L]\nRewriteRule ^$ /index.php [L]\n</IfModule>\n# END WordPress\n";

    protected static function start(DirectSite $site, int $port): WebServer
    {
        mkdir($site->site->root, 0755, true);
        chmod("{$site->dir}/root/content", 0755);
        file_put_contents("{$site->site->root}/.htaccess", ApacheRules::folder($site->site));
        file_put_contents("{$site->dir}/root/.htaccess", HtaccessText::with(self::CORE, '1', ApacheRules::of($site->site)));

        return WebServer::apache($site->dir, $port);
    }

    public function test_nobody_tells_another_time_than_the_server(): void
    {
        self::renew_at(time() - 5000);
        $window = intdiv(time() - 5000, 1000);

        self::assertSame('php /a/', self::server()->ask('/a/', ["X-Dynamic-Cache-Time: t={$window}000000000"])['body']);
    }

    public function test_our_lines_come_out_to_the_same_bytes(): void
    {
        foreach (['', "\n", self::CORE, "Options -Indexes\r\n" . self::CORE, 'no line break at the end'] as $text) {
            $with = HtaccessText::with($text, '1', ApacheRules::of(self::site()->site));
            self::assertSame($with, HtaccessText::with($with, '1', ApacheRules::of(self::site()->site)));
            self::assertSame($text, HtaccessText::without($with, '1'));
        }
    }
}
