<?php

/** What the site answered itself. */

declare(strict_types=1);

namespace DynamicCache\Findings;

final class LoopbackReply
{
    /**
     * @param array<string, list<string>> $headers by lower-case name
     * @param float $ms until the last byte
     */
    public function __construct(
        public readonly int $status,
        public readonly array $headers,
        public readonly string $body,
        public readonly float $ms,
    ) {}

    /** The last value of a header; empty when there is none. */
    public function header(string $name): string
    {
        $values = $this->headers[$name] ?? [''];

        return $values[count($values) - 1] ?? '';
    }

    /** @return list<string> names of the cookies that it sets; never their values */
    public function cookie_names(): array
    {
        return array_values(array_unique(array_map(
            static fn(string $line): string => trim(explode('=', $line, 2)[0]),
            $this->headers['set-cookie'] ?? [],
        )));
    }
}
