<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hooks;

use DynamicCache\Engine\Fill;
use DynamicCache\Purge\Purged;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\WholeTags;
use DynamicCache\Tests\WordPress\Purge\PurgeTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class FunctionsTest extends PurgeTestCase
{
    /** @var list<string> */
    private array $complaints = [];

    protected function setUp(): void
    {
        parent::setUp();
        add_action('doing_it_wrong_run', function (string $by): void {
            $this->complaints[] = $by;
        });
        add_filter('doing_it_wrong_trigger_error', '__return_false');
    }

    public function test_tags_are_purged_at_the_end_of_the_request(): void
    {
        dynamic_cache_purge_tags('my-plugin:prices');
        dynamic_cache_purge_tags(['post:7', 'term:3']);

        self::assertSame([], $this->purged);
        self::assert_tags(WholeTags::of(['my-plugin:prices', 'post:7', 'term:3']), $this->flushed());
    }

    public function test_pages_are_purged_by_address_and_by_path(): void
    {
        dynamic_cache_purge_urls('/shop/?page=2');
        dynamic_cache_purge_urls([home_url('/cart/')]);
        PurgeQueue::flush_all();

        self::assertSame(['http://127.0.0.1:8899/shop/?page=2', 'http://127.0.0.1:8899/cart/'], $this->purged[0]->urls);
    }

    public function test_everything_is_purged(): void
    {
        dynamic_cache_purge_all();

        self::assertSame(['site'], $this->flushed());
    }

    public function test_a_page_that_is_rendered_gets_tags_and_no_other_request_minds(): void
    {
        dynamic_cache_add_tags('my-plugin:prices');
        $fill = new Fill();
        Fill::begin($fill);
        dynamic_cache_add_tags(['my-plugin:stock', 'my-plugin:prices']);
        Fill::end();

        self::assertSame(['my-plugin:prices', 'my-plugin:stock', 'site'], $fill->tags());
        self::assertSame([], $this->complaints);
    }

    /** @return iterable<string, array{\Closure(): mixed, string}> */
    public static function nonsense(): iterable
    {
        yield 'a tag with a blank' => [static fn() => dynamic_cache_purge_tags(['post:1', 'no tag']), 'dynamic_cache_purge_tags'];
        yield 'an empty tag' => [static fn() => dynamic_cache_purge_tags(''), 'dynamic_cache_purge_tags'];
        yield 'numbers as tags' => [static fn() => (new \ReflectionFunction('dynamic_cache_purge_tags'))->invoke(['post:1', 7]), 'dynamic_cache_purge_tags'];
        yield 'a list in a list' => [static fn() => (new \ReflectionFunction('dynamic_cache_purge_tags'))->invoke([['post:1']]), 'dynamic_cache_purge_tags'];
        yield 'an address of another site' => [static fn() => dynamic_cache_purge_urls(['/shop/', 'https://example.com/']), 'dynamic_cache_purge_urls'];
        yield 'an address without a scheme' => [static fn() => dynamic_cache_purge_urls('//127.0.0.1:8899/'), 'dynamic_cache_purge_urls'];
        yield 'no address' => [static fn() => dynamic_cache_purge_urls('shop'), 'dynamic_cache_purge_urls'];
        yield 'a tag for a page' => [static fn() => dynamic_cache_add_tags("line\nbreak"), 'dynamic_cache_add_tags'];
    }

    /** @param \Closure(): mixed $call */
    #[DataProvider('nonsense')]
    public function test_nonsense_is_named_and_does_nothing(\Closure $call, string $by): void
    {
        $fill = new Fill();
        Fill::begin($fill);
        $call();
        Fill::end();
        PurgeQueue::flush_all();

        self::assertSame([$by], $this->complaints);
        self::assertSame([], array_map(static fn(Purged $purged): array => $purged->tags, $this->purged));
        self::assertSame([['site'], null], [$fill->tags(), $fill->refusal()]);
    }
}
