<?php

/** Requests that the owner keeps out of the cache; patterns in which `*` stands for any run of characters. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class ExcludeRules
{
    /**
     * @param list<string> $paths
     * @param list<string> $queries
     * @param list<string> $cookies
     * @param list<string> $userAgents
     */
    public function __construct(
        public readonly array $paths,
        public readonly array $queries,
        public readonly array $cookies,
        public readonly array $userAgents,
    ) {}

    public static function from(Document $exclude): self
    {
        return new self(
            $exclude->texts('paths'),
            $exclude->texts('queries'),
            $exclude->texts('cookies'),
            $exclude->texts('user_agents'),
        );
    }

    /** @return array{paths: list<string>, queries: list<string>, cookies: list<string>, user_agents: list<string>} */
    public function to_array(): array
    {
        return [
            'paths' => $this->paths,
            'queries' => $this->queries,
            'cookies' => $this->cookies,
            'user_agents' => $this->userAgents,
        ];
    }
}
