<?php

/**
 * Whether a post meets the conditions of a query (Tags\Sql\ListConditions), as far as PHP can tell without the database.
 * Three answers: yes, no, and null for "perhaps". Only a "no" spares a question, so every doubt is a "perhaps". Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Lists;

final class Conditions
{
    /** Texts that the database may take for the same though PHP does not: the case, accents and blanks at the end. */
    private const TEXTS = ['post_name', 'post_password', 'post_mime_type', 'comment_status', 'ping_status', 'post_type', 'post_status'];

    /**
     * @param mixed $condition as ListConditions writes it
     *
     * @return bool|null null: PHP cannot tell
     */
    public static function hold(mixed $condition, ListedPost $post): ?bool
    {
        if (!is_array($condition)) {
            return null;
        }
        [$kind, $first, $second, $third] = $condition + [null, null, null, null];
        $parts = array_values(array_slice($condition, 1));

        return match ($kind) {
            'all' => self::all($parts, $post),
            'any' => self::any($parts, $post),
            'not' => self::not(self::hold($first, $post)),
            'in' => self::in($first, $second, $post),
            'compare' => self::compare($first, $second, $third, $post),
            'part' => self::part($first, $second, $post),
            'terms' => is_array($first) ? array_intersect($post->terms, array_filter($first, is_int(...))) !== [] : null,
            'every' => is_array($first) ? array_diff(array_filter($first, is_int(...)), $post->terms) === [] : null,
            'never' => false,
            default => null,
        };
    }

    /** @param list<mixed> $conditions */
    private static function all(array $conditions, ListedPost $post): ?bool
    {
        $answer = true;
        foreach ($conditions as $condition) {
            $holds = self::hold($condition, $post);
            if ($holds === false) {
                return false;
            }
            $answer = $holds === null ? null : $answer;
        }

        return $answer;
    }

    /** @param list<mixed> $conditions */
    private static function any(array $conditions, ListedPost $post): ?bool
    {
        $answer = false;
        foreach ($conditions as $condition) {
            $holds = self::hold($condition, $post);
            if ($holds === true) {
                return true;
            }
            $answer = $holds === null ? null : $answer;
        }

        return $answer;
    }

    private static function not(?bool $holds): ?bool
    {
        return $holds === null ? null : !$holds;
    }

    private static function in(mixed $column, mixed $values, ListedPost $post): ?bool
    {
        $own = is_string($column) ? $post->columns[$column] ?? null : null;
        if ($own === null || !is_array($values)) {
            return null;
        }
        $isText = in_array($column, self::TEXTS, true);
        $answer = false;
        foreach ($values as $value) {
            $isSame = !is_string($value) ? null : ($isText ? self::same_text($own, $value) : self::same($own, $value));
            if ($isSame === true) {
                return true;
            }
            $answer = $isSame === null ? null : $answer;
        }

        return $answer;
    }

    private static function same(string $own, string $value): ?bool
    {
        if (is_numeric($own) && is_numeric($value)) {
            return (float) $own === (float) $value;
        }

        return self::is_time($own) && self::is_time($value) ? self::time($own) === self::time($value) : null;
    }

    private static function same_text(string $own, string $value): ?bool
    {
        $isPlain = preg_match('/^[\x20-\x7e]*$/D', $own . $value) === 1;

        return $isPlain ? rtrim(strtolower($own)) === rtrim(strtolower($value)) : null;
    }

    private static function compare(mixed $column, mixed $operator, mixed $value, ListedPost $post): ?bool
    {
        $own = is_string($column) ? $post->columns[$column] ?? null : null;
        if ($own === null || !is_string($value)) {
            return null;
        }
        $isComparable = (is_numeric($own) && is_numeric($value)) || (self::is_time($own) && self::is_time($value));
        $order = $isComparable ? (is_numeric($own) ? (float) $own <=> (float) $value : self::time($own) <=> self::time($value)) : null;

        return $order === null ? null : match ($operator) {
            '<' => $order < 0,
            '<=' => $order <= 0,
            '>' => $order > 0,
            '>=' => $order >= 0,
            default => null,
        };
    }

    private static function part(mixed $part, mixed $value, ListedPost $post): ?bool
    {
        $date = $post->columns['post_date'] ?? '';
        if (!self::is_time($date) || !is_int($value)) {
            return null;
        }

        return match ($part) {
            'YEAR' => (int) substr($date, 0, 4) === $value,
            'MONTH' => (int) substr($date, 5, 2) === $value,
            'DAYOFMONTH' => (int) substr($date, 8, 2) === $value,
            default => null,
        };
    }

    private static function is_time(string $text): bool
    {
        return preg_match('/^[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2}:[0-9]{2})?$/D', $text) === 1;
    }

    private static function time(string $text): string
    {
        return strlen($text) === 10 ? "{$text} 00:00:00" : $text;
    }
}
