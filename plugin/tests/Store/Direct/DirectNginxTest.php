<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Direct;

use DynamicCache\Direct\NginxRules;

require_once __DIR__ . '/DirectServerTestCase.php';

final class DirectNginxTest extends DirectServerTestCase
{
    protected static function start(DirectSite $site, int $port): WebServer
    {
        return WebServer::nginx($site->dir, $port, NginxRules::of($site->site));
    }

    public function test_a_file_that_goes_while_it_is_asked_for_is_answered_by_php(): void
    {
        // A folder where the file should be: nginx finds the name, and cannot send it.
        $page = self::site()->site->folder() . '/tree/pages/a/@.html';
        chmod($page, 0);
        $reply = self::server()->ask('/a/');

        self::assertContains($reply['body'], ['php /a/', 'page a']);
        self::assertSame(200, $reply['status']);
    }
}
