<?php

/** Which part of a list is asked for: `?page=&per_page=`. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Settings\FieldError;

final class Paging
{
    private const DEFAULT_PER_PAGE = 20;
    private const MAX_PER_PAGE = 100;
    private const MAX_PAGE = 100_000;

    private function __construct(public readonly int $page, public readonly int $perPage) {}

    /**
     * @param \WP_REST_Request<array<string, mixed>> $request
     *
     * @throws Refusal
     */
    public static function of(\WP_REST_Request $request): self
    {
        return new self(
            self::number($request, 'page', 1, self::MAX_PAGE),
            self::number($request, 'per_page', self::DEFAULT_PER_PAGE, self::MAX_PER_PAGE),
        );
    }

    public function offset(): int
    {
        return ($this->page - 1) * $this->perPage;
    }

    /**
     * @param \WP_REST_Request<array<string, mixed>> $request
     *
     * @throws Refusal
     */
    private static function number(\WP_REST_Request $request, string $name, int $default, int $max): int
    {
        $text = $request->get_query_params()[$name] ?? (string) $default;
        if (!is_string($text) || preg_match('/\A[1-9][0-9]{0,5}\z/', $text) !== 1 || (int) $text > $max) {
            throw new Refusal(400, 'invalid_query', [new FieldError($name, sprintf(
                /* translators: %d: a number */
                __('This must be a whole number from 1 to %d.', 'ai-wp-dynamic-cache'),
                $max,
            ))]);
        }

        return (int) $text;
    }
}
