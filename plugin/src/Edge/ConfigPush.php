<?php

/** Keeps the Worker's copy of the settings current. */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\PageRevision;
use DynamicCache\Settings\SettingsRepository;

final class ConfigPush
{
    /** Seconds after which they are said again: either side may have been put back to an older state. */
    private const REPEAT = 86_400;

    /** @param \Closure(): int $now Unix seconds */
    public function __construct(
        private readonly EdgeClient $client,
        private readonly SettingsRepository $settings,
        private readonly Breaker $breaker,
        private readonly \Closure $now,
    ) {}

    /** Sends today's settings unless the Worker has confirmed them. What fails is said in the status and tried again later. */
    public function push(EdgeKey $key, float $timeout): void
    {
        $settings = $this->settings->all();
        $text = EdgeConfig::text($key->siteId, $settings);
        $digest = EdgeConfig::digest($text);
        $told = Told::load();
        $isKnown = $told->configDigest === $digest && $told->configAt > ($this->now)() - self::REPEAT;
        if ($isKnown || $this->breaker->is_open(($this->now)())) {
            return;
        }
        try {
            // A key of its own each time: the same settings said again must count again.
            $answer = $this->client->signed($key, new Call('PUT', '/api/plugin/config', $text, $timeout, wp_generate_uuid4()));
            $error = match (true) {
                ($answer['contract'] ?? null) !== EdgeConfig::CONTRACT => Trouble::ContractMismatch->value,
                ($answer['revision'] ?? null) !== PageRevision::of($settings, HomeUrl::of_site()) => 'revision_mismatch',
                default => '',
            };
            $told = Told::load()->config($error === '' ? $digest : '', $error, ($this->now)());
        } catch (UnableToReachEdge $failure) {
            $this->breaker->trip(($this->now)());
            $told = Told::load()->config('', $failure->getMessage(), ($this->now)());
        } catch (RefusedByEdge $failure) {
            $told = Told::load()->config('', $failure->getMessage(), ($this->now)());
        }
        $told->save();
        EdgeFigures::forget();
    }
}
