<?php

/**
 * A page that exists for one look: linked under a name that nobody knows, with a body that nobody can guess, and gone
 * afterwards. Whoever fetches it from the web server sees whether the rules are active.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Store\Body;

final class Probe
{
    private function __construct(
        private readonly LinkTree $tree,
        private readonly TreeLine $line,
        public readonly string $path,
        public readonly string $text,
    ) {}

    /**
     * Null where this host makes no links, or there is no tree (Renewal).
     *
     * @param string $id random, hex digits
     */
    public static function place(Site $site, LinkTree $tree, string $id): ?self
    {
        $path = "{$site->home}dynamic-cache-direct-{$id}";
        $name = LinkName::of($path);
        $text = "<!doctype html><title>{$id}</title></html>";
        $line = $name === null ? null : $tree->lend($name, Body::of($text), $site->config->revision);

        return $line === null ? null : new self($tree, $line, $path, $text);
    }

    public function remove(): void
    {
        $this->tree->take_back($this->line);
    }
}
