<?php

/** What a route answered, read back from its JSON. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress;

use PHPUnit\Framework\Assert;

final class RestAnswer
{
    /**
     * @param array<mixed> $body
     * @param array<mixed> $headers
     */
    private function __construct(
        public readonly int $status,
        public readonly array $body,
        public readonly array $headers,
    ) {}

    public static function of(\WP_REST_Response $response): self
    {
        $body = json_decode((string) json_encode($response->get_data()), true);
        Assert::assertIsArray($body);

        return new self($response->get_status(), $body, $response->get_headers());
    }

    /** A text member, by dotted path. */
    public function text(string $path): string
    {
        $value = $this->at($path);
        Assert::assertIsString($value, $path);

        return $value;
    }

    /** Any member, by dotted path; null when there is none. */
    public function at(string $path): mixed
    {
        $value = $this->body;
        foreach (explode('.', $path) as $name) {
            $value = is_array($value) ? $value[$name] ?? null : null;
        }

        return $value;
    }

    /** @return list<string> the paths that `details` names */
    public function wrong_paths(): array
    {
        $paths = [];
        $details = $this->body['details'] ?? [];
        foreach (is_array($details) ? $details : [] as $detail) {
            $paths[] = is_array($detail) && is_string($detail['path'] ?? null) ? $detail['path'] : '?';
        }

        return $paths;
    }
}
