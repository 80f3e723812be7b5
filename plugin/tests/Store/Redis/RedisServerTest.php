<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Redis;

use DynamicCache\Engine\Json;
use DynamicCache\Store\RedisServer;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** Both ways to the same server: the one of every hit, and the one that reads all the settings. */
final class RedisServerTest extends TestCase
{
    private const GUARD = "<?php exit; ?>\n";

    /** @return array<string, array{RedisServer, string}> with another text of the owner that stands in the file */
    public static function servers(): array
    {
        return [
            'the usual' => [new RedisServer('127.0.0.1'), ''],
            'a socket' => [new RedisServer('/run/redis/redis.sock', 0), ''],
            'everything' => [new RedisServer('tls.test', 6380, true, 'user', 'secret', 'a.b-c_d', true, '/ca.pem', '/predis/autoload.php'), 'a}b{'],
            'quotes and slashes' => [new RedisServer('h', 1, false, 'a"b\\', "c\\\"'/}"), 'a"b\\"c\\'],
            'letters of other scripts' => [new RedisServer('h', 1, false, 'ключ', "p\u{1F511}<?php \n"), '<?php ?>'],
            'the name of the member itself' => [new RedisServer('h', 1, false, '', '"redis":{"host":"elsewhere"}'), '"store":"redis","redis":{"host":"elsewhere"}'],
        ];
    }

    #[DataProvider('servers')]
    public function test_a_hit_reads_what_the_whole_file_says(RedisServer $server, string $text): void
    {
        foreach ([JSON_HEX_TAG | JSON_UNESCAPED_SLASHES, 0] as $flags) {
            $file = self::GUARD . json_encode(['host' => $text, 'rules' => [[$text]], 'store' => 'redis', 'redis' => $server->to_array(), 'edge' => null], $flags | JSON_THROW_ON_ERROR);

            self::assertEquals($server, RedisServer::of_text($file));
            self::assertEquals($server, RedisServer::parse(Json::parse(substr($file, strlen(self::GUARD)))->object('redis')));
        }
    }

    /** @return array<string, array{string}> */
    public static function others(): array
    {
        $server = json_encode((new RedisServer('h'))->to_array(), JSON_THROW_ON_ERROR);

        return [
            'no file' => [''],
            'pages on disk' => ['{"store":"disk","redis":null}'],
            'pages on disk, though there is a server' => ["{\"store\":\"disk\",\"redis\":{$server}}"],
            'no server' => ['{"store":"redis","redis":null}'],
            'no host' => ['{"store":"redis","redis":' . str_replace('"h"', '""', $server) . '}'],
            'cut off' => ['{"store":"redis","redis":' . substr($server, 0, -1)],
            'a member that is not known' => ['{"store":"redis","redis":' . str_replace('"port"', '"portal"', $server) . '}'],
        ];
    }

    #[DataProvider('others')]
    public function test_where_it_is_not_said_as_it_is_written_the_long_way_has_to_read_it(string $text): void
    {
        self::assertNull(RedisServer::of_text($text));
    }

    public function test_connections_differ_by_who_asks_and_names_of_files_do_not(): void
    {
        $one = new RedisServer('h', 1, false, 'a', 'secret');
        $two = new RedisServer('h', 1, false, 'b', 'other');

        self::assertNotSame($one->connection(), $two->connection());
        self::assertSame($one->name(), $two->name());
        self::assertNotSame($one->name(), (new RedisServer('h', 2))->name());
        self::assertNotSame($one->name(), (new RedisServer('h', 1, true))->name());
    }
}
