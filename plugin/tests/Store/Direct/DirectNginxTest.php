<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Direct;

use DynamicCache\Direct\NginxRules;
use PHPUnit\Framework\Attributes\DataProvider;

require_once __DIR__ . '/DirectServerTestCase.php';

final class DirectNginxTest extends DirectServerTestCase
{
    protected static function start(DirectSite $site, int $port): WebServer
    {
        foreach (['inside', 'folder'] as $folder) {
            mkdir("{$site->dir}/root/{$folder}");
        }
        foreach (['lost.html' => 'lost', 'inside/a.txt' => 'secret', 'folder/index.php' => '', 'file.txt' => 'file', 'あ.txt' => 'file あ'] as $name => $text) {
            file_put_contents("{$site->dir}/root/{$name}", $text);
        }

        return WebServer::nginx($site->dir, $port, NginxRules::of($site->site), NginxRules::jump($site->site));
    }

    /** @return array<string, array{string, int, string}> */
    public static function no_pages(): array
    {
        return [
            'a file' => ['/file.txt', 200, 'file'],
            'a file with bytes above ASCII' => ['/%e3%81%82.txt', 200, 'file あ'],
            'a folder with a script' => ['/folder/', 200, 'php /folder/'],
            'a page of PHP with bytes above ASCII' => ['/%e3%81%82/', 200, 'php /%e3%81%82/'],
            'another location' => ['/app/', 200, 'app'],
            'a location that nobody may ask for' => ['/inside/a.txt', 404, 'lost'],
            'a lost file' => ['/lost.css', 404, 'lost'],
            'a lost file with bytes above ASCII' => ['/%e3%81%82.css', 404, 'lost'],
            'an error of PHP' => ['/broken/', 503, 'lost'],
        ];
    }

    #[DataProvider('no_pages')]
    public function test_what_is_not_linked_is_handled_as_without_direct_mode(string $path, int $status, string $body): void
    {
        foreach ([[], ['Accept-Encoding: gzip']] as $headers) {
            $reply = self::server()->ask($path, $headers);
            self::assertSame([$status, $body], [$reply['status'], $reply['body']]);
            self::assertSame('DENY', $status === 200 ? $reply['headers']['x-frame-options'] ?? '' : 'DENY');
        }
    }

    public function test_where_the_owner_has_a_location_nothing_of_ours_is_sent(): void
    {
        self::site()->fill('/app/', 'page of the app', ['post:1'], time());

        self::assertSame('app', self::server()->ask('/app/')['body']);
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
