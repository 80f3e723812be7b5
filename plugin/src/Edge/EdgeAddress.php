<?php

/** Where the Worker is: scheme and authority, spelled as the Worker sees them, because the authority is signed. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class EdgeAddress
{
    private function __construct(public readonly string $scheme, public readonly string $authority) {}

    /** Null when the text is no base URL: `https://edge.example.com`, no path. */
    public static function parse(string $url): ?self
    {
        if (preg_match('~^(https?)://([a-z0-9.-]+)(?::([0-9]{1,5}))?$~D', strtolower($url), $match) !== 1) {
            return null;
        }
        $port = $match[3] ?? '';
        $isOwnPort = $port === '' || $port === ($match[1] === 'https' ? '443' : '80');

        return new self($match[1], $match[2] . ($isOwnPort ? '' : ":{$port}"));
    }

    /** Whether nobody on the way can read along: encrypted, or on this machine. */
    public function is_private(): bool
    {
        $host = explode(':', $this->authority)[0];

        return $this->scheme === 'https'
            || preg_match('/^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.[0-9]{1,3}){3})$/D', $host) === 1;
    }

    /** @param string $target path and query */
    public function url(string $target): string
    {
        return "{$this->scheme}://{$this->authority}{$target}";
    }
}
