<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\Connection;
use DynamicCache\Edge\EdgeStatus;
use DynamicCache\Edge\SignedRequest;
use DynamicCache\Edge\Signer;
use DynamicCache\Purge\Purged;

/** The whole way over a real HTTP server: what a Worker receives is what was signed, authority and content type too. */
final class OverHttpTest extends EdgeTestCase
{
    /** @var resource|null */
    private $server = null;

    private string $file = '';

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        $this->file = (string) tempnam(sys_get_temp_dir(), 'worker');
        Connection::of_wordpress()->boot();
    }

    protected function tearDown(): void
    {
        if ($this->server !== null) {
            proc_terminate($this->server);
            proc_close($this->server);
        }
        unlink($this->file);
        parent::tearDown();
    }

    public function test_a_site_registers_configures_purges_and_leaves(): void
    {
        $url = $this->start_worker();
        $this->patch_settings(['edge' => ['enabled' => true, 'url' => $url]]);
        $status = (new EdgeStatus())->to_array();
        self::assertSame(
            ['state' => 'active', 'error' => null, 'site_id' => 'site-7', 'kid' => 'k-9', 'behind' => 0, 'url' => $url],
            array_intersect_key($status, ['state' => 0, 'error' => 0, 'site_id' => 0, 'kid' => 0, 'behind' => 0, 'url' => 0]),
        );
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        $this->patch_settings(self::OFF);

        $sent = $this->received();
        self::assertSame([
            'POST /api/plugin/live/register',
            'GET /api/plugin/live/register/site-7',
            'PUT /api/plugin/config',
            'POST /api/cache/purge',
            'POST /api/cache/purge',
            'DELETE /api/plugin/site',
        ], array_map(static fn(SentRequest $request): string => "{$request->method} {$request->url}", $sent));
        foreach (array_slice($sent, 0, 2) as $request) {
            self::assertSame('Bearer ' . self::BOOTSTRAP, $request->header('authorization'));
        }
        foreach (array_slice($sent, 2) as $request) {
            self::assertSame('', $request->header('authorization'));
            self::assertSame(self::signature($request), $request->header('x-plugin-signature'));
            self::assertNotSame('', $request->header('idempotency-key'));
        }
        $nonces = array_map(static fn(SentRequest $request): string => $request->header('x-plugin-nonce'), array_slice($sent, 2));
        self::assertCount(4, array_unique($nonces));
    }

    /** Over the request as it was received, not as it was meant. */
    private static function signature(SentRequest $request): string
    {
        return Signer::sign(FakeWorker::SECRET, 'k-9', Signer::TO_WORKER, new SignedRequest(
            $request->header('x-plugin-id'),
            $request->header('x-plugin-timestamp'),
            $request->header('x-plugin-nonce'),
            $request->method,
            $request->header('host'),
            $request->url,
            $request->header('content-type'),
            $request->body,
        ));
    }

    /** @return list<SentRequest> header names in lower case */
    private function received(): array
    {
        $requests = [];
        foreach ((array) file($this->file, FILE_IGNORE_NEW_LINES) as $line) {
            $sent = json_decode((string) $line, true);
            self::assertIsArray($sent);
            self::assertIsArray($sent['headers']);
            $headers = array_filter(array_change_key_case($sent['headers']), is_string(...));
            $text = static fn(string $name): string => is_string($sent[$name] ?? null) ? $sent[$name] : '';
            $requests[] = new SentRequest($text('method'), $text('target'), array_combine(array_map(strval(...), array_keys($headers)), $headers), $text('body'), 0.0);
        }

        return $requests;
    }

    private function start_worker(): string
    {
        $free = stream_socket_server('tcp://127.0.0.1:0');
        self::assertNotFalse($free);
        $address = (string) stream_socket_get_name($free, false);
        fclose($free);
        $process = proc_open(
            [PHP_BINARY, '-S', $address, __DIR__ . '/worker-stand-in.php'],
            [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], ['file', '/dev/null', 'w']],
            $pipes,
            null,
            ['STAND_IN_FILE' => $this->file, 'STAND_IN_SECRET' => FakeWorker::SECRET, 'PATH' => (string) getenv('PATH')],
        );
        self::assertNotFalse($process);
        $this->server = $process;
        for ($try = 0; $try < 100; $try++) {
            $probe = @stream_socket_client("tcp://{$address}", $code, $message, 0.1);
            if ($probe !== false) {
                fclose($probe);

                return "http://{$address}";
            }
            usleep(50_000);
        }
        self::fail('The stand-in did not start.');
    }
}
