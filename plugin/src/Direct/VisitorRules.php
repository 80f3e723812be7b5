<?php

/**
 * Whom the web server must leave to PHP, as regular expressions (PCRE, any case): those of the engine's own rules, and those
 * of the owner. They catch more than the engine does, never less: whoever is caught needlessly gets the page from PHP. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Engine\Config;

final class VisitorRules
{
    /** In the name of every cookie that Engine\Lookup takes for a person's, and what could hide one (`%77p`). */
    private const COOKIES = ['[%+]', 'sess', 'wordpress', 'wp', 'comment.author', 'woocommerce', 'edd.items'];

    private const NAME = '[^=;,]*';

    /**
     * @param string $cookies for the `Cookie` header
     * @param string $agents for `User-Agent`; '' = everybody is welcome
     */
    private function __construct(public readonly string $cookies, public readonly string $agents) {}

    public static function of(Config $config): self
    {
        $rules = $config->rules;
        $names = [
            ...array_map(static fn(string $part): string => self::NAME . $part, self::COOKIES),
            ...array_map(static fn(string $pattern): string => '[ \t]*' . self::cookie($pattern) . '[ \t]*(?:[=;,]|$)', [...$rules->excluded['cookies'], ...$rules->keyed_cookies()]),
        ];
        $agents = array_map(static fn(string $pattern): string => self::pattern($pattern, '.*'), $rules->excluded['user_agents']);

        return new self('(?:^|[;,])(?:' . implode('|', $names) . ')', $agents === [] ? '' : '^(?:' . implode('|', $agents) . ')$');
    }

    /** @return list<string> */
    public function all(): array
    {
        return [$this->cookies, $this->agents];
    }

    /** A text as a regular expression that means itself, without a byte that a configuration file could misread. */
    public static function literal(string $text): string
    {
        return (string) preg_replace_callback('/[^A-Za-z0-9_\/:-]/', static fn(array $match): string => sprintf('\x%02x', ord($match[0])), $text);
    }

    private static function pattern(string $pattern, string $any): string
    {
        return implode($any, array_map(self::literal(...), explode('*', $pattern)));
    }

    /** PHP writes `.`, space and `[` of a name as `_`. */
    private static function cookie(string $pattern): string
    {
        return str_replace('_', '[_.\x20\x5b]', self::pattern(strtr($pattern, '. [', '___'), self::NAME));
    }
}
