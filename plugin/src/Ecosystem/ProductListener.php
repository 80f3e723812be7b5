<?php

/**
 * What core's hooks do not tell of a WooCommerce product: stock, price and sales that the shop writes by SQL, and what a
 * variation means for the product it belongs to.
 */

declare(strict_types=1);

namespace DynamicCache\Ecosystem;

use DynamicCache\Feature;
use DynamicCache\Purge\Changes\FixedChange;
use DynamicCache\Purge\Changes\MetaChange;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\Tag;

final class ProductListener implements Feature
{
    /** Actions behind direct writes → the meta key that was written. The id of the product is their argument. */
    private const DIRECT = [
        'woocommerce_updated_product_stock' => '_stock',
        'woocommerce_updated_product_price' => '_price',
        'woocommerce_updated_product_sales' => 'total_sales',
    ];

    /** Of a variation nobody is shown these. */
    private const UNSEEN = ['total_sales', '_edit_lock', '_edit_last', '_product_version'];

    private const PRODUCTS = ['product', 'product_variation'];

    public function boot(): void
    {
        foreach (self::DIRECT as $action => $key) {
            add_action($action, static fn(mixed $id = 0) => self::written(is_numeric($id) ? (int) $id : 0, $key));
        }
        foreach (['added', 'updated', 'deleted'] as $done) {
            /** @param mixed $row */
            add_action("{$done}_post_meta", static fn(mixed $row, int $id, string $key) => self::meta($id, $key), 10, 3);
        }
        add_action('transition_post_status', static function (string $new, string $old, \WP_Post $post): void {
            if ($new !== $old) {
                self::parent_of($post);
            }
        }, 10, 3);
        add_action('before_delete_post', static fn(int $id, \WP_Post $post) => self::parent_of($post), 10, 2);
    }

    private static function written(int $id, string $key): void
    {
        $change = MetaChange::of('post', $id, $key);
        PurgeQueue::of_site()->expect("meta:post:{$id}:{$key}", static fn(): MetaChange => $change, $change->suspects());
        self::meta($id, $key);
    }

    private static function meta(int $id, string $key): void
    {
        $post = get_post($id);
        if (!$post instanceof \WP_Post || !in_array($post->post_type, self::PRODUCTS, true)) {
            return;
        }
        if (!in_array($key, self::UNSEEN, true)) {
            self::parent_of($post);
        }
    }

    private static function parent_of(\WP_Post $post): void
    {
        if ($post->post_type === 'product_variation' && $post->post_parent > 0) {
            $tags = [Tag::post($post->post_parent)];
            PurgeQueue::of_site()->expect("variation-of:{$post->post_parent}", static fn(): FixedChange => new FixedChange($tags, "post {$post->post_parent}"), $tags);
        }
    }
}
