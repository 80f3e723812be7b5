<?php

/** One parameter of a query string. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class QueryParameter
{
    /**
     * @param string $raw the bytes between two `&`
     * @param string $name decoded
     * @param string $value decoded
     * @param string $variable what PHP makes of the name; rules look at this
     */
    private function __construct(
        public readonly string $raw,
        public readonly string $name,
        public readonly string $value,
        public readonly string $variable,
    ) {}

    /**
     * Splits a query (without `?`) at `&`; `a` is `a=`; empty parts are dropped.
     *
     * @return list<self>
     */
    public static function all(string $query): array
    {
        $parameters = [];
        foreach (explode('&', $query) as $part) {
            if ($part !== '') {
                $pair = explode('=', $part, 2);
                $name = urldecode($pair[0]);
                $parameters[] = new self($part, $name, urldecode($pair[1] ?? ''), PhpName::of($name));
            }
        }

        return $parameters;
    }
}
