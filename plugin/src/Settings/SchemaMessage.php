<?php

/**
 * What is wrong with a value, in words that say what would be right. Core's own messages repeat the name of the
 * parameter, which stands beside them already, and show an owner a regular expression.
 */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class SchemaMessage
{
    /** @param array<mixed> $schema of the value */
    public function __construct(private readonly array $schema) {}

    /** The words for a failure of rest_validate_value_from_schema(). */
    public function of(\WP_Error $failure): string
    {
        return match ($failure->get_error_code()) {
            'rest_out_of_bounds' => $this->bounds('minimum', 'maximum'),
            'rest_not_in_enum' => $this->choices(),
            'rest_too_many_items' => $this->at_most('maxItems'),
            'rest_too_few_items' => __('At least one entry is needed.', 'ai-wp-dynamic-cache'),
            'rest_too_short' => __('This must not be empty.', 'ai-wp-dynamic-cache'),
            'rest_invalid_pattern' => $this->form(),
            default => $failure->get_error_message(),
        };
    }

    /** @param list<string> $known names that would be right */
    public static function unknown_name(array $known): string
    {
        return $known === []
            ? __('This name is not known.', 'ai-wp-dynamic-cache')
            : sprintf(
                /* translators: %s: names of settings */
                __('This name is not known. Known here: %s.', 'ai-wp-dynamic-cache'),
                implode(', ', $known),
            );
    }

    private function bounds(string $low, string $high): string
    {
        $least = $this->number($low);
        $most = $this->number($high);
        if ($least !== null && $most !== null) {
            /* translators: 1: smallest number, 2: largest number */
            return sprintf(__('This must be between %1$s and %2$s.', 'ai-wp-dynamic-cache'), $least, $most);
        }

        /* translators: %s: a number */
        return $least !== null
            ? sprintf(__('This must be %s or more.', 'ai-wp-dynamic-cache'), $least)
            : sprintf(__('This must be %s or less.', 'ai-wp-dynamic-cache'), (string) $most);
    }

    private function choices(): string
    {
        $choices = $this->schema['enum'] ?? [];
        $words = array_map(
            static fn(mixed $choice): string => is_scalar($choice) ? (string) $choice : 'null',
            is_array($choices) ? array_values($choices) : [],
        );

        /* translators: %s: values that are allowed */
        return sprintf(__('This must be one of: %s.', 'ai-wp-dynamic-cache'), implode(', ', $words));
    }

    private function at_most(string $keyword): string
    {
        /* translators: %s: a number */
        return sprintf(_n('At most %s entry is allowed.', 'At most %s entries are allowed.', (int) $this->number($keyword), 'ai-wp-dynamic-cache'), (string) $this->number($keyword));
    }

    private function form(): string
    {
        $pattern = $this->schema['pattern'] ?? '';
        $about = $this->schema['description'] ?? '';

        return sprintf(
            /* translators: %s: what a setting is and how it is written, or the pattern that it has to match */
            __('This is not written as it has to be: %s', 'ai-wp-dynamic-cache'),
            is_string($about) && $about !== '' ? $about : (is_string($pattern) ? $pattern : ''),
        );
    }

    /** As a person reads it, all digits shown: a bound that is rounded would be wrong. */
    private function number(string $keyword): ?string
    {
        $number = $this->schema[$keyword] ?? null;

        return is_int($number) || is_float($number) ? (string) $number : null;
    }
}
