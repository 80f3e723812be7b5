<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Proof;

/** Shadow mode: pages are stored and compared, and nobody is served from the store. */
final class ShadowModeTest extends ProofTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        // A render after a change of code is for its visitor alone: it happens before anything is watched.
        self::store('/');
        self::inside('forget');
        $start = self::wp('shadow', 'start');
        self::assertSame(0, $start->code, $start->err);
    }

    public function test_every_visitor_gets_the_render_of_wordpress_itself(): void
    {
        // Shadow mode began with a purge of everything.
        self::assertSame('miss; reason=purged', self::live()->request('GET', '/')->header('x-dynamic-cache'));
        self::hide('new words');
        foreach ([1, 2, 3] as $visit) {
            $answer = self::live()->request('GET', '/');
            self::assertSame('bypass; reason=shadow', $answer->header('x-dynamic-cache'), "visit {$visit}");
            self::assertStringContainsString('new words', $answer->body);
        }
    }

    public function test_an_error_is_shown_as_it_is_although_an_old_page_is_stored(): void
    {
        self::live()->request('GET', '/');
        self::live()->rest('POST', '/purge', '{"urls":["' . self::live()->url . '/"],"soft":true}');
        touch(self::live()->file('wp-content/down'));
        try {
            self::assertSame(503, self::live()->request('GET', '/')->status);
        } finally {
            unlink(self::live()->file('wp-content/down'));
        }
    }

    public function test_a_page_that_would_have_been_wrong_is_found_and_nobody_is_alarmed(): void
    {
        self::live()->request('GET', '/');
        self::hide('new words');
        self::live()->request('GET', '/');
        self::fold();
        $checks = self::checks(self::check());

        self::assertSame([['different', 'shadow']], array_map(static fn(array $check): array => [$check['outcome'], $check['mode']], $checks));
        self::assertSame([], self::received());
        self::assertSame('fix', self::shadow()['advice'] ?? null);
    }

    public function test_what_is_right_is_counted_and_too_little_is_no_advice_to_serve(): void
    {
        foreach (['/', '/hello-world/'] as $path) {
            self::live()->request('GET', $path);
            self::live()->request('GET', $path);
        }
        self::fold();
        self::assertSame(['same', 'same'], array_column(self::checks(self::check()), 'outcome'));
        self::assertSame('wait', self::shadow()['advice'] ?? null);
    }

    public function test_visits_that_were_only_watched_are_no_hits(): void
    {
        self::fold();
        $before = self::hits();
        self::live()->request('GET', '/');
        self::live()->request('GET', '/');
        self::fold();

        self::assertArrayHasKey(self::live()->url . '/', $before);
        self::assertSame($before, self::hits());
    }

    public function test_when_it_ends_the_cache_serves_or_is_off(): void
    {
        self::live()->request('GET', '/');
        self::assertSame(0, self::wp('shadow', 'stop', '--serve')->code);
        self::live()->request('GET', '/');
        self::assertSame('hit; reason=fresh', self::live()->request('GET', '/')->header('x-dynamic-cache'));

        self::wp('shadow', 'start');
        self::assertSame(0, self::wp('shadow', 'stop')->code);
        self::assertSame('', self::live()->request('GET', '/')->header('x-dynamic-cache'));
    }

    /** @return array<string, mixed> by address */
    private static function hits(): array
    {
        $list = json_decode(self::live()->rest('GET', '/pages')->body, true);
        self::assertIsArray($list);
        self::assertIsArray($list['pages']);
        $hits = [];
        foreach ($list['pages'] as $page) {
            self::assertIsArray($page);
            self::assertIsString($page['url']);
            $hits[$page['url']] = $page['hits'];
        }
        ksort($hits);

        return $hits;
    }

    /** @return array<mixed> */
    private static function shadow(): array
    {
        $status = self::wp('shadow', 'status', '--format=json')->json();
        self::assertIsArray($status);

        return $status;
    }
}
