<?php

/**
 * What WordPress asks of a plugin that keeps something about people: words for the site's privacy policy, and exporters and
 * erasers for what is personal here: the login name in the list of purges, and in the test sandbox at the Worker.
 */

declare(strict_types=1);

namespace DynamicCache\Privacy;

use DynamicCache\Edge\EdgeClient;
use DynamicCache\Feature;
use DynamicCache\Settings\SettingsRepository;

final class Privacy implements Feature
{
    private const ID = 'ai-wp-dynamic-cache';
    private const SANDBOX = 'ai-wp-dynamic-cache-sandbox';

    /** @param \Closure(): EdgeClient $client made when somebody asks */
    public function __construct(private readonly \Closure $client) {}

    public static function of_wordpress(): self
    {
        return new self(EdgeClient::of_wordpress(...));
    }

    public function boot(): void
    {
        add_action('admin_init', $this->suggest_policy(...));
        add_filter('wp_privacy_personal_data_exporters', $this->with_exporter(...));
        add_filter('wp_privacy_personal_data_erasers', $this->with_eraser(...));
    }

    public function suggest_policy(): void
    {
        wp_add_privacy_policy_content('AI WP Dynamic Cache', wp_kses_post(PolicyText::html(SettingsRepository::of_site()->all()->edge->enabled)));
    }

    /**
     * @param array<string, mixed> $exporters
     *
     * @return array<string, mixed>
     */
    public function with_exporter(array $exporters): array
    {
        $exporters[self::ID] = [
            'exporter_friendly_name' => __('Purges of the page cache', 'ai-wp-dynamic-cache'),
            'callback' => static fn(string $email, int $page = 1): array => (new ActorRecords())->export($email, $page),
        ];

        $exporters[self::SANDBOX] = [
            'exporter_friendly_name' => __('Test sandbox of the page cache', 'ai-wp-dynamic-cache'),
            'callback' => fn(string $email, int $page = 1): array|\WP_Error => (new SandboxRecords(($this->client)()))->export($email, $page),
        ];

        return $exporters;
    }

    /**
     * @param array<string, mixed> $erasers
     *
     * @return array<string, mixed>
     */
    public function with_eraser(array $erasers): array
    {
        $erasers[self::ID] = [
            'eraser_friendly_name' => __('Purges of the page cache', 'ai-wp-dynamic-cache'),
            'callback' => static fn(string $email, int $page = 1): array => (new ActorRecords())->erase($email, $page),
        ];

        $erasers[self::SANDBOX] = [
            'eraser_friendly_name' => __('Test sandbox of the page cache', 'ai-wp-dynamic-cache'),
            'callback' => fn(string $email, int $page = 1): array => (new SandboxRecords(($this->client)()))->erase($email),
        ];

        return $erasers;
    }
}
