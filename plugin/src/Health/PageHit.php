<?php

/**
 * Fetches the home page as a visitor would, twice, and looks whether the second came from the cache; and asks for a file
 * of the cache folder, which nobody outside may read.
 */

declare(strict_types=1);

namespace DynamicCache\Health;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Install\Paths;
use DynamicCache\Install\WaysSeen;
use DynamicCache\Settings\Settings;

final class PageHit
{
    private const SECONDS = 10;

    public function __construct(private readonly Paths $paths) {}

    /** @return list<Finding> */
    public function findings(Settings $settings, int $now): array
    {
        if (!$settings->enabled) {
            return [new Finding('page-hit', FindingStatus::Info, __('The page cache is off', 'ai-wp-dynamic-cache'), __('WordPress renders every page.', 'ai-wp-dynamic-cache'), __('Switch it on in Dynamic Cache.', 'ai-wp-dynamic-cache'))];
        }
        if ($settings->pausedUntil !== null && $settings->pausedUntil > $now) {
            return [new Finding('page-hit', FindingStatus::Info, __('The page cache is paused', 'ai-wp-dynamic-cache'), __('It goes on by itself when the pause is over.', 'ai-wp-dynamic-cache'), '')];
        }

        return [$this->page($now), ...$this->folder()];
    }

    private function page(int $now): Finding
    {
        $said = '';
        for ($try = 0; $try < 2 && !str_starts_with($said, 'hit'); $try++) {
            $response = $this->get(home_url('/'));
            if (is_wp_error($response)) {
                return new Finding('page-hit', FindingStatus::Warning, __('The site cannot fetch its own home page', 'ai-wp-dynamic-cache'), $response->get_error_message(), __('Ask the host to allow requests of the site to itself; visitors may get cached pages all the same.', 'ai-wp-dynamic-cache'));
            }
            $said = self::header($response, 'x-dynamic-cache');
        }

        WaysSeen::remember(WaysSeen::DROPIN, $said === '' ? WaysSeen::SILENT : null, $now);

        return match (true) {
            str_starts_with($said, 'hit'), str_starts_with($said, 'stale') => new Finding('page-hit', FindingStatus::Good, __('The home page comes from the cache', 'ai-wp-dynamic-cache'), '', '', $said),
            $said === '' => new Finding('page-hit', FindingStatus::Bad, __('The page cache does not answer', 'ai-wp-dynamic-cache'), __('The home page came without a word of the cache: the drop-in is not loaded, or something before it answers.', 'ai-wp-dynamic-cache'), __('See what is in the way in Dynamic Cache.', 'ai-wp-dynamic-cache')),
            /* translators: %s: what the cache said of the page, as miss; reason=set-cookie */
            default => new Finding('page-hit', FindingStatus::Warning, __('The home page does not come from the cache', 'ai-wp-dynamic-cache'), sprintf(__('The second visit in a row still got: %s.', 'ai-wp-dynamic-cache'), $said), __('Look up the home page in Dynamic Cache, under Pages: it explains the decision.', 'ai-wp-dynamic-cache'), $said),
        };
    }

    /** @return list<Finding> nothing for a folder that no address leads to */
    private function folder(): array
    {
        $url = $this->url_of($this->paths->sites_file());
        $response = $url === null ? null : $this->get($url);
        if ($response === null || is_wp_error($response)) {
            return [];
        }
        $body = wp_remote_retrieve_body($response);

        return str_contains($body, '"sites"') ? [new Finding('cache-folder-open', FindingStatus::Bad, __('The folder of the cache can be read by everybody', 'ai-wp-dynamic-cache'), __('The web server hands its files out.', 'ai-wp-dynamic-cache'), __('Deny requests to wp-content/cache in the web server, or move the folder with DYNAMIC_CACHE_DIR.', 'ai-wp-dynamic-cache'))] : [];
    }

    private function url_of(string $file): ?string
    {
        $content = $this->paths->content_dir() . '/';

        return str_starts_with($file, $content) && is_file($file) ? content_url(substr($file, strlen($content))) : null;
    }

    /** @return array<string, mixed>|\WP_Error */
    private function get(string $url): array|\WP_Error
    {
        return wp_remote_get($url, ['timeout' => self::SECONDS, 'redirection' => 2, 'sslverify' => false, 'cookies' => [], 'user-agent' => 'WordPress; Dynamic Cache Site Health']);
    }

    /** @param array<string, mixed> $response */
    private static function header(array $response, string $name): string
    {
        $value = wp_remote_retrieve_header($response, $name);

        return is_array($value) ? implode(', ', array_filter($value, is_string(...))) : $value;
    }
}
