<?php

/**
 * Settings that a constant of wp-config.php or the environment decides: hosts that bring a Redis say so there, and it
 * holds for every site. Secrets have the same rule (Secrets). What cannot be a value of its setting decides nothing.
 */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class FixedSettings
{
    /** Path of the setting => constants or environment variables that decide it; the first that is there wins. */
    private const CONSTANTS = [
        'redis.host' => ['DYNAMIC_CACHE_REDIS_HOST', 'CME_REDIS_HOST'],
        'redis.port' => ['DYNAMIC_CACHE_REDIS_PORT', 'CME_REDIS_PORT'],
        'redis.tls' => ['DYNAMIC_CACHE_REDIS_TLS'],
        'redis.username' => ['DYNAMIC_CACHE_REDIS_USERNAME'],
        'redis.prefix' => ['DYNAMIC_CACHE_REDIS_PREFIX'],
        'redis.cluster' => ['DYNAMIC_CACHE_REDIS_CLUSTER'],
    ];

    /** @return list<string> */
    public function paths(): array
    {
        return array_keys(self::values());
    }

    /** The document with what is fixed. */
    public function in(\stdClass $document): \stdClass
    {
        foreach (self::values() as $path => [, $value]) {
            [$section, $name] = explode('.', $path, 2) + ['', ''];
            $document = MergePatch::apply($document, (object) [$section => (object) [$name => $value]]);
        }

        return $document;
    }

    /**
     * Refuses a change that would have no effect.
     *
     * @throws SettingIsFixed
     */
    public function refuse(\stdClass $patch): void
    {
        foreach (self::values() as $path => [$constant, $value]) {
            [$section, $name] = explode('.', $path, 2) + ['', ''];
            $part = $patch->{$section} ?? null;
            $wanted = $part instanceof \stdClass && property_exists($part, $name) ? $part->{$name} : $value;
            if ($wanted !== $value) {
                throw new SettingIsFixed($path, $constant);
            }
        }
    }

    /** @return array<string, array{string, string|int|bool}> constant and value, by path */
    private static function values(): array
    {
        $values = [];
        foreach (self::CONSTANTS as $path => $names) {
            foreach ($names as $name) {
                $value = self::value($path, defined($name) ? constant($name) : getenv($name));
                if ($value !== null) {
                    $values[$path] = [$name, $value];
                    break;
                }
            }
        }

        return $values;
    }

    private static function value(string $path, mixed $raw): string|int|bool|null
    {
        $text = is_scalar($raw) && $raw !== false ? trim((string) $raw) : '';

        return match ($path) {
            'redis.port' => ctype_digit($text) && (int) $text >= 1 && (int) $text <= 65_535 ? (int) $text : null,
            'redis.tls', 'redis.cluster' => $raw === false && $text === '' ? null : filter_var($raw, FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE),
            'redis.prefix' => preg_match('/^[A-Za-z0-9_.-]{1,32}$/D', $text) === 1 ? $text : null,
            default => $text !== '' && strlen($text) <= 255 ? $text : null,
        };
    }
}
