<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\Bypass;
use DynamicCache\Engine\CacheKey;
use DynamicCache\Engine\FillRequest;
use DynamicCache\Engine\Lookup;
use DynamicCache\Engine\PhpName;
use DynamicCache\Engine\Request;
use DynamicCache\Engine\Target;
use DynamicCache\Engine\Visit;
use PHPUnit\Framework\TestCase;

/** Invariants 3 to 7 of docs/security.md, for requests that nobody would write by hand. FUZZ_SEED has one again. */
final class RequestInvariantsTest extends TestCase
{
    private const NAMES = ['a', 'b', 'utm_', 'utm.', 'utm%5F', 'source', 'gclid', 'x', '[', ']', '[]', '%5B', '%5D', '.', '+', '%20', ' ', '%00', '_', '%2E', '-', 'é', '%c3%a9', ';', '%3B', 'UTM_', '"', '<', '%', '%zz', "\x7f"];

    private const VALUES = ['1', 'x', 'canary', '%22', '%3C', '"', '<', '>', '+', '%20', '%26', '=', ';', '%3B', '%00', '%0a', '%0d', 'é', '%ff', "\xff", '/', '%2F', '?', '#', '%', '%2', '{}', '*', '..'];

    private const PATHS = ['/', 'a', 'B', 'hello-world', '.', '..', '%2e', '%2F', '%5c', '\\', '//', '%20', '%41', '%c3%a9', 'é', ';', ':', '@', '!', '~', "'", '%00', "\t", '%7f', '<', '"', '%', '*', 'index.php', 'wp-admin', 'WP-JSON'];

