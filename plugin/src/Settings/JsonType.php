<?php

/** The types of JSON, as strictly as JSON has them: "5" is no number, 1 is no boolean, a list is no object. */

declare(strict_types=1);

namespace DynamicCache\Settings;

enum JsonType: string
{
    case Boolean = 'boolean';
    case Integer = 'integer';
    case Number = 'number';
    case Text = 'string';
    case List = 'array';
    case Object = 'object';
    case Null = 'null';

    /** Whether a value from json_decode(), objects as stdClass, is of this type. */
    public function is_of(mixed $value): bool
    {
        return match ($this) {
            self::Boolean => is_bool($value),
            self::Integer => is_int($value),
            self::Number => is_int($value) || (is_float($value) && is_finite($value)),
            self::Text => is_string($value),
            self::List => is_array($value) && array_is_list($value),
            self::Object => $value instanceof \stdClass,
            self::Null => $value === null,
        };
    }

    /** What to tell whoever gave another type. */
    public function message(): string
    {
        return match ($this) {
            self::Boolean => __('This must be true or false.', 'ai-wp-dynamic-cache'),
            self::Integer => __('This must be a whole number.', 'ai-wp-dynamic-cache'),
            self::Number => __('This must be a number.', 'ai-wp-dynamic-cache'),
            self::Text => __('This must be text.', 'ai-wp-dynamic-cache'),
            self::List => __('This must be a list.', 'ai-wp-dynamic-cache'),
            self::Object => __('This must be a group of settings.', 'ai-wp-dynamic-cache'),
            self::Null => __('It may also be null.', 'ai-wp-dynamic-cache'),
        };
    }
}
