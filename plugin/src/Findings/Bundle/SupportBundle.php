<?php

/**
 * One JSON file for whoever is asked for help: what is on, what was found, what happened lately. Meant for sites on which
 * something is broken, so that a part that fails says so and the others come all the same. Nothing secret and nobody's
 * name is in it (Redaction); its sender reads it before it goes out.
 */

declare(strict_types=1);

namespace DynamicCache\Findings\Bundle;

use DynamicCache\Edge\Connection;
use DynamicCache\Edge\EdgeStatus;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\HostLook;
use DynamicCache\Findings\InstallFindings;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\Paths;
use DynamicCache\Install\Problem;
use DynamicCache\Settings\SettingsRepository;

final class SupportBundle
{
    private const FORMAT = 'ai-wp-dynamic-cache/support-bundle/1';

    /** @param \Closure(): int $clock Unix seconds */
    public function __construct(
        private readonly SettingsRepository $repository,
        private readonly Diagnosis $diagnosis,
        private readonly \Closure $clock,
    ) {}

    /** The file, as JSON that people can read. */
    public function text(): string
    {
        $now = ($this->clock)();
        $bundle = ['format' => self::FORMAT, 'version' => DYNAMIC_CACHE_VERSION, 'made_at' => gmdate('c', $now)];
        $redaction = new Redaction(KnownSecrets::of($this->repository));
        foreach ($this->parts(new CacheFacts(Paths::of_wordpress(), $now)) as $name => $part) {
            try {
                $bundle[$name] = $redaction->of($part());
            } catch (\Throwable $failure) {
                $bundle[$name] = ['failed' => $redaction->text($failure::class . ': ' . $failure->getMessage())];
            }
        }

        return json_encode($bundle, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR) . "\n";
    }

    /** @return array<string, \Closure(): mixed> */
    private function parts(CacheFacts $cache): array
    {
        return [
            'status' => $this->status(...),
            'problems' => fn(): array => array_map(static fn(Problem $problem): array => $problem->to_array(), $this->diagnosis->problems()),
            'settings' => $this->settings(...),
            'findings' => fn(): array => array_map(static fn(Finding $finding): array => $finding->to_array(), [...InstallFindings::of($this->diagnosis), ...HostLook::of_site()->findings()]),
            'files' => $cache->files(...),
            'purges' => $cache->purges(...),
            'outbox' => $cache->outbox(...),
            'counts' => $cache->counts(...),
            'logs' => $cache->logs(...),
            'cron' => HostFacts::cron(...),
            'php' => HostFacts::php(...),
            'wordpress' => HostFacts::wordpress(...),
            'site_health' => self::site_health(...),
        ];
    }

    /** @return array<string, mixed> */
    private function status(): array
    {
        $settings = $this->repository->all();

        return [
            'enabled' => $settings->enabled,
            'paused_until' => $settings->pausedUntil,
            'strategy' => $settings->strategy->value,
            'dropin' => $this->diagnosis->dropin()->value,
            'wp_cache' => $this->diagnosis->wp_cache(),
            'engine' => $this->diagnosis->engine(),
            'cache_dir_writable' => $this->diagnosis->cache_dir_writable(),
            'revision' => $this->repository->revision(),
            'edge' => (new EdgeStatus(Connection::of_wordpress()))->to_array(),
        ];
    }

    /** @return array<string, mixed> of secrets only whether they are there: not even their last characters */
    private function settings(): array
    {
        $settings = json_decode((string) json_encode($this->repository->masked()), true);
        $settings = is_array($settings) ? array_filter($settings, is_string(...), ARRAY_FILTER_USE_KEY) : [];
        foreach ($this->repository->secrets() as $path => $secret) {
            [$section, $name] = explode('.', $path, 2) + ['', ''];
            if (is_array($settings[$section] ?? null)) {
                $settings[$section][$name] = $secret->state->value;
            }
        }

        return $settings;
    }

    /** @return array<string, string> our part of Site Health → Info, as it is copied there */
    private static function site_health(): array
    {
        $information = apply_filters('debug_information', []);
        $section = is_array($information) && is_array($information['dynamic-cache'] ?? null) ? $information['dynamic-cache'] : [];
        $lines = [];
        foreach (is_array($section['fields'] ?? null) ? $section['fields'] : [] as $name => $field) {
            if (is_array($field) && ($field['private'] ?? false) !== true && is_scalar($field['debug'] ?? null)) {
                $lines[(string) $name] = (string) $field['debug'];
            }
        }

        return $lines;
    }
}
