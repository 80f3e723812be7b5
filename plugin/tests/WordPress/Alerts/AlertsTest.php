<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Alerts;

use DynamicCache\Alerts\Alerts;
use DynamicCache\Alerts\EmailChannel;
use DynamicCache\Alerts\Message;
use DynamicCache\Alerts\UnableToAlert;
use DynamicCache\Alerts\WebhookChannel;
use DynamicCache\Database;
use DynamicCache\Outbound\PublicHost;
use DynamicCache\Proof\Check;
use DynamicCache\Proof\Evidence;
use DynamicCache\Proof\Mode;
use DynamicCache\Proof\Outcome;
use DynamicCache\Proof\ProofAlert;
use DynamicCache\Proof\Proofs;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class AlertsTest extends WordPressTestCase
{
    private const NOW = 1_800_000_000;
    private const SECRET = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';

    /** @var list<array{to: mixed, subject: mixed, message: mixed}> */
    private array $mails = [];

    protected function setUp(): void
    {
        parent::setUp();
        add_filter('pre_wp_mail', function (mixed $sent, array $mail): bool {
            $this->mails[] = ['to' => $mail['to'], 'subject' => $mail['subject'], 'message' => $mail['message']];

            return true;
        }, 10, 2);
    }

    public function test_what_was_found_comes_in_one_mail_without_queries_and_names(): void
    {
        $this->find('/menu/?email=jane@example.org');
        $this->find('/offer/');
        (new ProofAlert(new Alerts([new EmailChannel('owner@example.org')], 4)))->tell(self::NOW);

        self::assertCount(1, $this->mails);
        $text = $this->mails[0]['message'];
        self::assertIsString($text);
        self::assertSame('owner@example.org', $this->mails[0]['to']);
        self::assertStringContainsString(home_url('/menu/') . "\n- old\n+ <b>new</b>\nTags: post:12", $text);
        self::assertStringContainsString(home_url('/offer/'), $text);
        self::assertStringNotContainsString('jane', $text);
        self::assertStringNotContainsString('Jane changed', $text);
        self::assertStringContainsString(admin_url('admin.php?page=ai-wp-dynamic-cache&screen=proof&outcome=different'), $text, 'The mail leads to the evidence.');
    }

    public function test_WP_07_a_part_of_a_page_stays_text_where_all_mail_is_html(): void
    {
        add_filter('wp_mail_content_type', static fn(): string => 'text/html');
        $this->find('/menu/');
        (new ProofAlert(new Alerts([new EmailChannel('owner@example.org')], 4)))->tell(self::NOW);

        self::assertIsString($this->mails[0]['message']);
        self::assertStringContainsString('&lt;b&gt;new&lt;/b&gt;', $this->mails[0]['message']);
    }

    public function test_what_is_beyond_the_limit_waits_for_the_next_hour(): void
    {
        $alert = new ProofAlert(new Alerts([new EmailChannel('owner@example.org')], 1));
        foreach ([0, 600, 1200] as $second) {
            $this->find("/{$second}/");
            $alert->tell(self::NOW + $second);
        }
        self::assertCount(1, $this->mails);
        $alert->tell(self::NOW + 3601);

        self::assertCount(2, $this->mails);
        self::assertIsString($this->mails[1]['message']);
        self::assertStringContainsString('/600/', $this->mails[1]['message']);
        self::assertStringContainsString('/1200/', $this->mails[1]['message']);
    }

    public function test_what_shadow_mode_found_alarms_nobody(): void
    {
        $this->find('/menu/', Mode::Shadow);
        (new ProofAlert(new Alerts([new EmailChannel('owner@example.org')], 4)))->tell(self::NOW);

        self::assertSame([], $this->mails);
    }

    /** @return iterable<string, array{string}> */
    public static function inside(): iterable
    {
        foreach ([
            'http://127.0.0.2/', 'http://127.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0177.0.0.1/', 'http://0/', 'http://10.0.0.1/', 'http://192.168.1.1/',
            'http://169.254.169.254/latest/', 'http://100.64.0.1/', 'http://100.100.100.200/', 'http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://[64:ff9b::7f00:1]/', 'http://[fd00::1]/',
            'http://localhost/', 'http://localhost:6379/', 'http://localhost./', 'http://intranet.example/', 'http://twofold.example/', 'http://nobody.invalid/',
            'http://user:word@192.0.2.1/', 'http://104.16.1.1#@127.0.0.1/', 'http://104.16.1.1\\@127.0.0.1/', '//104.16.1.1/', 'ftp://104.16.1.1/', 'file:///etc/passwd',
            'http:///127.0.0.1/', "http://104.16.1.1/\r\nX: y", 'http://①②⑦.0.0.1/',
        ] as $url) {
            yield $url => [$url];
        }
    }

    #[DataProvider('inside')]
    public function test_WP_19_WP_23_an_address_inside_the_network_is_not_called(string $url): void
    {
        add_filter('pre_http_request', static fn(): never => throw new \LogicException('It was called.'));

        $this->expectException(UnableToAlert::class);
        self::webhook($url)->send(self::message());
    }

    public function test_WP_24_another_port_of_this_host_is_not_called_and_the_site_itself_is(): void
    {
        $asked = [];
        add_filter('pre_http_request', static function (mixed $answer, mixed $arguments, string $url) use (&$asked): array {
            $asked[] = $url;

            return ['headers' => [], 'body' => '', 'response' => ['code' => 204, 'message' => ''], 'cookies' => [], 'filename' => null];
        }, 10, 3);
        self::webhook(home_url('/hook/?a=b'))->send(self::message());
        foreach (['http://127.0.0.1:8080/hook/', 'https://127.0.0.1/hook/'] as $other) {
            try {
                self::webhook($other)->send(self::message());
                self::fail("{$other} was called.");
            } catch (UnableToAlert) {
                self::assertSame([home_url('/hook/?a=b')], $asked);
            }
        }
    }

    public function test_WP_21_the_alert_goes_to_the_address_that_was_checked(): void
    {
        $server = stream_socket_server('tcp://127.0.0.1:0');
        self::assertNotFalse($server);
        $port = (int) substr((string) strrchr((string) stream_socket_get_name($server, false), ':'), 1);
        // The second answer of the name leads inside, and nothing of core stands in the way.
        add_filter('http_request_host_is_external', '__return_true');
        add_filter('http_allowed_safe_ports', static fn(): array => [$port]);
        add_filter('block_local_requests', '__return_false');
        try {
            (new WebhookChannel("http://localhost:{$port}/", self::SECRET, static fn(): int => self::NOW, new PublicHost(static fn(): array => ['104.16.1.1'])))->send(self::message());
            self::fail('Somebody took it.');
        } catch (UnableToAlert) {
            self::assertFalse(@stream_socket_accept($server, 0), 'The name was looked up once more.');
        } finally {
            fclose($server);
        }
    }

    private static function webhook(string $url): WebhookChannel
    {
        $names = ['intranet.example' => ['10.1.2.3'], 'twofold.example' => ['104.16.1.1', '::1'], 'localhost' => ['127.0.0.1'], 'localhost.' => ['127.0.0.1']];

        return new WebhookChannel($url, self::SECRET, static fn(): int => self::NOW, new PublicHost(static fn(string $name): array => $names[$name] ?? []));
    }

    private static function message(): Message
    {
        return Message::compose('alert.test', self::NOW, 'Test', 'Test', []);
    }

    public function test_a_webhook_without_a_secret_sends_nothing(): void
    {
        add_filter('pre_http_request', static fn(): never => throw new \LogicException('It was called.'));

        $this->expectException(UnableToAlert::class);
        (new WebhookChannel('https://example.org/', '', static fn(): int => self::NOW, new PublicHost(static fn(): array => ['104.16.1.1'])))->send(self::message());
    }

    private function find(string $path, Mode $mode = Mode::Hit): void
    {
        $id = Proofs::ask($mode, home_url($path), '', self::NOW);
        Proofs::conclude(new Check($id, $mode, Outcome::Different, home_url($path), '', self::NOW, self::NOW, new Evidence(
            "- old\n+ <b>new</b>",
            ['post:12'],
            [['at' => self::NOW, 'sentence' => 'Jane changed “Menu”']],
            self::NOW,
        )));
        self::assertGreaterThan(0, (int) Database::connection()->get_var('SELECT COUNT(*) FROM ' . Database::table('proofs')));
    }
}
