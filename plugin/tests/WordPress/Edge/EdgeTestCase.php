<?php

/** A site with a Worker that does what the test says, and a clock that the test sets. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\Breaker;
use DynamicCache\Edge\Connection;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\Delivery;
use DynamicCache\Edge\EdgeClient;
use DynamicCache\Edge\EdgeConfig;
use DynamicCache\Edge\EdgeKey;
use DynamicCache\Edge\EdgeStatus;
use DynamicCache\Edge\Guarded;
use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\PurgeMessage;
use DynamicCache\Edge\Told;
use DynamicCache\Edge\Zone\ZonePurges;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;

abstract class EdgeTestCase extends WordPressTestCase
{
    protected const NOW = 1_795_000_000;
    protected const URL = 'https://edge.example.com';
    protected const ON = ['edge' => ['enabled' => true, 'url' => self::URL]];
    protected const OFF = ['edge' => ['enabled' => false]];
    protected const BOOTSTRAP = 'a-bootstrap-secret-of-the-tests-0123456789';

    protected FakeWorker $worker;

    protected int $now = self::NOW;

    protected function setUp(): void
    {
        parent::setUp();
        $this->now = self::NOW;
        $this->worker = new FakeWorker();
        self::remove_own_listeners();
        putenv('DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET=' . self::BOOTSTRAP);
    }

    protected function tearDown(): void
    {
        putenv('DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET');
        parent::tearDown();
    }

    protected function client(): EdgeClient
    {
        return new EdgeClient($this->worker, fn(): int => $this->now, wp_generate_uuid4(...), false);
    }

    protected function delivery(): Delivery
    {
        return new Delivery($this->client(), new Outbox(), new Breaker(static fn(): float => 1.0), fn(): int => $this->now);
    }

    protected function connection(): Connection
    {
        return Connection::with($this->client(), fn(): int => $this->now);
    }

    /** @return array{state: string, error: ?string, site_id: ?string, kid: ?string, behind: int, behind_since: ?int, next_try: ?int, url: string, clock: ?int, acked: ?array{epoch: string, seq: int, at: int}, origin_seq: array{now: ?int, told: ?int}, zone: ?array{behind: int, error: ?string}} */
    protected function edge_status(): array
    {
        return (new EdgeStatus($this->connection()))->to_array();
    }

    /** The site has a key, as after a registration. */
    protected function register(): EdgeKey
    {
        $credentials = Credentials::load()->verifying_as('site-1', self::URL, $this->now)->activated('k-1', FakeWorker::SECRET)->save();
        $key = $credentials->usable_key();
        self::assertInstanceOf(EdgeKey::class, $key);

        return $key;
    }

    /** The edge is on, and the Worker knows the settings of now. */
    protected function activate(): void
    {
        $this->worker->answers(202, ['siteId' => 'site-1', 'status' => 'verifying']);
        $this->patch_settings(self::ON);
        $this->register();
        $text = EdgeConfig::text('site-1', SettingsRepository::of_site()->all());
        Told::load()->config(EdgeConfig::digest($text), '', $this->now)->save();
        $this->worker->calls();
    }

    protected static function tags(string ...$tags): PurgeMessage
    {
        return PurgeMessage::of($tags, [], null);
    }

    /** The plugin is active in the tests' WordPress: its own line to the edge must not answer in place of ours. */
    private static function remove_own_listeners(): void
    {
        $isOurs = static fn(mixed $listener): bool => $listener instanceof \Closure
            && in_array((new \ReflectionFunction($listener))->getClosureScopeClass()?->getName(), [Connection::class, Guarded::class, ZonePurges::class], true);
        $hooks = $GLOBALS['wp_filter'] ?? null;
        foreach (is_array($hooks) ? $hooks : [] as $name => $hook) {
            foreach ($hook instanceof \WP_Hook ? $hook->callbacks : [] as $priority => $callbacks) {
                foreach ($callbacks as $callback) {
                    if ($isOurs($callback['function'])) {
                        remove_filter((string) $name, $callback['function'], $priority);
                    }
                }
            }
        }
    }
}
