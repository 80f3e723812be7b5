<?php

/** A shop by what WooCommerce does: its post types, its meta, its hooks in their order, its direct SQL. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Ecosystem;

use DynamicCache\Database;
use DynamicCache\Ecosystem\ShopPages;
use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Lists\DatabaseListTable;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tests\WordPress\Tags\RenderTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class ShopTest extends RenderTestCase
{
    private const NOW = 1_800_000_000;

    private int $scarf = 0;

    private int $hat = 0;

    protected function setUp(): void
    {
        parent::setUp();
        register_post_type('product', ['public' => true, 'taxonomies' => []]);
        register_post_type('product_variation', ['public' => false]);
        $this->scarf = self::product('Scarf');
        $this->hat = self::product('Hat');
        $this->look('The first page that shows a product is not stored', $this->scarf);
        $this->drain();
    }

    protected function tearDown(): void
    {
        unregister_post_type('product');
        unregister_post_type('product_variation');
        parent::tearDown();
    }

    public function test_an_order_takes_the_pages_of_its_product_and_no_other(): void
    {
        self::store_page('scarf', $this->look('Scarf', $this->scarf)->tags());
        self::store_page('hat', $this->look('Hat', $this->hat)->tags());

        self::set_by_sql($this->scarf, '_stock', '4');
        do_action('woocommerce_updated_product_stock', $this->scarf);
        $this->flushed();

        self::assertSame(['purged', 'served'], [self::fate('scarf'), self::fate('hat')]);
    }

    /** @return iterable<string, array{non-empty-string, string}> */
    public static function direct_writes(): iterable
    {
        yield 'stock' => ['woocommerce_updated_product_stock', '_stock'];
        yield 'price' => ['woocommerce_updated_product_price', '_price'];
        yield 'sales' => ['woocommerce_updated_product_sales', 'total_sales'];
    }

    /** @param non-empty-string $action */
    #[DataProvider('direct_writes')]
    public function test_between_the_write_and_the_end_of_the_request_the_page_is_not_served(string $action, string $key): void
    {
        self::store_page('scarf', $this->look('Scarf', $this->scarf)->tags());
        self::set_by_sql($this->scarf, $key, '4');
        do_action($action, $this->scarf);

        self::assertSame('suspect', self::fate('scarf'));
    }

    public function test_a_price_that_is_saved_as_usual_takes_its_pages_too(): void
    {
        self::store_page('scarf', $this->look('Scarf', $this->scarf)->tags());
        update_post_meta($this->scarf, '_price', '12');
        $this->flushed();

        self::assertSame('purged', self::fate('scarf'));
    }

    public function test_a_variation_takes_the_pages_of_its_product(): void
    {
        $variation = self::post(['post_type' => 'product_variation', 'post_parent' => $this->scarf, 'post_title' => 'Scarf - red']);
        $this->drain();
        $purgedBy = function (\Closure $change): bool {
            $this->drain();
            $change();

            return in_array("post:{$this->scarf}", $this->flushed(), true);
        };

        self::assertTrue($purgedBy(static fn() => update_post_meta($variation, '_price', '9')), 'price');
        self::assertTrue($purgedBy(static fn() => do_action('woocommerce_updated_product_stock', $variation)), 'stock by SQL');
        self::assertFalse($purgedBy(static fn() => update_post_meta($variation, 'total_sales', '9')), 'sales');
        self::assertTrue($purgedBy(static fn() => wp_update_post(['ID' => $variation, 'post_status' => 'private'])), 'switched off');
        self::assertTrue($purgedBy(static fn() => wp_delete_post($variation, true)), 'deleted');
    }

    public function test_a_variable_product_shows_what_its_variations_are_made_of(): void
    {
        $fill = $this->look('A product', 0, static fn() => apply_filters('woocommerce_get_children', [71, 72], new StandInProduct(70), false));

        self::assertSame(['post:71', 'post:71~meta', 'post:72', 'post:72~meta'], self::starting('post:7', $fill));
    }

    public function test_a_sale_ends_the_life_of_its_pages_when_it_begins_and_when_it_ends(): void
    {
        $times = [];
        foreach ([[100, 900], [-100, 900], [-900, -100]] as [$from, $to]) {
            update_post_meta($this->scarf, '_sale_price_dates_from', (string) (self::NOW + $from));
            update_post_meta($this->scarf, '_sale_price_dates_to', (string) (self::NOW + $to));
            $times[] = $this->look('Scarf', $this->scarf)->expires_at();
        }

        self::assertSame([self::NOW + 100, self::NOW + 900, null], $times);
    }

    public function test_a_list_that_the_shops_own_table_orders_follows_what_is_in_it(): void
    {
        $this->lists = DatabaseListTable::of_site();
        $database = Database::connection();
        $table = "{$database->prefix}wc_product_meta_lookup";
        self::sql("CREATE TEMPORARY TABLE {$table} (product_id bigint NOT NULL PRIMARY KEY, total_sales bigint NOT NULL DEFAULT 0, stock_quantity double NULL)");
        foreach ([$this->hat, $this->scarf] as $product) {
            $database->insert($table, ['product_id' => $product]);
        }
        $list = fn(): Fill => $this->look('A list', 0, static fn() => self::sql("SELECT product_id FROM {$table} ORDER BY total_sales DESC, product_id"));
        self::assertSame(Reason::ChangedByOwnRender, $list()->refusal());
        $this->drain();
        $tags = $list()->tags();

        $database->replace($table, ['product_id' => $this->hat, 'total_sales' => 0, 'stock_quantity' => 4]);
        update_post_meta($this->hat, '_purchase_note', 'Thank you');
        self::assertSame([], array_intersect($tags, $this->flushed()));
        $database->replace($table, ['product_id' => $this->hat, 'total_sales' => 1, 'stock_quantity' => 4]);
        self::assertNotSame([], array_intersect($tags, $this->flushed()));
        self::sql("DROP TEMPORARY TABLE {$table}");
    }

    public function test_prices_by_the_visitors_address_are_not_stored(): void
    {
        update_option('woocommerce_calc_taxes', 'yes');
        update_option('woocommerce_default_customer_address', 'geolocation');
        // The first page that depends on these options is not stored in any case.
        $this->look('Scarf', $this->scarf);
        $priced = $this->look('Scarf', $this->scarf)->refusal();
        $plain = $this->look('About us')->refusal();
        update_option('woocommerce_default_customer_address', 'geolocation_ajax');

        self::assertSame([Reason::DoNotCache, null, null], [$priced, $plain, $this->look('Scarf', $this->scarf)->refusal()]);
    }

    /** @return iterable<string, array{string}> */
    public static function private_pages(): iterable
    {
        yield 'cart' => ['woocommerce_cart_page_id'];
        yield 'checkout' => ['woocommerce_checkout_page_id'];
        yield 'account' => ['woocommerce_myaccount_page_id'];
    }

    #[DataProvider('private_pages')]
    public function test_a_customers_own_pages_are_not_stored(string $option): void
    {
        $page = self::post(['post_type' => 'page', 'post_name' => 'mine']);
        update_option($option, (string) $page);
        $visit = $this->visit(...);
        $this->load_shop(true);
        $other = self::post(['post_type' => 'page']);

        // Pages alone ask for the options, and the first that asks for one is not stored in any case (RareFacet).
        self::assertSame(Reason::ChangedByOwnRender, $visit($other));
        self::assertSame(Reason::DoNotCache, $visit($page));
        self::assertNull($visit($other));
    }

    public function test_a_site_without_a_shop_does_not_ask_which_pages_are_a_customers(): void
    {
        $this->load_shop(false);
        // That other code was handed its post is known; nothing else is new about this page.
        RareFacet::note(RareFacet::HANDED);

        self::assertNull($this->visit(self::post(['post_type' => 'page'])));
    }

    /** Says that WooCommerce is there, as it does itself, or that it is not. */
    private function load_shop(bool $isThere): void
    {
        $GLOBALS['wp_actions'] = ['woocommerce_loaded' => $isThere ? 1 : 0] + (is_array($GLOBALS['wp_actions']) ? $GLOBALS['wp_actions'] : []);
    }

    private function visit(int $page): ?Reason
    {
        return $this->look('A page', 0, static function () use ($page): void {
            $GLOBALS['wp_query'] = $GLOBALS['wp_the_query'] = new \WP_Query(['page_id' => $page]);
        })->refusal();
    }

    /**
     * The fill of a page that prints a title, and the price of a product.
     *
     * @param (\Closure(): mixed)|null $before
     */
    private function look(string $title, int $product = 0, ?\Closure $before = null): Fill
    {
        return $this->observe(static function () use ($title, $product, $before): void {
            (new ShopPages(static fn(): int => self::NOW))->begin();
            if ($before !== null) {
                $before();
            }
            echo esc_html($title);
            foreach ($product === 0 ? [] : ['woocommerce_product_get_price', 'woocommerce_product_get_stock_quantity'] as $filter) {
                apply_filters($filter, '12', new StandInProduct($product));
            }
            // What the end of the request would do; the plugin's other work there is not asked for.
            global $wp_filter;
            $hook = is_array($wp_filter) ? $wp_filter['shutdown'] ?? null : null;
            foreach ($hook instanceof \WP_Hook ? $hook->callbacks[-11] ?? [] : [] as $callback) {
                $callback['function']();
            }
        });
    }

    private static function product(string $name): int
    {
        return self::post(['post_type' => 'product', 'post_title' => $name, 'meta_input' => ['_price' => '10', '_stock' => '5', 'total_sales' => '0']]);
    }

    private static function set_by_sql(int $id, string $key, string $value): void
    {
        $database = Database::connection();
        $database->update($database->postmeta, ['meta_value' => $value], ['post_id' => $id, 'meta_key' => $key]);
        wp_cache_delete($id, 'post_meta');
    }
}
