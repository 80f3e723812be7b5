<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Ecosystem;

use DynamicCache\Tests\WordPress\LiveAnswer;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** A shop over HTTP: what is changed is new on the next visit, what is not stays stored, and nobody's basket is stored. */
final class LiveShopTest extends TestCase
{
    private static ?LiveSite $live = null;

    /** @var array<string, array{int, string}> name → id and path */
    private static array $products = [];

    public static function setUpBeforeClass(): void
    {
        self::$live = LiveSite::start();
        copy(__DIR__ . '/StandInProduct.php', self::$live->file('wp-content/mu-plugins/a-product.php'));
        copy(__DIR__ . '/shop.php', self::$live->file('wp-content/mu-plugins/shop.php'));
        self::$live->switch(true);
        foreach (['Scarf', 'Hat'] as $name) {
            self::$products[$name] = self::shop('product', 0, $name);
        }
    }

    public static function tearDownAfterClass(): void
    {
        self::$live?->stop();
        self::$live = null;
    }

    /** @return iterable<string, array{string, string, string}> deed, value, and what the page shows then */
    public static function changes(): iterable
    {
        yield 'price' => ['_price', '12', '"price":"12"'];
        yield 'stock by an order' => ['order', '4', '"stock":"4"'];
        yield 'hidden' => ['visibility', 'exclude-from-catalog', '"visible":"no"'];
        yield 'shown again' => ['visibility', '', '"visible":"yes"'];
    }

    #[DataProvider('changes')]
    public function test_a_change_is_on_the_next_visit_of_its_product_and_no_other_page_is_purged(string $deed, string $value, string $shows): void
    {
        [$id] = self::$products['Scarf'];
        if ($shows === '"visible":"yes"') {
            self::shop('visibility', $id, 'exclude-from-catalog');
        }
        self::fill('Scarf');
        self::fill('Hat');
        self::shop($deed, $id, $value);
        $next = self::visit('Scarf');

        self::assertSame('miss; reason=purged', $next->header('X-Dynamic-Cache'));
        self::assertStringContainsString($shows, html_entity_decode($next->body));
        self::assertSame('hit; reason=fresh', self::visit('Hat')->header('X-Dynamic-Cache'));
    }

    public function test_a_sale_that_begins_or_ends_ends_the_life_of_the_page(): void
    {
        [$id] = self::$products['Scarf'];
        $now = time();
        $lives = [];
        foreach ([[300, 900], [-300, 600]] as [$from, $to]) {
            self::shop('_sale_price_dates_from', $id, (string) ($now + $from));
            self::shop('_sale_price_dates_to', $id, (string) ($now + $to));
            self::fill('Scarf');
            $told = self::live()->rest('GET', '/explain?url=' . rawurlencode(self::live()->url . self::$products['Scarf'][1]))->member('page');
            self::assertIsArray($told);
            $lives[] = is_int($told['expires_at'] ?? null) ? $told['expires_at'] - $now : null;
        }
        self::shop('_sale_price_dates_from', $id, '');
        self::shop('_sale_price_dates_to', $id, '');

        self::assertSame([300, 600], $lives);
    }

    /** @return iterable<string, array{string}> */
    public static function private_pages(): iterable
    {
        yield 'cart' => ['woocommerce_cart_page_id'];
        yield 'checkout' => ['woocommerce_checkout_page_id'];
        yield 'account' => ['woocommerce_myaccount_page_id'];
    }

    #[DataProvider('private_pages')]
    public function test_cart_checkout_and_account_are_never_stored(string $option): void
    {
        [$id, $path] = self::shop('page', 0, $option);
        self::shop('option', $id, $option);
        $words = array_map(static fn(int $visit): string => self::live()->request('GET', $path)->header('X-Dynamic-Cache'), range(1, 4));

        self::assertNotContains('hit; reason=fresh', $words);
        self::assertSame('miss; reason=donotcache', $words[3]);
    }

    /** @return iterable<string, array{string}> */
    public static function baskets(): iterable
    {
        yield 'things in the basket' => ['woocommerce_items_in_cart=1'];
        yield 'a session' => ['wp_woocommerce_session_0123456789abcdef0123456789abcdef=1'];
        yield 'a hash of the basket' => ['woocommerce_cart_hash=0'];
    }

    #[DataProvider('baskets')]
    public function test_who_has_a_basket_gets_no_stored_page_and_leaves_none(string $cookie): void
    {
        self::fill('Hat');
        $answer = self::live()->request('GET', self::$products['Hat'][1], '', ['Cookie' => $cookie]);

        self::assertSame('bypass; reason=cookie', $answer->header('X-Dynamic-Cache'));
        self::assertSame('bypass; reason=private-query', self::live()->request('GET', '/?add-to-cart=' . self::$products['Hat'][0])->header('X-Dynamic-Cache'));
        self::assertSame('bypass; reason=private-query', self::live()->request('GET', '/?wc-ajax=get_refreshed_fragments')->header('X-Dynamic-Cache'));
    }

    private static function live(): LiveSite
    {
        return self::$live ?? throw new \LogicException('The site is not there.');
    }

    /** @return array{int, string} id and path of what it was about */
    private static function shop(string $deed, int $id, string $value): array
    {
        $answer = self::live()->request('POST', "/?shop={$deed}", (string) json_encode(['id' => $id, 'value' => $value]), ['Content-Type' => 'application/json']);
        $made = $answer->member('id');
        self::assertIsInt($made, $answer->body);

        return [$made, $answer->text('url')];
    }

    private static function visit(string $name): LiveAnswer
    {
        return self::live()->request('GET', self::$products[$name][1]);
    }

    /** Until its page is stored: the first pages that show a facet are not (RareFacet). */
    private static function fill(string $name): void
    {
        for ($try = 0; $try < 8 && self::visit($name)->header('X-Dynamic-Cache') !== 'hit; reason=fresh'; $try++) {
            continue;
        }
        self::assertSame('hit; reason=fresh', self::visit($name)->header('X-Dynamic-Cache'));
    }
}
