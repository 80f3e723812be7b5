<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\Answer;
use DynamicCache\Edge\Connection;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\UnableToReachEdge;
use DynamicCache\Edge\WordPressTransport;
use DynamicCache\Purge\Purged;
use PHPUnit\Framework\Attributes\DataProvider;
use WpOrg\Requests\Transport\Curl;
use WpOrg\Requests\Transport\Fsockopen;

/** The one class that touches the network, against real sockets. */
final class WordPressTransportTest extends EdgeTestCase
{
    public function test_sends_the_bytes_and_headers_it_is_given(): void
    {
        $answer = $this->exchange("HTTP/1.1 200 OK\r\nDate: Sat, 21 Nov 2026 05:00:00 GMT\r\nContent-Length: 11\r\n\r\n{\"ok\":true}", 'PUT', '{"a":"ä/b"}', $request);

        self::assertEquals(new Answer(200, '{"ok":true}', 'Sat, 21 Nov 2026 05:00:00 GMT'), $answer);
        [$head, $body] = explode("\r\n\r\n", $request, 2);
        self::assertStringStartsWith("PUT /api/plugin/config HTTP/1.1\r\n", $head);
        self::assertStringContainsString("\r\nX-Plugin-Id: site-1", $head);
        self::assertSame('{"a":"ä/b"}', $body);
    }

    public function test_a_request_without_a_body_has_no_content_type(): void
    {
        $this->exchange("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 'DELETE', '', $request);

        // The content type is signed: one that the library adds would break the signature.
        self::assertStringNotContainsStringIgnoringCase('content-type', $request);
    }

    public function test_nobody_is_followed_to_another_address(): void
    {
        $answer = $this->exchange("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 2\r\n\r\n{}", 'POST', '{}', $request);

        self::assertSame(307, $answer->status);
    }

    public function test_WP_22_an_answer_without_end_is_cut(): void
    {
        $answer = $this->exchange("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" . str_repeat('x', 1_000_000), 'POST', '{}', $request);

        self::assertSame(65_536, strlen($answer->body));
    }

    public function test_a_closed_port_is_a_failure_with_a_name(): void
    {
        $this->expectException(UnableToReachEdge::class);
        (new WordPressTransport())->send('POST', 'http://127.0.0.1:9/api/cache/purge', [], '{}', 0.3);
    }

    public function test_an_address_that_wordpress_may_not_call_is_a_failure_that_says_so(): void
    {
        // The tests' WordPress forbids all but itself (WP_HTTP_BLOCK_EXTERNAL); 127.0.0.1 is itself.
        $this->expectExceptionObject(UnableToReachEdge::because('blocked_by_wordpress'));
        (new WordPressTransport())->send('GET', 'https://edge.example.com/', [], '', 0.3);
    }

    /** @return iterable<string, array{class-string<\WpOrg\Requests\Transport>, float}> */
    public static function transports(): iterable
    {
        yield 'cURL' => [Curl::class, 0.5];
        yield 'a host without cURL' => [Fsockopen::class, 1.3];
    }

    /** @param class-string<\WpOrg\Requests\Transport> $transport */
    #[DataProvider('transports')]
    public function test_a_worker_that_takes_no_connection_is_given_up_soon(string $transport, float $most): void
    {
        $context = stream_context_create(['socket' => ['backlog' => 1]]);
        $server = stream_socket_server('tcp://127.0.0.1:0', $code, $message, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, $context);
        self::assertNotFalse($server);
        $address = 'tcp://' . stream_socket_get_name($server, false);
        // Nobody accepts: once its queue is full, the kernel lets further connections wait.
        $queue = array_map(static fn(): mixed => @stream_socket_client($address, $code, $message, 0.2), range(1, 4));
        add_action('requests-requests.before_request', static function (&$url, &$headers, &$data, &$type, &$options) use ($transport): void {
            if (is_array($options)) {
                $options['transport'] = $transport;
            }
        }, 10, 5);

        $start = microtime(true);
        try {
            (new WordPressTransport())->send('POST', str_replace('tcp:', 'http:', $address), [], '{}', 0.3);
            self::fail('Nobody answers here.');
        } catch (UnableToReachEdge) {
            $time = microtime(true) - $start;
        }
        self::assertContains(false, $queue, 'The queue was not full.');
        self::assertGreaterThan(0.25, $time);
        self::assertLessThan($most, $time);
    }

    public function test_WP_22_a_worker_that_hangs_holds_a_save_up_for_a_third_of_a_second_and_only_once(): void
    {
        $server = stream_socket_server('tcp://127.0.0.1:0');
        self::assertNotFalse($server);
        // The kernel takes the connection; nobody ever answers it.
        $url = 'http://' . stream_socket_get_name($server, false);
        Credentials::load()->verifying_as('site-1', $url, time())->activated('k-1', FakeWorker::SECRET)->save();
        Connection::of_wordpress()->boot();

        $start = microtime(true);
        foreach (['post:1', 'post:2', 'post:3'] as $tag) {
            do_action('dynamic_cache_purged', new Purged([$tag], [], false, null));
        }
        $time = microtime(true) - $start;

        // The library in core would wait for a whole second.
        self::assertGreaterThan(0.25, $time);
        self::assertLessThan(0.95, $time);
        self::assertSame(3, (new Outbox())->waiting(time()));
        self::assertNotFalse(stream_socket_accept($server, 1.0));
        self::assertFalse(@stream_socket_accept($server, 0.0), 'One attempt is enough to know.');
        fclose($server);
    }

    /**
     * One request to a server in a process of its own.
     *
     * @param-out string $request what the server received
     */
    private function exchange(string $response, string $method, string $body, ?string &$request): Answer
    {
        $process = proc_open(
            [PHP_BINARY, __DIR__ . '/one-answer.php'],
            [0 => ['pipe', 'r'], 1 => ['pipe', 'w'], 2 => STDERR],
            $pipes,
        );
        self::assertNotFalse($process);
        fwrite($pipes[0], $response);
        fclose($pipes[0]);
        $address = trim((string) fgets($pipes[1]));
        try {
            $headers = ['X-Plugin-Id' => 'site-1'] + ($body === '' ? [] : ['Content-Type' => 'application/json']);

            return (new WordPressTransport())->send($method, "http://{$address}/api/plugin/config", $headers, $body, 5.0);
        } finally {
            $request = (string) stream_get_contents($pipes[1]);
            proc_close($process);
        }
    }
}
