<?php

/**
 * "Purge from cache" in the lists of posts, for one and for many, and what its links lead to. Without any script: a link
 * with a nonce, which asks our own route, so that the permission and the effect are those of the API.
 */

declare(strict_types=1);

namespace DynamicCache\Admin;

use DynamicCache\Capabilities;
use DynamicCache\Feature;
use DynamicCache\Rest\Routes;
use DynamicCache\Settings\SettingsRepository;

final class PostActions implements Feature
{
    public const PURGE = 'purge';
    public const WARM = 'warm';

    /** What `admin-post.php` runs, and the name of the bulk action. */
    private const ACTION = 'dynamic_cache_post';

    /** Query arguments of the way back. */
    private const DONE = 'dynamic_cache_done';
    private const COUNT = 'dynamic_cache_count';

    public function __construct(private readonly SettingsRepository $settings) {}

    public function boot(): void
    {
        add_filter('post_row_actions', $this->with_link(...), 10, 2);
        add_filter('page_row_actions', $this->with_link(...), 10, 2);
        add_action('admin_init', $this->add_bulk_actions(...));
        add_action('admin_post_' . self::ACTION, $this->run(...), 10, 0);
        add_action('admin_notices', $this->tell(...));
        add_filter('removable_query_args', static fn(array $names): array => [...$names, self::DONE, self::COUNT]);
    }

    /** Whether this person may do it, and it would have a point. */
    public function is_for(\WP_Post $post): bool
    {
        return $this->settings->all()->enabled
            && is_post_publicly_viewable($post)
            && (current_user_can(Capabilities::PURGE) || current_user_can('edit_post', $post->ID));
    }

    /**
     * A link that does it, not yet escaped.
     *
     * @param self::PURGE|self::WARM $what
     */
    public static function url(string $what, int $post): string
    {
        $query = ['action' => self::ACTION, 'what' => $what, 'post' => $post, '_wpnonce' => wp_create_nonce(self::nonce($what, $post))];

        return add_query_arg($query, admin_url('admin-post.php'));
    }

    /**
     * @param array<array-key, mixed> $links
     *
     * @return array<array-key, mixed>
     */
    public function with_link(array $links, \WP_Post $post): array
    {
        if ($this->is_for($post)) {
            $links['dynamic-cache-purge'] = sprintf(
                '<a href="%s" aria-label="%s">%s</a>',
                esc_url(self::url(self::PURGE, $post->ID)),
                /* translators: %s: title of a post */
                esc_attr(sprintf(__('Purge “%s” from the cache', 'ai-wp-dynamic-cache'), get_the_title($post))),
                esc_html__('Purge from cache', 'ai-wp-dynamic-cache'),
            );
        }

        return $links;
    }

    public function add_bulk_actions(): void
    {
        if (!$this->settings->all()->enabled) {
            return;
        }
        foreach (array_filter(get_post_types(), is_post_type_viewable(...)) as $type) {
            add_filter("bulk_actions-edit-{$type}", static fn(array $actions): array => $actions + [self::ACTION => __('Purge from cache', 'ai-wp-dynamic-cache')]);
            add_filter("handle_bulk_actions-edit-{$type}", static function (string $back, string $action, array $posts): string {
                $posts = array_filter($posts, is_numeric(...));

                // Core has checked the nonce of the list.
                return $action === self::ACTION ? self::back($back, self::PURGE, self::do_all(self::PURGE, array_map(intval(...), $posts))) : $back;
            }, 10, 3);
        }
    }

    public function run(): void
    {
        $what = ($_GET['what'] ?? null) === self::WARM ? self::WARM : self::PURGE;
        $given = $_GET['post'] ?? 0;
        $post = is_numeric($given) ? (int) $given : 0;
        check_admin_referer(self::nonce($what, $post));
        $referer = wp_get_referer();
        wp_safe_redirect(self::back($referer === false ? admin_url('edit.php') : $referer, $what, self::do_all($what, [$post])));
        exit;
    }

    public function tell(): void
    {
        $what = $_GET[self::DONE] ?? null;
        $given = $_GET[self::COUNT] ?? 0;
        $count = is_numeric($given) ? max(0, (int) $given) : 0;
        if ($what !== self::PURGE && $what !== self::WARM) {
            return;
        }
        $said = match (true) {
            $count === 0 => __('Nothing was done: that page cannot be reached, or you may not do it.', 'ai-wp-dynamic-cache'),
            $what === self::WARM => __('The page was fetched as a visitor would.', 'ai-wp-dynamic-cache'),
            /* translators: %s: number of posts */
            default => sprintf(_n('Pages that show %s post were purged from the cache.', 'Pages that show %s posts were purged from the cache.', $count, 'ai-wp-dynamic-cache'), number_format_i18n($count)),
        };
        printf('<div class="notice notice-%s is-dismissible"><p>%s</p></div>', esc_attr($count === 0 ? 'warning' : 'success'), esc_html($said));
    }

    /**
     * @param self::PURGE|self::WARM $what
     * @param array<int> $posts
     *
     * @return int how many were done
     */
    private static function do_all(string $what, array $posts): int
    {
        $done = 0;
        foreach ($posts as $post) {
            /** @var \WP_REST_Request<array<string, mixed>> $request */
            $request = new \WP_REST_Request('POST', '/' . Routes::NAMESPACE . "/{$what}");
            $request->set_header('content-type', 'application/json');
            $request->set_body((string) wp_json_encode(['post' => $post]));
            $done += rest_do_request($request)->get_status() === 200 ? 1 : 0;
        }

        return $done;
    }

    private static function back(string $to, string $what, int $count): string
    {
        return add_query_arg([self::DONE => $what, self::COUNT => $count], $to);
    }

    private static function nonce(string $what, int $post): string
    {
        return self::ACTION . "-{$what}-{$post}";
    }
}
