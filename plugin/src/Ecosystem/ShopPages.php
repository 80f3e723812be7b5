<?php

/**
 * What a page of a WooCommerce shop shows: the products whose price or stock is asked for, whatever cache of the shop's
 * own answers. A sale that begins or ends ends the page's life;
 * cart, checkout and account are nobody's to store, and neither are prices by the visitor's address.
 */

declare(strict_types=1);

namespace DynamicCache\Ecosystem;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Feature;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class ShopPages implements Feature
{
    /** Filters of a product that is shown; the product is their second argument. */
    private const SHOWING = [
        'woocommerce_get_price_html',
        'woocommerce_get_stock_html',
        'woocommerce_product_get_price',
        'woocommerce_product_get_rating_counts',
        'woocommerce_product_get_stock_quantity',
        'woocommerce_product_get_stock_status',
        'woocommerce_product_is_in_stock',
        'woocommerce_product_is_on_sale',
        'woocommerce_product_is_visible',
        'woocommerce_product_variation_get_price',
        'woocommerce_product_variation_get_stock_quantity',
        'woocommerce_product_variation_get_stock_status',
    ];

    /** The taxonomy of what hides a product. */
    private const VISIBILITY = 'product_visibility';

    /** Options with the ids of pages that belong to one customer. */
    private const PRIVATE_PAGES = ['woocommerce_cart_page_id', 'woocommerce_checkout_page_id', 'woocommerce_myaccount_page_id'];

    /** Meta with Unix seconds. */
    private const SALE_DATES = ['_sale_price_dates_from', '_sale_price_dates_to'];

    /** @var array<int, true> */
    private array $shown = [];

    /** @param \Closure(): int $now Unix seconds */
    public function __construct(private readonly \Closure $now) {}

    public function boot(): void
    {
        add_action('plugins_loaded', $this->begin(...), PHP_INT_MAX, 0);
    }

    public function begin(): void
    {
        $fill = Fill::current();
        if ($fill === null) {
            return;
        }
        foreach (self::SHOWING as $filter) {
            add_filter($filter, function (mixed $value = null, mixed $product = null) use ($fill): mixed {
                $this->show($fill, self::id_of($product));

                return $value;
            }, PHP_INT_MAX, 2);
        }
        add_filter('woocommerce_product_is_visible', function (mixed $value = null, mixed $product = null) use ($fill): mixed {
            $id = self::id_of($product);
            if ($id > 0) {
                $fill->tag(Tag::terms($id, self::VISIBILITY));
            }

            return $value;
        }, PHP_INT_MAX, 2);
        add_filter('woocommerce_get_children', fn(mixed $children = null): mixed => $this->show_all($fill, $children), PHP_INT_MAX);
        add_action('shutdown', fn() => $this->finish($fill), -11, 0);
    }

    /** Of an object of the shop, or of what names one: `woocommerce_product_is_visible` hands over the id. */
    private static function id_of(mixed $product): int
    {
        $id = is_object($product) ? (method_exists($product, 'get_id') ? $product->get_id() : 0) : $product;

        return is_numeric($id) ? (int) $id : 0;
    }

    /** What a product shows may come from a cache of the shop: all that it is made of counts as read. */
    private function show(Fill $fill, int $id): void
    {
        if ($id < 1 || isset($this->shown[$id])) {
            return;
        }
        $this->shown[$id] = true;
        self::rare($fill, 'meta', Tag::facet(Tag::post($id), 'meta'));
        $fill->tag(Tag::post($id));
    }

    /** The prices of a product with variations are kept for all of them at once. */
    private function show_all(Fill $fill, mixed $children): mixed
    {
        foreach (is_array($children) ? $children : [] as $child) {
            $this->show($fill, is_numeric($child) ? (int) $child : 0);
        }

        return $children;
    }

    /** The first page that shows a facet is not stored: see RareFacet. */
    private static function rare(Fill $fill, string $facet, string $tag): void
    {
        if (!RareFacet::note($facet)) {
            $fill->refuse(Reason::ChangedByOwnRender);
        }
        $fill->tag($tag);
    }

    private function finish(Fill $fill): void
    {
        if (self::is_private() || ($this->shown !== [] && self::has_prices_by_address())) {
            $fill->refuse(Reason::DoNotCache);
        }
        $now = ($this->now)();
        foreach (array_keys($this->shown) as $id) {
            foreach (self::SALE_DATES as $key) {
                $time = get_post_meta($id, $key, true);
                if (is_numeric($time) && (int) $time > $now) {
                    $fill->expire_at((int) $time);
                }
            }
        }
    }

    /** WooCommerce says so itself, unless another plugin has taken that away. */
    private static function is_private(): bool
    {
        // Most sites have no such options: asking for them costs three statements, and the first page that does is not stored.
        foreach (self::has_shop() && is_page() ? self::PRIVATE_PAGES : [] as $option) {
            $id = get_option($option);
            if (is_numeric($id) && (int) $id > 0 && is_page((int) $id)) {
                return true;
            }
        }

        return false;
    }

    private static function has_shop(): bool
    {
        return did_action('woocommerce_loaded') > 0 || class_exists('WooCommerce', false);
    }

    /** The tax, and with it the price, follows the visitor's address. With "page caching support" a parameter of the URL does. */
    private static function has_prices_by_address(): bool
    {
        return get_option('woocommerce_default_customer_address') === 'geolocation' && get_option('woocommerce_calc_taxes') === 'yes';
    }
}
