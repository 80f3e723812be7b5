<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\Bypass;
use DynamicCache\Engine\Config;
use DynamicCache\Engine\Json;
use DynamicCache\Engine\Lookup;
use DynamicCache\Engine\QueryParameter;
use DynamicCache\Engine\Request;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** The golden cases of keys and bypasses: this side sees the request as a web server hands it to PHP. */
final class LookupFixturesTest extends TestCase
{
    /** @return array<string, array{array<mixed>}> */
    public static function cases(): array
    {
        return Fixtures::of('lookup');
    }

    /** @param array<mixed> $case */
    #[DataProvider('cases')]
    public function test_decides_like_the_edge(array $case): void
    {
        $request = Request::from_server(self::server(Fixtures::part($case, 'request')));
        $lookup = new Lookup($request, self::config(Fixtures::part($case, 'site')));

        $found = $lookup->decide((int) Fixtures::text($case, 'now'));

        $actual = $found instanceof Bypass
            ? ['action' => 'bypass', 'reason' => $found->reason->value]
            : [
                'action' => 'lookup',
                'canonical' => $found->canonical,
                'key' => $found->key(),
                'path' => $found->path,
                'query' => $found->query,
                'ignored' => array_map(static fn(QueryParameter $parameter) => $parameter->name, $found->ignored),
            ];
        self::assertSame(Fixtures::part($case, 'expect'), $actual);
    }

    /**
     * $_SERVER as PHP fills it from the wire.
     *
     * @param array<mixed> $request
     *
     * @return array<string, string>
     */
    private static function server(array $request): array
    {
        $isSecure = Fixtures::text($request, 'scheme') === 'https';
        $server = [
            'REQUEST_METHOD' => Fixtures::text($request, 'method'),
            'REQUEST_URI' => Fixtures::text($request, 'target'),
            'SERVER_PORT' => $isSecure ? '443' : '80',
        ];
        if ($isSecure) {
            $server['HTTPS'] = 'on';
        }
        $headers = ['host' => Fixtures::text($request, 'host')] + Fixtures::part($request, 'headers');
        foreach (array_keys($headers) as $name) {
            $variable = strtoupper(strtr((string) $name, '-', '_'));
            $server[$variable === 'CONTENT_LENGTH' ? $variable : "HTTP_{$variable}"] = Fixtures::text($headers, (string) $name);
        }

        return $server;
    }

    /** @param array<mixed> $site */
    private static function config(array $site): Config
    {
        return Config::parse(Json::parse(json_encode([
            'v' => 1,
            'site' => $site['site'] ?? null,
            'scheme' => $site['scheme'] ?? null,
            'host' => $site['host'] ?? null,
            'aliases' => $site['aliases'] ?? null,
            'enabled' => $site['enabled'] ?? null,
            'paused_until' => $site['pausedUntil'] ?? null,
            'revision' => '00112233aabbccdd',
            'ttl' => ['page' => 604800, 'not_found' => 0, 'grace' => 86400, 'browser' => 0],
            'rules' => $site['rules'] ?? null,
            'store' => 'disk',
            'edge' => null,
        ], JSON_THROW_ON_ERROR)));
    }
}
