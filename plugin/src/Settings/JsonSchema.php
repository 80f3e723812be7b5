<?php

/**
 * Checks a decoded JSON value (objects as stdClass) against one of the generated schemas in plugin/schema.
 * Types are compared as JSON has them, then core checks the bounds of each leaf: rest_validate_value_from_schema()
 * alone takes '1' for a boolean and "5" for an integer, stops at the first error and tells no path.
 */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class JsonSchema
{
    /** @param array<mixed> $schema */
    private function __construct(private readonly array $schema) {}

    /** A schema that ships with the plugin, by file name without extension. */
    public static function shipped(string $name): self
    {
        $text = (string) file_get_contents(dirname(__DIR__, 2) . "/schema/{$name}.json");
        $schema = json_decode($text, true, 64, JSON_THROW_ON_ERROR);

        return is_array($schema) ? new self($schema) : throw new \UnexpectedValueException("{$name}.json is no schema");
    }

    /** @return array<mixed> as core's REST API wants it */
    public function to_array(): array
    {
        return $this->schema;
    }

    /** The value that an absent member has: its default, completed by the defaults of its members. */
    public function default(): mixed
    {
        if ($this->members() === []) {
            return $this->schema['default'] ?? null;
        }
        $complete = new \stdClass();
        foreach ($this->members() as $name => $member) {
            $complete->{$name} = $member->default();
        }

        return $complete;
    }

    /**
     * Everything that is wrong with a value, each with its path.
     *
     * @return list<FieldError>
     */
    public function errors(mixed $value, string $path = ''): array
    {
        $branches = $this->branches();
        if ($branches !== []) {
            return self::errors_of_choice($branches, $value, $path);
        }
        $type = $this->type();
        if ($type !== null && !$type->is_of($value)) {
            return [new FieldError($path, $type->message())];
        }

        return match (true) {
            $value instanceof \stdClass => $this->errors_of_object($value, $path),
            is_array($value) => $this->errors_of_list(array_values($value), $path),
            default => $this->errors_of_leaf($value, $path),
        };
    }

    /**
     * Members of a merge patch that no schema knows; a null would make them vanish before they are checked.
     *
     * @return list<FieldError>
     */
    public function unknown_members(\stdClass $patch, string $path = ''): array
    {
        $members = $this->members();
        foreach ($this->branches() as $branch) {
            $members += $branch->members();
        }
        $errors = [];
        foreach (get_object_vars($patch) as $name => $value) {
            $at = self::join($path, (string) $name);
            $member = $members[$name] ?? null;
            if ($member === null) {
                $errors[] = new FieldError($at, SchemaMessage::unknown_name(self::names($members)));
            } elseif ($value instanceof \stdClass) {
                array_push($errors, ...$member->unknown_members($value, $at));
            }
        }

        return $errors;
    }

    private function type(): ?JsonType
    {
        $type = $this->schema['type'] ?? null;

        return is_string($type) ? JsonType::from($type) : null;
    }

    /** @return array<string, self> */
    private function members(): array
    {
        return self::children($this->schema['properties'] ?? null);
    }

    /** @return array<string, self> */
    private function branches(): array
    {
        return self::children($this->schema['anyOf'] ?? null);
    }

    /** @return array<string, self> */
    private static function children(mixed $schemas): array
    {
        $children = [];
        foreach (is_array($schemas) ? $schemas : [] as $name => $schema) {
            if (is_array($schema)) {
                $children[(string) $name] = new self($schema);
            }
        }

        return $children;
    }

    /** @return list<FieldError> */
    private function errors_of_object(\stdClass $value, string $path): array
    {
        $members = $this->members();
        $given = get_object_vars($value);
        $errors = [];
        foreach ($given as $name => $member) {
            $at = self::join($path, (string) $name);
            array_push($errors, ...(isset($members[$name])
                ? $members[$name]->errors($member, $at)
                : [new FieldError($at, SchemaMessage::unknown_name(self::names($members)))]));
        }
        $required = $this->schema['required'] ?? null;
        foreach (is_array($required) ? $required : [] as $name) {
            if (is_string($name) && !array_key_exists($name, $given)) {
                $errors[] = new FieldError(self::join($path, $name), __('This is missing.', 'ai-wp-dynamic-cache'));
            }
        }

        return $errors;
    }

    /**
     * @param list<mixed> $value
     *
     * @return list<FieldError>
     */
    private function errors_of_list(array $value, string $path): array
    {
        $errors = self::asked_of_core($value, array_diff_key($this->schema, ['items' => true]), $path);
        $items = new self($this->item_schema());
        foreach ($errors === [] ? $value : [] as $index => $item) {
            array_push($errors, ...$items->errors($item, self::join($path, (string) $index)));
        }

        return $errors;
    }

    /** @return array<mixed> what a list is about is said of the list; its entries are told by the same words */
    private function item_schema(): array
    {
        $items = is_array($this->schema['items'] ?? null) ? $this->schema['items'] : [];

        return $items + array_intersect_key($this->schema, ['description' => true]);
    }

    /** @return list<FieldError> */
    private function errors_of_leaf(mixed $value, string $path): array
    {
        if (is_string($value)) {
            // Core counts characters and lets `$` match before a final line break; the drop-in and the Worker do not.
            $longest = $this->schema['maxLength'] ?? null;
            if (is_int($longest) && strlen($value) > $longest) {
                /* translators: %d: number of bytes */
                return [new FieldError($path, sprintf(_n('At most %d byte.', 'At most %d bytes.', $longest, 'ai-wp-dynamic-cache'), $longest))];
            }
            if (str_contains($value, "\0") || (isset($this->schema['pattern']) && str_ends_with($value, "\n"))) {
                return [new FieldError($path, __('This has a character that is not allowed.', 'ai-wp-dynamic-cache'))];
            }
        }

        return self::asked_of_core($value, $this->schema, $path);
    }

    /**
     * @param array<mixed> $schema
     *
     * @return list<FieldError>
     */
    private static function asked_of_core(mixed $value, array $schema, string $path): array
    {
        if (!isset($schema['type'])) {
            return [];
        }
        $answer = rest_validate_value_from_schema($value, $schema, $path);

        return $answer instanceof \WP_Error ? [new FieldError($path, (new SchemaMessage($schema))->of($answer))] : [];
    }

    /**
     * @param array<string, self> $branches
     *
     * @return list<FieldError>
     */
    private static function errors_of_choice(array $branches, mixed $value, string $path): array
    {
        $literals = self::literals($branches);
        if ($literals !== null) {
            return $literals->errors($value, $path);
        }
        $messages = [];
        $nearest = null;
        foreach ($branches as $branch) {
            $errors = $branch->errors($value, $path);
            if ($errors === []) {
                return [];
            }
            $messages[] = $errors[0]->message;
            // Of several kinds of objects the one is meant that the fewest things are missing to.
            if ($value instanceof \stdClass && $branch->type() === JsonType::Object && ($nearest === null || count($errors) < count($nearest))) {
                $nearest = $errors;
            }
        }

        return $nearest ?? [new FieldError($path, implode(' ', array_unique($messages)))];
    }

    /**
     * Literals of one type as one list, which tells more than one refusal each.
     *
     * @param array<string, self> $branches
     */
    private static function literals(array $branches): ?self
    {
        $schema = [];
        $literals = [];
        foreach ($branches as $branch) {
            $schema = $branch->schema;
            $enum = $schema['enum'] ?? null;
            if (!is_array($enum)) {
                return null;
            }
            $literals = [...$literals, ...array_values($enum)];
        }

        return new self(['enum' => $literals] + $schema);
    }

    /**
     * @param array<string, self> $members
     *
     * @return list<string>
     */
    private static function names(array $members): array
    {
        return array_map(strval(...), array_keys($members));
    }

    private static function join(string $path, string $name): string
    {
        return $path === '' ? $name : "{$path}.{$name}";
    }
}
