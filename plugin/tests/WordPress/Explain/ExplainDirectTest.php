<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Explain;

use DynamicCache\Direct\Answer;
use DynamicCache\Direct\DirectMode;
use DynamicCache\Engine\Config;
use DynamicCache\Engine\Json;
use DynamicCache\Engine\Lookup;
use DynamicCache\Engine\Request;
use DynamicCache\Engine\Target;
use DynamicCache\Explain\Explainer;
use DynamicCache\Explain\Explanation;
use DynamicCache\Explain\PageBackground;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Store\Body;
use DynamicCache\Store\Page;
use DynamicCache\Store\Stores;
use DynamicCache\Tests\WordPress\WordPressTestCase;

/** Who answers for a page that is linked for the web server: that is seen by asking for it. */
final class ExplainDirectTest extends WordPressTestCase
{
    private int $now = 0;

    /** @var list<string> addresses that were asked for */
    private array $asked = [];

    protected function setUp(): void
    {
        parent::setUp();
        $this->now = time();
        $this->become('administrator');
        $this->patch_settings(['enabled' => true, 'direct_mode' => true]);
    }

    protected function tearDown(): void
    {
        $this->direct()->leave();
        parent::tearDown();
    }

    public function test_a_page_that_the_web_server_sends_is_said_to_be_sent_by_it(): void
    {
        $this->store_linked('/a/');
        $this->answer_with(Answer::WORD);
        $told = $this->explain('/a/');

        self::assertSame('hit direct web-server direct_mode', self::summary($told));
        self::assertSame('The web server sends this page by itself, without PHP.', $told->sentence());
        self::assertSame('direct', $told->to_array($this->now)['copies'][0]['reason']);
        self::assertSame([$told->url], $this->asked);
    }

    public function test_where_the_rules_are_not_active_php_sends_it_and_that_is_said(): void
    {
        $this->store_linked('/a/');
        $this->answer_with('hit; reason=fresh');
        $told = $this->explain('/a/');

        self::assertSame('hit fresh answer -', self::summary($told));
        self::assertStringContainsString('rules are not active', self::said($told));
    }

    public function test_a_site_that_cannot_reach_itself_is_no_reason_to_claim_anything(): void
    {
        $this->store_linked('/a/');
        add_filter('pre_http_request', static fn(): \WP_Error => new \WP_Error('http_request_failed', 'cURL error 7'));
        $told = $this->explain('/a/');

        self::assertSame('hit fresh answer -', self::summary($told));
        self::assertStringContainsString('could not be seen', self::said($told));
    }

    public function test_a_page_that_is_not_linked_is_not_asked_for(): void
    {
        $this->answer_with(Answer::WORD);
        $this->store_linked('/a/');
        $this->store('/b/', 'Content-Security-Policy: default-src *');
        $this->direct()->link_stored();
        $told = $this->explain('/b/');
        $unlinked = [self::summary($told), self::said($told)];
        $this->patch_settings(['direct_mode' => false]);

        self::assertSame(['hit fresh answer -', ''], $unlinked);
        self::assertSame('hit fresh answer -', self::summary($this->explain('/a/')));
        self::assertSame([], $this->asked);
    }

    private function answer_with(string $word): void
    {
        add_filter('pre_http_request', function (mixed $before, array $arguments, string $url) use ($word): array {
            $this->asked[] = $url;

            return ['response' => ['code' => 200, 'message' => 'OK'], 'headers' => ['x-dynamic-cache' => $word], 'body' => '', 'cookies' => [], 'filename' => null];
        }, 10, 3);
    }

    private function store_linked(string $target): void
    {
        $this->store($target);
        $this->direct()->renew();
        self::assertSame(1, $this->direct()->link_stored());
    }

    private function store(string $target, string ...$headers): void
    {
        $config = Config::parse(Json::of_file(self::cache_dir() . '/config/1.php'));
        $found = (new Lookup(new Request('GET', 'http', HomeUrl::of_site()->host, $target, []), $config))->decide($this->now);
        self::assertInstanceOf(Target::class, $found);
        $store = Stores::open(self::cache_dir(), 'disk', '1');
        $headers = ['Content-Type: text/html; charset=UTF-8', ...array_values($headers)];
        $page = new Page($found->canonical, 200, $headers, Body::of('<p>page</p></html>'), ['site'], $this->now - 60, $this->now - 60 + $config->ttl->page, $config->revision);
        $store->save($page, $store->token($this->now), $this->now);
    }

    private function explain(string $target): Explanation
    {
        return (new Explainer(Paths::of_wordpress(), fn(): int => $this->now))->explain('http://' . HomeUrl::of_site()->host . $target, new PageBackground(false, false));
    }

    private function direct(): DirectMode
    {
        return new DirectMode(SettingsRepository::of_site(), fn(): int => $this->now);
    }

    private static function summary(Explanation $told): string
    {
        $decisive = array_values(array_filter($told->steps, static fn($step): bool => $step->isDecisive));
        self::assertCount(1, $decisive);

        return "{$told->outcome->value} {$told->reason->value} {$decisive[0]->name} " . ($decisive[0]->setting ?? '-');
    }

    /** What the step about the web server says; '' when there is none. */
    private static function said(Explanation $told): string
    {
        foreach ($told->steps as $step) {
            if ($step->name === 'web-server') {
                return $step->said;
            }
        }

        return '';
    }
}
