<?php

/** How a cache in front of PHP is recognised: by what the host puts into the process, the request or mu-plugins. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class HostCache
{
    /**
     * @param list<string> $constants one of them is defined and not empty
     * @param list<string> $variables one of them is in the environment or in $_SERVER
     * @param list<string> $muPlugins one of these files is in mu-plugins
     * @param string $software SERVER_SOFTWARE contains it
     * @param bool $keepsPages keeps HTML unless told otherwise
     */
    public function __construct(
        public readonly string $id,
        public readonly string $name,
        public readonly array $constants = [],
        public readonly array $variables = [],
        public readonly array $muPlugins = [],
        public readonly string $software = '',
        public readonly bool $keepsPages = true,
    ) {}

    public function is_at(Surroundings $here): bool
    {
        return array_intersect($this->constants, $here->constants) !== []
            || array_filter($this->variables, static fn(string $name): bool => ($here->variables[$name] ?? '') !== '') !== []
            || array_intersect($this->muPlugins, $here->muPlugins) !== []
            || ($this->software !== '' && stripos($here->variables['SERVER_SOFTWARE'] ?? '', $this->software) !== false);
    }
}
