<?php

/**
 * A shop as WooCommerce is one, as far as a cache can see: products with price and stock in meta, their visibility in a
 * taxonomy, objects that are filtered when they are shown, stock that is written by SQL, pages that belong to one customer.
 * Shows a product where its post is shown; `POST /?shop=DEED` does something as the shop would.
 */

declare(strict_types=1);

use DynamicCache\Tests\WordPress\Ecosystem\StandInProduct;

add_action('plugins_loaded', static fn() => do_action('woocommerce_loaded'), -1, 0);
add_action('init', static function (): void {
    register_post_type('product', ['public' => true, 'rewrite' => ['slug' => 'product'], 'label' => 'Products']);
    register_taxonomy('product_visibility', 'product', ['public' => false]);
    register_post_meta('product', '_price', ['type' => 'string', 'single' => true]);
}, 0);
add_filter('the_content', static function (string $content): string {
    $post = get_post();
    if (!$post instanceof WP_Post || $post->post_type !== 'product') {
        return $content;
    }
    $text = static fn(string $key): string => is_string($value = get_post_meta($post->ID, $key, true)) ? $value : '';
    $product = new StandInProduct($post->ID);
    // Whether it is hidden comes out of a cache of the shop: nothing that is read tells of it.
    $isHidden = has_term('exclude-from-catalog', 'product_visibility', $post);
    $shown = [
        'price' => apply_filters('woocommerce_product_get_price', $text('_price'), $product),
        'stock' => apply_filters('woocommerce_product_get_stock_quantity', $text('_stock'), $product),
        'visible' => apply_filters('woocommerce_product_is_visible', !$isHidden, $post->ID) === true ? 'yes' : 'no',
    ];

    return $content . esc_html((string) json_encode($shown));
});
add_action('template_redirect', static function (): void {
    $deed = $_GET['shop'] ?? '';
    if (!is_string($deed) || $deed === '' || ($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
        return;
    }
    $given = json_decode((string) file_get_contents('php://input'), true);
    $given = is_array($given) ? $given : [];
    $id = is_int($given['id'] ?? null) ? $given['id'] : 0;
    $value = is_string($given['value'] ?? null) ? $given['value'] : '';
    if ($deed === 'product') {
        $id = wp_insert_post(['post_type' => 'product', 'post_status' => 'publish', 'post_title' => $value, 'meta_input' => ['_price' => '10', '_stock' => '5']]);
    } elseif ($deed === 'page') {
        $id = wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => $value]);
    } elseif ($deed === 'order') {
        // As the data store of the shop does it: past the cache and past every hook of meta.
        $database = DynamicCache\Database::connection();
        $database->update($database->postmeta, ['meta_value' => $value], ['post_id' => $id, 'meta_key' => '_stock']);
        wp_cache_delete($id, 'post_meta');
        do_action('woocommerce_updated_product_stock', $id);
    } elseif ($deed === 'visibility') {
        wp_set_object_terms($id, $value === '' ? [] : [$value], 'product_visibility');
    } elseif ($deed === 'option') {
        update_option($value, (string) $id);
    } else {
        update_post_meta($id, $deed, $value);
    }
    wp_send_json(['id' => $id, 'url' => wp_make_link_relative((string) get_permalink($id))]);
});
