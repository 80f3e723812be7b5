<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Proof;

use DynamicCache\Benchmark\Gate\Volatile;
use DynamicCache\Engine\CacheKey;
use DynamicCache\Proof\Check;
use DynamicCache\Proof\Checker;
use DynamicCache\Proof\Comparison;
use DynamicCache\Proof\Evidence;
use DynamicCache\Proof\Mode;
use DynamicCache\Proof\Outcome;
use DynamicCache\Proof\Rendered;
use DynamicCache\Proof\StoredPages;
use DynamicCache\Proof\UnableToRender;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Store\Body;
use DynamicCache\Store\MemoryPageStore;
use DynamicCache\Store\Page;
use DynamicCache\Tests\WordPress\WordPressTestCase;

/** What happens between a hit and the last fresh render is no difference, and one render is no proof. */
final class CheckerTest extends WordPressTestCase
{
    private const NOW = 1_800_000_000;
    private const REVISION = '0123456789abcdef';
    private const URL = 'http://example.org/menu/';

    private MemoryPageStore $store;

    protected function setUp(): void
    {
        parent::setUp();
        $this->store = new MemoryPageStore(str_repeat('e', 32));
        $this->save('<p>Soup 4</p>');
    }

    public function test_the_same_bytes_are_rendered_once_and_are_the_same(): void
    {
        $renders = 0;
        self::assertSame(Outcome::Same, $this->outcome(static function () use (&$renders): string {
            $renders++;

            return '<p>Soup 4</p>';
        }));
        self::assertSame(1, $renders);
    }

    public function test_two_fresh_renders_that_agree_against_the_stored_page_are_a_difference(): void
    {
        self::assertSame(Outcome::Different, $this->outcome(static fn(): string => '<p>Soup 5</p>'));
    }

    public function test_a_page_that_renders_differently_each_time_is_not_accused(): void
    {
        $renders = 0;
        self::assertSame(Outcome::Volatile, $this->outcome(static function () use (&$renders): string {
            return '<p>Soup ' . ++$renders . '</p>';
        }));
    }

    public function test_what_is_declared_volatile_is_no_difference(): void
    {
        add_filter('dynamic_cache_volatile', static fn(array $patterns): array => [...$patterns, '~Soup [0-9]+~']);

        self::assertSame(Outcome::Same, $this->outcome(static fn(): string => '<p>Soup 5</p>'));
    }

    public function test_another_status_is_a_difference(): void
    {
        self::assertSame(Outcome::Different, $this->outcome(static fn(): string => '<p>Soup 4</p>', 404));
    }

    public function test_a_purge_while_it_is_rendered_is_no_difference(): void
    {
        self::assertSame(Outcome::Moved, $this->outcome(function (): string {
            $this->store->purge(['post:1'], [], self::NOW);

            return '<p>Soup 5</p>';
        }));
    }

    public function test_a_change_that_was_announced_and_not_flushed_yet_is_no_difference(): void
    {
        self::assertSame(Outcome::Moved, $this->outcome(function (): string {
            $this->store->suspect(['post:1'], self::NOW);

            return '<p>Soup 5</p>';
        }));
    }

    public function test_a_page_that_was_renewed_while_it_was_rendered_is_no_difference(): void
    {
        self::assertSame(Outcome::Moved, $this->outcome(function (): string {
            $this->save('<p>Soup 5</p>');

            return '<p>Soup 5</p>';
        }));
    }

    public function test_a_page_that_nobody_gets_any_more_is_not_rendered(): void
    {
        $this->store->purge(['post:1'], [], self::NOW);

        self::assertSame(Outcome::Moved, $this->outcome(static fn(): string => throw new \LogicException('It was rendered.')));
    }

    public function test_a_page_of_other_settings_is_not_what_visitors_get(): void
    {
        $this->save('<p>Soup 4</p>', 'fedcba9876543210');

        self::assertSame(Outcome::Moved, $this->outcome(static fn(): string => throw new \LogicException('It was rendered.')));
    }

    public function test_a_page_that_cannot_be_rendered_is_not_accused(): void
    {
        self::assertSame(Outcome::Unable, $this->outcome(static fn(): string => throw new UnableToRender('HTTP 500', false)));
    }

    public function test_a_site_that_does_not_reach_itself_is_told_as_that(): void
    {
        $this->expectException(UnableToRender::class);
        $this->outcome(static fn(): string => throw new UnableToRender('time out', true));
    }

    /** @param \Closure(): string $body of each fresh render */
    private function outcome(\Closure $body, int $status = 200): Outcome
    {
        $checker = new Checker(
            SettingsRepository::of_site()->all(),
            new StoredPages($this->store, self::REVISION),
            new Comparison(Volatile::of_site(), self::NOW),
            static fn(): Rendered => new Rendered($status, $body()),
        );

        return $checker->check(new Check(1, Mode::Hit, Outcome::Checking, self::URL, '', self::NOW, 0, new Evidence()), self::NOW)->outcome;
    }

    private function save(string $body, string $revision = self::REVISION): void
    {
        $canonical = CacheKey::canonical(['site' => '1', 'scheme' => 'http', 'host' => 'example.org', 'path' => '/menu/', 'query' => '', 'persona' => '', 'language' => '', 'currency' => '', 'device' => '']);
        $page = new Page($canonical, 200, ['Content-Type: text/html'], Body::of($body), ['post:1'], self::NOW, self::NOW + 86_400 * 3650, $revision);
        $this->store->save($page, $this->store->token(self::NOW), self::NOW);
    }
}
