<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Findings;

use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\PurgeMessage;
use DynamicCache\Findings\Edge\EdgeTest;
use DynamicCache\Findings\Edge\RegistrationLook;
use DynamicCache\Findings\Finding;
use DynamicCache\Outbound\PinnedAddress;
use DynamicCache\Outbound\PublicHost;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\Edge\FakeWorker;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class EdgeTestTest extends WordPressTestCase
{
    private const URL = 'https://edge.example.com';
    private const NOW = 1_795_250_000;

    private FakeWorker $worker;

    /** @var array<string, list<string>> */
    private array $names = ['edge.example.com' => ['104.16.1.1', '2606:4700::1']];

    protected function setUp(): void
    {
        parent::setUp();
        $this->worker = new FakeWorker();
    }

    public function test_a_worker_of_ours_with_the_same_time_is_good(): void
    {
        $this->worker->answers(200, ['ok' => true, 'status' => 'healthy'], $this->date(0));

        self::assertSame([['edge-health', 'good'], ['edge-clock', 'good']], $this->look());
        self::assertSame('https://edge.example.com/api/cache/health', $this->worker->last()->url);
        self::assertArrayNotHasKey('Authorization', $this->worker->last()->headers);
    }

    /** @return iterable<string, array{int, string}> */
    public static function clocks(): iterable
    {
        yield '29 s' => [29, 'good'];
        yield '30 s' => [30, 'warning'];
        yield 'behind by 299 s' => [-299, 'warning'];
        yield '300 s' => [300, 'bad'];
        yield 'an hour behind' => [-3600, 'bad'];
    }

    #[DataProvider('clocks')]
    public function test_SIG_25_a_clock_that_goes_wrong_is_told_before_signatures_fail(int $skew, string $status): void
    {
        $this->worker->answers(200, ['ok' => true, 'status' => 'healthy'], $this->date($skew));

        self::assertSame(['edge-clock', $status], $this->look()[1]);
    }

    public function test_a_worker_without_its_database_or_of_another_contract_is_bad(): void
    {
        $this->worker->answers(200, ['ok' => true, 'status' => 'degraded'])->answers(200, ['ok' => true, 'status' => 'healthy', 'contract' => 2]);

        self::assertSame([['edge-health', 'bad']], $this->look());
        self::assertSame([['edge-health', 'good'], ['edge-contract', 'bad']], $this->look());
    }

    /** @return iterable<string, array{int, string}> */
    public static function others(): iterable
    {
        yield 'a page' => [200, '<html>the secret of the intranet</html>'];
        yield 'other JSON' => [200, '{"ok":true,"status":"the secret of the intranet"}'];
        yield 'a log-in' => [302, 'the secret of the intranet'];
        yield 'an error' => [500, '{"ok":false,"error":"the secret of the intranet"}'];
    }

    #[DataProvider('others')]
    public function test_WP_19_nothing_of_what_somebody_else_says_is_shown_but_its_status(int $status, string $body): void
    {
        $this->worker->answers_text($status, $body);
        $findings = $this->findings();

        self::assertSame([['edge-health', 'bad']], self::short($findings));
        self::assertSame("HTTP {$status}", $findings[0]->evidence);
        self::assertStringNotContainsString('secret', (string) json_encode($findings[0]->to_array()));
    }

    public function test_no_answer_an_address_that_is_none_and_no_address_are_bad(): void
    {
        $this->worker->is_down();

        self::assertSame([['edge-health', 'bad']], $this->look());
        self::assertSame([['edge-health', 'bad']], $this->look('not a url'));
        self::assertSame([['edge-health', 'bad']], $this->look(''));
    }

    public function test_clear_text_and_addresses_inside_are_asked_on_a_developers_machine_alone(): void
    {
        $this->worker->answers(200, ['ok' => true, 'status' => 'healthy']);

        self::assertSame([['edge-health', 'good']], $this->look('http://127.0.0.1:8787', true));
        self::assertSame([['edge-health', 'bad']], $this->look('http://edge.example.com'));
        self::assertSame([['edge-health', 'bad']], $this->look('https://127.0.0.1:8787'));
        self::assertCount(1, $this->worker->sent);
    }

    /** @return iterable<string, array{string}> */
    public static function inside(): iterable
    {
        foreach ([
            '127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0', '0x7f.1', '10.0.0.1', '172.16.0.1', '192.168.0.1', '169.254.169.254', '100.100.100.200',
            '100.64.0.1', '0.0.0.0', '192.0.0.192', '198.18.0.1', '224.0.0.1', '255.255.255.255', 'localhost', 'localhost.', 'metadata.google.internal', 'nobody.invalid',
        ] as $host) {
            yield $host => [$host];
        }
    }

    #[DataProvider('inside')]
    public function test_WP_19_WP_23_hosts_inside_are_not_asked(string $host): void
    {
        $this->names += ['localhost' => ['127.0.0.1'], 'metadata.google.internal' => ['169.254.169.254']];

        self::assertSame([['edge-health', 'bad']], $this->look("https://{$host}"));
        self::assertSame([], $this->worker->sent);
    }

    public function test_WP_19_addresses_of_version_6_that_lead_inside_are_no_public_ones(): void
    {
        foreach (['::1', '::', '::ffff:127.0.0.1', '64:ff9b::7f00:1', 'fd00::1', 'fe80::1', 'ff02::1', '2002:7f00:1::', '2001::1', 'fe80::1%eth0'] as $address) {
            self::assertFalse(PublicHost::is_public($address), $address);
        }
        self::assertTrue(PublicHost::is_public('2606:4700::6810:1'));
    }

    public function test_WP_21_one_inner_address_among_public_ones_is_enough_to_refuse(): void
    {
        $this->names['edge.example.com'] = ['104.16.1.1', '::1'];

        self::assertSame([['edge-health', 'bad']], $this->look());
        self::assertSame([], $this->worker->sent);
    }

    public function test_WP_21_the_request_goes_to_the_address_that_was_checked(): void
    {
        $server = stream_socket_server('tcp://127.0.0.1:0');
        self::assertNotFalse($server);
        $port = (int) substr((string) strrchr((string) stream_socket_get_name($server, false), ':'), 1);
        add_filter('block_local_requests', '__return_false');
        add_filter('pre_option_siteurl', static fn(): string => 'http://rebound.example');
        PinnedAddress::during('http', "rebound.example:{$port}", ['127.0.0.1'], static function () use ($port): void {
            wp_remote_get("http://rebound.example:{$port}/", ['timeout' => 1]);
        });

        self::assertNotFalse(@stream_socket_accept($server, 0.5), 'The name was looked up once more.');
        fclose($server);
    }

    public function test_messages_that_wait_are_counted_and_unsaved_settings_are_told_from_saved_ones(): void
    {
        $this->become('administrator');
        $repository = SettingsRepository::of_site();
        $unsaved = $repository->typed($repository->patched($repository->stored(), (object) ['edge' => (object) ['enabled' => true, 'url' => self::URL]]))->edge;

        self::assertSame([['edge-registration', 'info']], self::short(RegistrationLook::findings($unsaved, $repository->all()->edge, self::NOW)));
        Credentials::load()->verifying_as('site-1', self::URL, self::NOW)->activated('k-1', FakeWorker::SECRET)->save();
        (new Outbox())->push(PurgeMessage::everything(null), self::NOW);
        self::assertSame([['edge-registration', 'good'], ['edge-behind', 'warning']], self::short(RegistrationLook::findings($unsaved, $unsaved, self::NOW)));
    }

    /** @return list<array{string, string}> */
    private function look(string $url = self::URL, bool $isDevelopment = false): array
    {
        return self::short($this->findings($url, $isDevelopment));
    }

    /** @return list<Finding> */
    private function findings(string $url = self::URL, bool $isDevelopment = false): array
    {
        $hosts = new PublicHost(fn(string $name): array => $this->names[$name] ?? []);

        return (new EdgeTest($this->worker, $hosts, static fn(): float => (float) self::NOW, $isDevelopment))->findings($url);
    }

    /**
     * @param list<Finding> $findings
     *
     * @return list<array{string, string}>
     */
    private static function short(array $findings): array
    {
        return array_map(static fn(Finding $finding): array => [$finding->code, $finding->status->value], $findings);
    }

    private function date(int $skew): string
    {
        return gmdate('D, d M Y H:i:s \G\M\T', self::NOW + $skew);
    }
}
