<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Findings;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\Redis\RedisTest;
use DynamicCache\Settings\RedisSettings;
use DynamicCache\Settings\Secret;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class RedisTestTest extends TestCase
{
    /** @var list<RedisProcess> */
    private array $running = [];

    protected function tearDown(): void
    {
        array_map(static fn(RedisProcess $redis) => $redis->stop(), $this->running);
        parent::tearDown();
    }

    public function test_a_redis_that_works_is_good_and_keeps_nothing_of_the_test(): void
    {
        $redis = $this->real('--maxmemory', '64mb', '--maxmemory-policy', 'allkeys-lru');
        $findings = self::look($redis->port);

        self::assertSame(
            ['redis-extension' => 'good', 'redis-connect' => 'good', 'redis-version' => 'good', 'redis-memory' => 'good', 'redis-write' => 'good'],
            self::statuses($findings),
        );
        self::assertSame("0\n", shell_exec("redis-cli -p {$redis->port} dbsize"));
    }

    public function test_the_key_of_the_test_is_below_the_prefix_and_would_vanish_by_itself(): void
    {
        $redis = $this->saying([]);
        self::look($redis->port, prefix: 'shop.example');
        $commands = $redis->commands();

        self::assertMatchesRegularExpression('/^SET {shop\.example:probe}:[0-9a-f]{32} [0-9a-f]{16} EX 10$/', $commands[2]);
        self::assertStringStartsWith('UNLINK {shop.example:probe}:', $commands[4]);
    }

    public function test_memory_without_a_limit_and_memory_that_only_refuses_are_warnings(): void
    {
        $unlimited = self::look($this->real()->port);
        $refusing = self::look($this->real('--maxmemory', '64mb', '--maxmemory-policy', 'noeviction')->port);

        self::assertSame(['warning', 'warning'], [self::statuses($unlimited)['redis-memory'], self::statuses($refusing)['redis-memory']]);
        self::assertSame('maxmemory-policy noeviction', self::finding($refusing, 'redis-memory')->evidence);
    }

    public function test_a_redis_whose_memory_is_full_does_not_take_pages(): void
    {
        $findings = self::look($this->real('--maxmemory', '1', '--maxmemory-policy', 'noeviction')->port);

        self::assertSame('OOM', self::finding($findings, 'redis-write')->evidence);
    }

    public function test_a_missing_and_a_wrong_password_are_told_apart_and_the_right_one_is_taken(): void
    {
        $redis = $this->real('--requirepass', 'correct horse');

        self::assertSame('NOAUTH', self::finding(self::look($redis->port), 'redis-connect')->evidence);
        self::assertSame('WRONGPASS', self::finding(self::look($redis->port, 'battery'), 'redis-connect')->evidence);
        self::assertSame('good', self::statuses(self::look($redis->port, 'correct horse'))['redis-write']);
    }

    public function test_a_password_for_a_redis_that_has_none_is_named(): void
    {
        self::assertSame('no-password-set', self::finding(self::look($this->real()->port, 'battery'), 'redis-connect')->evidence);
    }

    public function test_a_user_that_may_only_read_is_named_with_what_it_needs(): void
    {
        $redis = $this->real('--user', 'reader', 'on', '>pass', '~*', '+get', '+ping', '+info');
        $finding = self::finding(self::look($redis->port, 'pass', 'reader'), 'redis-write');

        self::assertSame(['bad', 'NOPERM'], [$finding->status->value, $finding->evidence]);
        self::assertStringContainsString('SET', $finding->fix);
    }

    public function test_a_user_that_may_not_read_INFO_cannot_be_used_because_a_restart_would_not_be_noticed(): void
    {
        $redis = $this->real('--user', 'writer', 'on', '>pass', '~{cme:*', '+get', '+set', '+unlink', '+ping');

        self::assertSame(
            ['redis-extension' => 'good', 'redis-connect' => 'good', 'redis-info' => 'bad', 'redis-write' => 'good'],
            self::statuses(self::look($redis->port, 'pass', 'writer')),
        );
    }

    public function test_a_replica_is_told_as_such(): void
    {
        $primary = $this->real();
        $replica = $this->real('--replicaof', '127.0.0.1', (string) $primary->port);

        self::assertSame('READONLY', self::finding(self::look($replica->port), 'redis-write')->evidence);
    }

    public function test_a_cluster_without_its_nodes_and_a_single_server_that_is_no_cluster_are_told(): void
    {
        $node = $this->real('--cluster-enabled', 'yes', '--cluster-config-file', 'dynamic-cache-nodes-%PORT%.conf');

        self::assertSame('bad', self::statuses(self::look($node->port, cluster: true))['redis-cluster']);
        self::assertSame('CLUSTERDOWN', self::finding(self::look($node->port), 'redis-write')->evidence);
        self::assertStringContainsString('off', self::finding(self::look($this->real()->port, cluster: true), 'redis-cluster')->fix);
        @unlink(sys_get_temp_dir() . "/dynamic-cache-nodes-{$node->port}.conf");
    }

    public function test_encryption_that_only_one_side_expects_is_named_on_either_side(): void
    {
        $plain = $this->real();
        [$certificate, $key] = self::certificate();
        $encrypted = $this->real('--tls-port', '%PORT%', '--tls-cert-file', $certificate, '--tls-key-file', $key, '--tls-ca-cert-file', $certificate, '--tls-auth-clients', 'no');

        self::assertContains(self::finding(self::look($plain->port, tls: true), 'redis-connect')->evidence, ['encryption', 'time-out']);
        self::assertSame('not-redis', self::finding(self::look($encrypted->port), 'redis-connect')->evidence);
        // A certificate that nobody vouches for is none.
        self::assertSame('encryption', self::finding(self::look($encrypted->port, tls: true), 'redis-connect')->evidence);
        array_map(unlink(...), [$certificate, $key]);
    }

    /** @return iterable<string, array{string, array<string, string>, string}> */
    public static function refusals(): iterable
    {
        yield 'still loading' => ['redis-connect', ['PING' => "-LOADING Redis is loading the dataset in memory\r\n"], 'LOADING'];
        yield 'protected mode' => ['redis-connect', ['GREETING' => "-DENIED Redis is running in protected mode because\r\n"], 'DENIED'];
        yield 'too many clients' => ['redis-connect', ['GREETING' => "-ERR max number of clients reached\r\n"], 'too-many'];
        yield 'disk trouble' => ['redis-write', ['SET' => "-MISCONF Redis is configured to save RDB snapshots\r\n"], 'MISCONF'];
        yield 'a node of a cluster' => ['redis-write', ['SET' => "-MOVED 3999 127.0.0.1:6381\r\n"], 'MOVED'];
        yield 'its primary is away' => ['redis-write', ['SET' => "-MASTERDOWN Link with MASTER is down\r\n"], 'READONLY'];
        yield 'a word nobody knows' => ['redis-write', ['SET' => "-WHATEVER is this\r\n"], 'other'];
        yield 'somebody else' => ['redis-connect', ['GREETING' => "SSH-2.0-OpenSSH_9.2\r\n"], 'not-redis'];
        yield 'no answer' => ['redis-connect', ['PING' => 'HANG'], 'time-out'];
        yield 'an answer without an end' => ['redis-connect', ['PING' => '+' . 'PONG PONG PONG '], 'time-out'];
        yield 'a length beyond reason' => ['redis-info', ['INFO' => "\$999999999\r\n"], 'not-redis'];
    }

    /** @param array<string, string> $replies */
    #[DataProvider('refusals')]
    public function test_R_redis_refusals_have_a_word_a_meaning_and_a_way_out(string $code, array $replies, string $word): void
    {
        $finding = self::finding(self::look($this->saying($replies)->port), $code);

        self::assertSame($word, $finding->evidence);
        self::assertNotSame(['', ''], [$finding->detail, $finding->fix]);
        self::assertNotSame('', $finding->fix);
    }

    public function test_a_redis_that_hangs_holds_nobody_up(): void
    {
        $redis = $this->saying(['PING' => 'HANG']);
        $began = microtime(true);
        self::look($redis->port);

        self::assertLessThan(0.6, microtime(true) - $began);
    }

    public function test_the_words_of_whoever_answers_are_shown_to_nobody(): void
    {
        $redis = $this->saying(['INFO' => "-ERR the vault is at 10.1.2.3\r\n", 'SET' => "-ERR the vault is at 10.1.2.3\r\n"]);

        self::assertStringNotContainsString('vault', (string) json_encode(array_map(static fn(Finding $finding): array => $finding->to_array(), self::look($redis->port))));
    }

    public function test_a_closed_port_a_name_that_is_none_and_no_host_are_told_apart(): void
    {
        $port = RedisProcess::free_port();

        self::assertSame('refused', self::finding(self::look($port), 'redis-connect')->evidence);
        self::assertSame('name', self::finding(self::look($port, host: 'redis.invalid'), 'redis-connect')->evidence);
        self::assertSame('refused', self::finding(self::look($port, host: '/nowhere/redis.sock'), 'redis-connect')->evidence);
        self::assertSame('There is no host for Redis', self::look($port, host: '')[0]->title);
    }

    #[DataProvider('no_hosts')]
    public function test_WP_19_what_is_no_host_is_not_connected_to(string $host): void
    {
        self::assertSame('bad-host', self::finding(self::look(6379, host: $host), 'redis-connect')->evidence);
    }

    /** @return iterable<array{string}> */
    public static function no_hosts(): iterable
    {
        foreach (['tcp://127.0.0.1', 'ssl://x', 'file:///etc/passwd', "a\r\nFLUSHALL", 'a b', 'user:pass@host', '-', '../x', 'http://x/?y', 'php://stdin', "\0"] as $host) {
            yield $host => [$host];
        }
    }

    public function test_a_php_without_an_extension_is_told_what_it_lacks(): void
    {
        $finding = self::finding((new RedisTest(self::settings($this->saying([])->port), false))->findings(), 'redis-extension');

        self::assertSame('bad', $finding->status->value);
        self::assertStringContainsString('phpredis', $finding->fix);
    }

    public function test_a_password_that_cannot_be_opened_is_not_tried(): void
    {
        $settings = new RedisSettings('127.0.0.1', 1, false, '', Secret::needs_reentry(), 'cme', false);

        self::assertSame(['redis-auth'], array_keys(self::statuses((new RedisTest($settings, true))->findings())));
    }

    private function real(string ...$settings): RedisProcess
    {
        $redis = RedisProcess::real(...$settings);
        if ($redis === null) {
            self::fail('redis-server is not installed: apt-get install redis-server.');
        }
        $this->running[] = $redis;

        return $redis;
    }

    /** @param array<string, string> $replies */
    private function saying(array $replies): RedisProcess
    {
        return $this->running[] = RedisProcess::saying($replies);
    }

    /** @return list<Finding> */
    private static function look(int $port, string $password = '', string $user = '', string $prefix = 'cme', bool $tls = false, bool $cluster = false, string $host = '127.0.0.1'): array
    {
        return (new RedisTest(self::settings($port, $password, $user, $prefix, $tls, $cluster, $host), true))->findings();
    }

    private static function settings(int $port, string $password = '', string $user = '', string $prefix = 'cme', bool $tls = false, bool $cluster = false, string $host = '127.0.0.1'): RedisSettings
    {
        return new RedisSettings($host, $port, $tls, $user, $password === '' ? Secret::none() : Secret::stored($password), $prefix, $cluster);
    }

    /**
     * @param list<Finding> $findings
     *
     * @return array<string, string>
     */
    private static function statuses(array $findings): array
    {
        $statuses = [];
        foreach ($findings as $finding) {
            $statuses[$finding->code] = $finding->status->value;
        }

        return $statuses;
    }

    /** @param list<Finding> $findings */
    private static function finding(array $findings, string $code): Finding
    {
        foreach ($findings as $finding) {
            if ($finding->code === $code) {
                return $finding;
            }
        }
        self::fail("No {$code} among " . implode(', ', array_keys(self::statuses($findings))));
    }

    /** @return array{string, string} files with a certificate that signed itself, and its key */
    private static function certificate(): array
    {
        $key = openssl_pkey_new(['private_key_bits' => 2048, 'private_key_type' => OPENSSL_KEYTYPE_RSA]);
        self::assertInstanceOf(\OpenSSLAsymmetricKey::class, $key);
        $signed = $key;
        $request = openssl_csr_new(['commonName' => '127.0.0.1'], $signed);
        self::assertInstanceOf(\OpenSSLCertificateSigningRequest::class, $request);
        $certificate = openssl_csr_sign($request, null, $key, 1);
        self::assertNotFalse($certificate);
        $files = [(string) tempnam(sys_get_temp_dir(), 'dynamic-cache-'), (string) tempnam(sys_get_temp_dir(), 'dynamic-cache-')];
        openssl_x509_export_to_file($certificate, $files[0]);
        openssl_pkey_export_to_file($key, $files[1]);

        return $files;
    }
}
