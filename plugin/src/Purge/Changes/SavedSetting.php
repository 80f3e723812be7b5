<?php

/**
 * A setting that a plugin reads while WordPress loads: any page may print it. Plugins keep their books under such names
 * too, and write them at any time; so it is a setting where somebody who may change settings saves something, and not a
 * post or the like.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Tags\Options\EarlyOptions;
use DynamicCache\Tags\Tag;

final class SavedSetting implements Change
{
    /** Screens that save content. */
    private const OF_CONTENT = ['post.php', 'post-new.php', 'edit.php', 'upload.php', 'async-upload.php', 'media-new.php', 'edit-tags.php', 'term.php', 'comment.php', 'edit-comments.php', 'user-edit.php', 'profile.php', 'user-new.php', 'users.php', 'update.php', 'update-core.php', 'wp-login.php', 'wp-cron.php'];

    public function __construct(private readonly string $name) {}

    /** Whether this request saves settings. */
    public static function is_under_way(): bool
    {
        if (defined('WP_CLI') && constant('WP_CLI') === true) {
            return in_array('option', (array) ($_SERVER['argv'] ?? []), true);
        }
        $method = is_string($_SERVER['REQUEST_METHOD'] ?? null) ? $_SERVER['REQUEST_METHOD'] : 'GET';

        return (!in_array($method, ['GET', 'HEAD', 'OPTIONS'], true) || self::has('_wpnonce'))
            && !self::is_of_content()
            && did_action('set_current_user') > 0
            && current_user_can('manage_options');
    }

    public function tags(array $inUse): array
    {
        return EarlyOptions::has($this->name) ? [Tag::site()] : [];
    }

    public function from_now(): ?Change
    {
        return null;
    }

    public function cause(): string
    {
        return "option {$this->name}";
    }

    private static function is_of_content(): bool
    {
        global $pagenow;
        $address = is_string($_SERVER['REQUEST_URI'] ?? null) ? rawurldecode($_SERVER['REQUEST_URI']) : '';
        $isOfRest = str_contains($address, '/wp/v2/') && !str_contains($address, '/wp/v2/settings');

        // Plugins hang screens of their own below those of content.
        $isOfScreen = in_array($pagenow, self::OF_CONTENT, true) && !self::has('page');

        return wp_doing_cron() || $isOfRest || $isOfScreen || did_action('wp_ajax_heartbeat') > 0;
    }

    /** Whether the address has that parameter: links that do something carry a nonce, screens of plugins their name. */
    private static function has(string $parameter): bool
    {
        $address = is_string($_SERVER['REQUEST_URI'] ?? null) ? $_SERVER['REQUEST_URI'] : '';

        return preg_match("/[?&]{$parameter}=/", $address) === 1;
    }
}