    private const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'get', 'PURGE', 'GET ', ''];

    /** What a visitor sends along that is in no key. */
    private const EXTRAS = [
        'HTTP_IF_MATCH', 'HTTP_IF_MODIFIED_SINCE', 'HTTP_IF_NONE_MATCH', 'HTTP_IF_RANGE', 'HTTP_IF_UNMODIFIED_SINCE', 'HTTP_RANGE',
        'HTTP_X_FORWARDED_HOST', 'HTTP_X_FORWARDED_PROTO', 'HTTP_X_FORWARDED_PORT', 'HTTP_X_ORIGINAL_URL', 'HTTP_X_REWRITE_URL', 'HTTP_FORWARDED', 'HTTP_X_HOST',
    ];

    private Chance $chance;

    private int $seed;

    protected function setUp(): void
    {
        $this->seed = Chance::seed();
        $this->chance = new Chance($this->seed);
    }

    public function test_invariant_3_what_wordpress_sees_of_a_fill_is_told_by_the_key_alone(): void
    {
        $compared = 0;
        for ($run = 0; $run < Chance::times(2_000); $run++) {
            $parameters = array_map($this->parameter(...), range(1, 1 + $this->chance->below(4)));
            $query = implode('&', $parameters);
            $other = $this->same_query_otherwise($parameters);
            $path = '/hello-world/';
            $one = $this->lookup("{$path}?{$query}", 'site.test');
            $two = $this->lookup($this->chance->respelled($path) . "?{$other}", $this->chance->one(['SITE.TEST', 'www.site.test', 'site.test:443', 'site.test.']));
            if (!$one[1] instanceof Target || !$two[1] instanceof Target) {
                continue;
            }
            self::assertSame($one[1]->canonical, $two[1]->canonical, "{$query} and {$other}, seed {$this->seed}");
            self::assertSame($this->seen(...$one), $this->seen(...$two), "{$query} and {$other}, seed {$this->seed}");
            $compared++;
        }
        self::assertGreaterThan(500, $compared, 'Hardly a request was cacheable.');
    }

    public function test_invariant_3_an_ignored_parameter_is_nowhere_in_what_wordpress_sees(): void
    {
        for ($run = 0; $run < Chance::times(1_000); $run++) {
            $canary = 'canary' . $this->chance->below(1_000_000_000);
            $name = $this->chance->one(['utm_source', 'utm.source', 'utm%5fx', '%75tm_x', 'utm source', '+utm_x', 'gclid', 'gclid[a]', 'utm_[]', 'fbclid%00x']);
            $query = implode('&', $this->chance->shuffled(['a=1', "{$name}={$canary}", 'b[]=2', "{$name}"]));
            [$request, $found] = $this->lookup("/?{$query}", 'site.test');
            self::assertInstanceOf(Target::class, $found, "{$query}, seed {$this->seed}");

            self::assertStringNotContainsString($canary, json_encode($this->seen($request, $found), JSON_THROW_ON_ERROR), "{$query}, seed {$this->seed}");
        }
    }

    public function test_invariant_4_a_name_is_what_php_makes_of_it(): void
    {
        for ($run = 0; $run < Chance::times(20_000); $run++) {
            $raw = strtr($this->chance->is(70) ? $this->chance->text(self::NAMES, 5) : $this->chance->bytes($this->chance->below(6)), ['&' => '', '=' => '', '#' => '']);
            parse_str("{$raw}=1", $variables);
            $name = PhpName::of(urldecode($raw));

            self::assertSame((string) (array_key_first($variables) ?? ''), $name, bin2hex($raw) . ", seed {$this->seed}");
        }
    }

    public function test_invariant_4_a_private_name_is_private_in_every_spelling(): void
    {
        $names = ['preview', 'rest_route', 'customize_changeset_uuid', 'unapproved', '_wpnonce', 'add-to-cart', 'wc-ajax', 'wp_scrape_key', 'token'];
        for ($run = 0; $run < Chance::times(2_000); $run++) {
            $name = $this->chance->one($names);
            $spelled = $this->chance->text(['%20', '+'], 2) . $this->chance->respelled((string) preg_replace_callback('/_/', fn(): string => $this->chance->one(['_', '.', '%2e', '%20', '+']), $name));
            // A space in front is cut off, inside it is an underscore: a name that begins with one keeps it.
            $spelled = str_starts_with($name, '_') ? $this->chance->respelled($name) : $spelled;
            $spelled .= $this->chance->one(['', '%00x', '[]', '[a][b]']);
            [, $found] = $this->lookup("/?{$spelled}=1", 'site.test');

            self::assertInstanceOf(Bypass::class, $found, "{$spelled}, seed {$this->seed}");
        }
    }

    public function test_invariant_5_an_address_has_one_canonical_spelling(): void
    {
        $kept = 0;
        for ($run = 0; $run < Chance::times(10_000); $run++) {
            $raw = '/' . $this->chance->text(self::PATHS, 6);
            $path = CacheKey::path($raw);
            if ($path === null) {
                continue;
            }
            $kept++;
            self::assertSame($path, CacheKey::path($path), "{$raw}: again");
            self::assertSame($path, CacheKey::path($this->chance->respelled($path)), "{$raw}, seed {$this->seed}: respelled");
            self::assertMatchesRegularExpression('#^/(?:[A-Za-z0-9\-._~!$&\'()*+,;=:@/]|%[0-9A-F]{2})*$#D', $path, $raw);
            self::assertDoesNotMatchRegularExpression('#//|/\.{1,2}(/|$)|%2F|%5C|%00#', $path, $raw);
        }
        self::assertGreaterThan(500, $kept);
    }

    public function test_invariant_6_get_fills_head_reads_and_nothing_conditional_travels(): void
    {
        for ($run = 0; $run < Chance::times(2_000); $run++) {
            $server = ['REQUEST_METHOD' => $this->chance->one(self::METHODS)] + $this->server('/?a=1', 'site.test');
            foreach (['CONTENT_LENGTH' => '3', 'HTTP_TRANSFER_ENCODING' => 'chunked', 'HTTP_X_HTTP_METHOD_OVERRIDE' => 'HEAD', 'HTTP_X_METHOD_OVERRIDE' => '', 'HTTP_AUTHORIZATION' => 'Basic eDp5'] as $name => $value) {
                if ($this->chance->is(8)) {
                    $server[$name] = $value;
                }
            }
            $request = Request::from_server($server);
            $found = (new Lookup($request, ConfigOf::site()))->decide(1_800_000_000);
            $isPlain = array_intersect_key($server, ['CONTENT_LENGTH' => 0, 'HTTP_TRANSFER_ENCODING' => 0, 'HTTP_X_HTTP_METHOD_OVERRIDE' => 0, 'HTTP_X_METHOD_OVERRIDE' => 0, 'HTTP_AUTHORIZATION' => 0]) === [];

            self::assertSame($isPlain && in_array($request->method, ['GET', 'HEAD'], true), $found instanceof Target, json_encode($server, JSON_THROW_ON_ERROR));
            if ($found instanceof Target) {
                self::assertSame([], array_values(array_intersect(array_keys($this->seen($request, $found)['server']), self::EXTRAS)));
            }
        }
    }

    public function test_invariant_7_fields_cannot_move_into_each_other(): void
    {
        $bytes = ['a', '1', ':', "\n", '0', '2:', '/', '__', '|', '{', '}', '*', '?', '[', "\0", '../', 'x', '', '%'];
        for ($run = 0; $run < Chance::times(10_000); $run++) {
            $fields = [
                'site' => (string) $this->chance->below(30), 'scheme' => 'https', 'host' => $this->chance->text($bytes, 4), 'path' => $this->chance->text($bytes, 5), 'query' => $this->chance->text($bytes, 5),
                'persona' => $this->chance->text($bytes, 2), 'language' => $this->chance->text($bytes, 2), 'currency' => $this->chance->text($bytes, 2), 'device' => $this->chance->text($bytes, 2),
            ];
            $canonical = CacheKey::canonical($fields);

            // Whoever can read the fields back out of it cannot have taken two of them for one.
            self::assertSame(array_values($fields), self::read_back($canonical), bin2hex($canonical) . ", seed {$this->seed}");
            self::assertMatchesRegularExpression('/^[0-9a-f]{64}$/D', (new Target($canonical, '', '', [], []))->key());
        }
    }

    private function parameter(): string
    {
        return strtr($this->chance->text(self::NAMES, 4) . ($this->chance->is(80) ? '=' . $this->chance->text(self::VALUES, 4) : ''), ['&' => '', '#' => '']);
    }

    /**
     * Names in another order, with ignored ones between; several of the same name keep theirs.
     *
     * @param list<string> $parameters
     */
    private function same_query_otherwise(array $parameters): string
    {
        $groups = [];
        foreach ($parameters as $parameter) {
            $groups[urldecode(explode('=', $parameter, 2)[0])][] = $this->chance->respelled($parameter);
        }
        $others = [];
        foreach ($this->chance->shuffled(array_values($groups)) as $group) {
            array_push($others, ...$group);
        }
        $others[] = 'utm_campaign=' . $this->chance->below(1000);

        return implode('&', $this->chance->is(50) ? ['', ...$others, ''] : $others);
    }

    /** @return array{Request, Bypass|Target} */
    private function lookup(string $target, string $host): array
    {
        $request = Request::from_server($this->server($target, $host));

        return [$request, (new Lookup($request, ConfigOf::site()))->decide(1_800_000_000)];
    }

    /** @return array<string, string> */
    private function server(string $target, string $host): array
    {
        $server = ['REQUEST_METHOD' => 'GET', 'HTTPS' => 'on', 'SERVER_PORT' => '443', 'HTTP_HOST' => $host, 'REQUEST_URI' => $target, 'QUERY_STRING' => explode('?', $target, 2)[1] ?? ''];
        foreach (self::EXTRAS as $name) {
            if ($this->chance->is(30)) {
                $server[$name] = 'canary' . $this->chance->below(1_000_000_000);
            }
        }

        return $server;
    }

    /** @return array{server: array<array-key, mixed>, get: array<array-key, mixed>, request: array<array-key, mixed>} what PHP shows WordPress of a request that is being recorded */
    private function seen(Request $request, Bypass|Target $found): array
    {
        self::assertInstanceOf(Target::class, $found);
        $before = [$_SERVER, $_GET, $_REQUEST];
        $_SERVER = $this->server($request->target, $request->host);
        @parse_str($request->raw_query(), $variables);
        $_GET = $variables;
        $_REQUEST = $variables;
        FillRequest::clean(new Visit($request, ConfigOf::site(), $found, 1_800_000_000));
        $seen = ['server' => $_SERVER, 'get' => $_GET, 'request' => $_REQUEST];
        [$_SERVER, $_GET, $_REQUEST] = $before;

        return $seen;
    }

    /** @return list<string> */
    private static function read_back(string $canonical): array
    {
        $fields = [];
        for ($at = strlen("dck1\n"); $at < strlen($canonical);) {
            $colon = (int) strpos($canonical, ':', $at);
            $length = (int) substr($canonical, $at, $colon - $at);
            $fields[] = substr($canonical, $colon + 1, $length);
            $at = $colon + 1 + $length + 1;
        }

        return $fields;
    }
}
