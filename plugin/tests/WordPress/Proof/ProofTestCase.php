<?php

/** A live site with the cache on, a page whose text a file decides that no hook tells of, and a receiver of webhooks. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Proof;

use DynamicCache\Tests\WordPress\Cli\WpCli;
use DynamicCache\Tests\WordPress\Cli\WpCliAnswer;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

abstract class ProofTestCase extends TestCase
{
    protected const SECRET = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';
    private const MU_PLUGIN = 'wp-content/mu-plugins/hidden.php';
    private const TEXT = 'wp-content/hidden.txt';
    private const HOOK = 'wp-content/hook.php';

    private static ?LiveSite $live = null;

    public static function setUpBeforeClass(): void
    {
        self::$live = LiveSite::start();
        self::$live->switch(true);
        @mkdir(dirname(self::$live->file(self::MU_PLUGIN)));
        // The cheapest way to break any page cache: what is printed changes, and nobody is told.
        file_put_contents(self::$live->file(self::MU_PLUGIN), '<?php add_action("wp_footer", static function (): void {'
            . ' echo "<p>\n", file_get_contents(WP_CONTENT_DIR . "/hidden.txt"), "\n</p>";'
            . ' if (str_contains((string) file_get_contents(WP_CONTENT_DIR . "/hidden.txt"), "dice")) { echo "<b>", random_int(0, PHP_INT_MAX), "</b>"; }'
            . ' });'
            // Not a file that comes and goes: the code fingerprint, which looks once a minute, would purge everything.
            . ' add_action("template_redirect", static function (): void { if (is_file(WP_CONTENT_DIR . "/down")) { status_header(503); echo "down"; exit; } });');
        file_put_contents(self::$live->file(self::HOOK), '<?php if (is_file(__DIR__ . "/hook-down")) { http_response_code(500); exit; }'
            . ' file_put_contents(__DIR__ . "/hook.log", json_encode(["id" => $_SERVER["HTTP_WEBHOOK_ID"] ?? "", "timestamp" => $_SERVER["HTTP_WEBHOOK_TIMESTAMP"] ?? "",'
            . ' "signature" => $_SERVER["HTTP_WEBHOOK_SIGNATURE"] ?? "", "body" => file_get_contents("php://input")]) . "\n", FILE_APPEND | LOCK_EX);');
        self::hide('old words');
        // The first renders of a new WordPress write to its database.
        self::live()->request('GET', '/');
        self::live()->request('GET', '/');
    }

    public static function tearDownAfterClass(): void
    {
        self::$live?->stop();
        self::$live = null;
    }

    protected function setUp(): void
    {
        parent::setUp();
        self::hide('old words');
        @unlink(self::live()->file('wp-content/hook.log'));
        @unlink(self::live()->file('wp-content/hook-down'));
        self::inside('forget');
        self::settings([
            'enabled' => true,
            'proof' => ['sample_rate' => 0.1, 'max_per_hour' => 100, 'shadow' => false],
            'alerts' => ['email' => '', 'webhook_url' => self::live()->url . '/' . self::HOOK, 'webhook_secret' => self::SECRET, 'max_per_hour' => 60],
        ]);
        self::live()->rest('POST', '/purge', '{"everything":true}');
    }

    protected static function live(): LiveSite
    {
        return self::$live ?? throw new \LogicException('There is no site yet.');
    }

    /** What the footer of every page says from now on. */
    protected static function hide(string $text): void
    {
        file_put_contents(self::live()->file(self::TEXT), $text);
    }

    /** @param array<string, mixed> $patch */
    protected static function settings(array $patch): void
    {
        $revision = self::live()->rest('GET', '/settings')->text('revision');
        $answer = self::live()->rest('PATCH', '/settings', json_encode($patch, JSON_THROW_ON_ERROR), $revision);
        self::assertSame(200, $answer->status, $answer->body);
    }

    protected static function wp(string ...$words): WpCliAnswer
    {
        return WpCli::on(self::live()->wordpress)->run(...$words);
    }

    /** Checks what waits, however busy the host is. */
    protected static function check(string ...$urls): WpCliAnswer
    {
        return self::wp('proof', 'run', '--load=1000', '--format=json', ...$urls);
    }

    /** Folds the count log, as cron does: the dice are thrown here. */
    protected static function fold(): void
    {
        self::inside('count');
    }

    protected static function inside(string $what): mixed
    {
        return json_decode(self::live()->wordpress->run(__DIR__ . '/inside.php', $what), true);
    }

    /**
     * Visits a page until it is stored: the first render of a new WordPress writes to its database, and the first page that
     * shows a facet notes that (Tags\RareFacet); such a render is for its visitor alone.
     */
    protected static function store(string $path): void
    {
        $word = '';
        for ($visit = 0; $visit < 5 && !str_starts_with($word, 'hit'); $visit++) {
            $word = self::live()->request('GET', $path)->header('x-dynamic-cache');
        }
        self::assertSame('hit; reason=fresh', $word, "{$path} is not stored.");
    }

    /** So many that one of them is drawn: 0.9 to the power of 150 is no accident. */
    protected static function visit_often(string $path): void
    {
        for ($time = 0; $time < 15; $time++) {
            self::live()->requests(array_fill(0, 10, ['GET', $path, '', []]));
        }
    }

    /** @return list<array{id: string, timestamp: string, signature: string, body: string}> what the receiver got */
    protected static function received(): array
    {
        $received = [];
        $file = self::live()->file('wp-content/hook.log');
        foreach (is_file($file) ? (array) file($file) : [] as $line) {
            $one = json_decode((string) $line, true);
            self::assertIsArray($one);
            $text = static fn(string $name): string => is_string($one[$name] ?? null) ? $one[$name] : '';
            $received[] = ['id' => $text('id'), 'timestamp' => $text('timestamp'), 'signature' => $text('signature'), 'body' => $text('body')];
        }

        return $received;
    }

    /** @return list<array{outcome: string, mode: string, url: string, difference: string}> */
    protected static function checks(WpCliAnswer $answer): array
    {
        $rows = $answer->json();
        self::assertIsArray($rows, $answer->err);
        $checks = [];
        foreach ($rows as $row) {
            self::assertIsArray($row);
            $text = static fn(string $name): string => is_string($row[$name] ?? null) ? $row[$name] : '';
            $checks[] = ['outcome' => $text('outcome'), 'mode' => $text('mode'), 'url' => $text('url'), 'difference' => $text('difference')];
        }

        return $checks;
    }
}
