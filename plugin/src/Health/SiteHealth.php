<?php

/** Tools → Site Health: our tests, our part of the debug information, and the header by which core's own test sees us. */

declare(strict_types=1);

namespace DynamicCache\Health;

use DynamicCache\Benchmark\Runs;
use DynamicCache\Edge\EdgeStatus;
use DynamicCache\Edge\WordPressTransport;
use DynamicCache\Feature;
use DynamicCache\Findings\HostLook;
use DynamicCache\Findings\InstallFindings;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\Paths;
use DynamicCache\Proof\ProofWeek;
use DynamicCache\Settings\SettingsRepository;

final class SiteHealth implements Feature
{
    /** Core's script turns the first underscore of a name into a hyphen for the action; hyphens alone are safe. */
    private const ASYNC = ['pages', 'edge', 'cron', 'host', 'proof'];

    public function __construct(
        private readonly SettingsRepository $repository,
        private readonly Diagnosis $diagnosis,
        private readonly Paths $paths,
        private readonly EdgeStatus $edge,
    ) {}

    public function boot(): void
    {
        add_filter('site_status_tests', $this->with_tests(...));
        add_filter('site_status_page_cache_supported_cache_headers', $this->with_header(...));
        add_filter('debug_information', $this->with_debug_section(...));
        foreach (self::ASYNC as $name) {
            add_action("wp_ajax_health-check-dynamic-cache-{$name}", fn() => $this->answer($name));
        }
    }

    /**
     * @param array<string, array<string, mixed>> $tests
     *
     * @return array<string, array<string, mixed>>
     */
    public function with_tests(array $tests): array
    {
        $tests['direct']['dynamic-cache-installation'] = [
            'label' => __('Installation of the page cache', 'ai-wp-dynamic-cache'),
            'test' => $this->installation(...),
        ];
        foreach (self::ASYNC as $name) {
            $tests['async']["dynamic-cache-{$name}"] = [
                'label' => $this->label($name),
                'test' => "dynamic-cache-{$name}",
                'async_direct_test' => fn(): array => $this->result($name),
            ];
        }

        return $tests;
    }

    /**
     * Core reads a response header to tell a page cache; ours says in its first word whether a page was stored.
     *
     * @param array<string, callable|null> $headers
     *
     * @return array<string, callable|null>
     */
    public function with_header(array $headers): array
    {
        $headers['x-dynamic-cache'] = static fn(string $value): bool => preg_match('/^(?:hit|stale)\b/', $value) === 1;

        return $headers;
    }

    /**
     * @param array<string, mixed> $information
     *
     * @return array<string, mixed>
     */
    public function with_debug_section(array $information): array
    {
        return DebugSection::add($information, $this->repository, $this->diagnosis, $this->paths);
    }

    /** @return array<string, mixed> */
    public function installation(): array
    {
        return HealthResult::of(
            'dynamic-cache-installation',
            InstallFindings::of($this->diagnosis),
            __('The page cache is installed as it should be', 'ai-wp-dynamic-cache'),
        );
    }

    /** @return array<string, mixed> */
    public function result(string $name): array
    {
        $settings = $this->repository->all();
        $findings = match ($name) {
            'pages' => (new PageHit($this->paths))->findings($settings, time()),
            'edge' => (new EdgeReach(new WordPressTransport(), $this->edge))->findings(time()),
            'cron' => CronRuns::findings($settings->enabled, time()),
            'proof' => Proven::findings($settings, (new Runs())->last_done(), ProofWeek::until(time()), time()),
            default => HostLook::of_site()->findings(),
        };

        $links = $name === 'proof' ? ['benchmark' => __('Open the benchmark', 'ai-wp-dynamic-cache'), 'proof' => __('Look at the checks', 'ai-wp-dynamic-cache')] : [];

        return HealthResult::of("dynamic-cache-{$name}", $findings, $this->label($name), $links);
    }

    /** Answers the script of the Site Health screen. */
    private function answer(string $name): void
    {
        check_ajax_referer('health-check-site-status');
        if (!current_user_can('view_site_health_checks')) {
            wp_send_json_error(null, 403);
        }
        wp_send_json_success($this->result($name));
    }

    private function label(string $name): string
    {
        return match ($name) {
            'pages' => __('Pages come from the cache', 'ai-wp-dynamic-cache'),
            'edge' => __('The line to the edge is in order', 'ai-wp-dynamic-cache'),
            'cron' => __('Scheduled work of the page cache is done', 'ai-wp-dynamic-cache'),
            'proof' => __('The page cache was measured, and checks itself', 'ai-wp-dynamic-cache'),
            default => __('This host suits the page cache', 'ai-wp-dynamic-cache'),
        };
    }
}
