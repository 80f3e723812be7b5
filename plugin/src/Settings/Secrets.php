<?php

/** The settings that are secrets: where they lie, which constant wins over them, and how their envelopes open. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class Secrets
{
    /** Path of the setting => constants or environment variables that decide it; the first that is there wins. */
    public const CONSTANTS = [
        'redis.password' => ['DYNAMIC_CACHE_REDIS_PASSWORD', 'CME_REDIS_AUTH'],
        'edge.zone_token' => ['DYNAMIC_CACHE_EDGE_ZONE_TOKEN'],
        'edge.basic_auth' => ['DYNAMIC_CACHE_EDGE_BASIC_AUTH'],
        'alerts.webhook_secret' => ['DYNAMIC_CACHE_ALERTS_WEBHOOK_SECRET'],
    ];

    public function __construct(private readonly SecretBox $box) {}

    /** @return array<string, Secret> by path */
    public function of(\stdClass $stored): array
    {
        $secrets = [];
        foreach (array_keys(self::CONSTANTS) as $path) {
            $secrets[$path] = $this->secret($path, $stored);
        }

        return $secrets;
    }

    /**
     * Moves the secrets of a change into the document that will be stored. Empty text and the current mask keep what
     * is there, null clears it (the merge has dropped it already), anything else is closed in a new envelope.
     *
     * @param \stdClass $stored the document before the change, with its envelopes
     * @param \stdClass $merged the document after the change, with plain secrets where the change has some
     * @param \stdClass $patch the change
     *
     * @throws SettingIsFixed
     */
    public function carry_over(\stdClass $stored, \stdClass $merged, \stdClass $patch): void
    {
        foreach ($this->of($stored) as $path => $current) {
            $envelope = self::value($stored, $path);
            $wanted = self::mentions($patch, $path) ? self::value($merged, $path) : '';
            $isKept = $wanted === '' || $wanted === $current->mask();
            if (!$isKept && $current->state === SecretState::Fixed) {
                throw new SettingIsFixed($path, self::constant_of($path)[0]);
            }
            self::put($merged, $path, match (true) {
                $wanted === null => null,
                $isKept => $envelope,
                default => $this->box->seal($wanted, $path),
            });
        }
    }

    /** The document without its secrets, for validation: an envelope is longer than the secret may be. */
    public static function without(\stdClass $document): \stdClass
    {
        $copy = MergePatch::copy($document);
        foreach (array_keys(self::CONSTANTS) as $path) {
            self::put($copy, $path, null);
        }

        return $copy;
    }

    private function secret(string $path, \stdClass $stored): Secret
    {
        $fixed = self::constant_of($path)[1];
        if ($fixed !== '') {
            return Secret::fixed($fixed);
        }
        $envelope = self::value($stored, $path);
        if ($envelope === null || $envelope === '') {
            return Secret::none();
        }
        try {
            return Secret::stored($this->box->open($envelope, $path));
        } catch (UnableToOpenSecret) {
            return Secret::needs_reentry();
        }
    }

    /** @return array{string, string} name and value; both '' when there is none */
    private static function constant_of(string $path): array
    {
        foreach (self::CONSTANTS[$path] ?? [] as $name) {
            $value = defined($name) ? constant($name) : getenv($name);
            if (is_string($value) && $value !== '') {
                return [$name, $value];
            }
        }

        return ['', ''];
    }

    private static function mentions(\stdClass $document, string $path): bool
    {
        [$section, $name] = self::split($path);
        $part = $document->{$section} ?? null;

        return $part instanceof \stdClass && property_exists($part, $name);
    }

    private static function value(\stdClass $document, string $path): ?string
    {
        [$section, $name] = self::split($path);
        $part = $document->{$section} ?? null;
        $value = $part instanceof \stdClass ? $part->{$name} ?? null : null;

        return is_string($value) ? $value : null;
    }

    private static function put(\stdClass $document, string $path, ?string $value): void
    {
        [$section, $name] = self::split($path);
        $part = $document->{$section} ?? null;
        if ($part instanceof \stdClass) {
            if ($value === null) {
                unset($part->{$name});
            } else {
                $part->{$name} = $value;
            }
        }
    }

    /** @return array{string, string} */
    private static function split(string $path): array
    {
        [$section, $name] = explode('.', $path, 2) + ['', ''];

        return [$section, $name];
    }
}
