<?php

/** A setting by its path, as `ttl.page`: what the schema says of it, where it lies in a document, how it is typed. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Settings\JsonSchema;
use DynamicCache\Settings\Secrets;

final class SettingPath
{
    /** @param array<mixed> $schema of this setting alone */
    private function __construct(
        public readonly string $path,
        private readonly array $schema,
    ) {}

    /** Null when there is no such setting. A section (`ttl`) is one as well. */
    public static function find(string $path): ?self
    {
        $schema = JsonSchema::shipped('settings')->to_array();
        foreach (explode('.', $path) as $name) {
            $members = $schema['properties'] ?? null;
            $schema = is_array($members) ? $members[$name] ?? null : null;
            if (!is_array($schema)) {
                return null;
            }
        }

        return new self($path, $schema);
    }

    /**
     * Every setting that is no section, in the order of the schema.
     *
     * @return list<self>
     */
    public static function all(): array
    {
        return self::below('', JsonSchema::shipped('settings')->to_array());
    }

    public function is_secret(): bool
    {
        return array_key_exists($this->path, Secrets::CONSTANTS);
    }

    public function default(): mixed
    {
        return $this->schema['default'] ?? null;
    }

    /** What was typed, as JSON has it. What is no JSON stays text, and the schema says what would be right. */
    public function typed(string $text): mixed
    {
        if (($this->schema['type'] ?? null) === 'string') {
            return $text;
        }
        $value = json_decode($text, false, 32);

        return $value === null && trim($text) !== 'null' ? $text : $value;
    }

    /** A merge patch that sets this alone; null puts the default back. */
    public function patch(mixed $value): \stdClass
    {
        $names = array_reverse(explode('.', $this->path));
        $patch = (object) [array_shift($names) => $value];
        foreach ($names as $name) {
            $patch = (object) [$name => $patch];
        }

        return $patch;
    }

    public function value_in(\stdClass $settings): mixed
    {
        $value = $settings;
        foreach (explode('.', $this->path) as $name) {
            $value = $value instanceof \stdClass ? $value->{$name} ?? null : null;
        }

        return $value;
    }

    /**
     * @param array<mixed> $schema
     *
     * @return list<self>
     */
    private static function below(string $path, array $schema): array
    {
        $members = $schema['properties'] ?? null;
        if (!is_array($members)) {
            return [new self($path, $schema)];
        }
        $found = [];
        foreach ($members as $name => $member) {
            if (is_array($member)) {
                $found = [...$found, ...self::below($path === '' ? (string) $name : "{$path}.{$name}", $member)];
            }
        }

        return $found;
    }
}
