<?php

/** What a response says about being cached: RFC 9111 directives, read as a shared cache must. Pure. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class CacheControl
{
    private const FORBIDDING = ['private', 'no-store', 'no-cache'];

    /** Includes the directives for caches further away: who forbids those to store means us as well. */
    private const HEADERS = ['Cache-Control', 'CDN-Cache-Control', 'Surrogate-Control', 'Pragma'];

    public function __construct(private readonly ResponseHeaders $headers) {}

    /** Whether the response must not be stored. */
    public function forbids(int $now): bool
    {
        foreach (self::HEADERS as $name) {
            foreach ($this->directives($name) as [$directive]) {
                if (in_array($directive, self::FORBIDDING, true)) {
                    return true;
                }
            }
        }

        return $this->lifetime($now) === 0;
    }

    /** Whether the response must not be used after its lifetime. */
    public function forbids_stale(): bool
    {
        $names = array_column($this->directives('Cache-Control'), 0);

        return array_intersect($names, ['must-revalidate', 'proxy-revalidate', 's-maxage']) !== [];
    }

    /** The lifetime in seconds that the response gives itself, or null when it says nothing. Something unreadable is 0. */
    public function lifetime(int $now): ?int
    {
        foreach (['s-maxage', 'max-age'] as $wanted) {
            $seconds = [];
            foreach ($this->directives('Cache-Control') as [$directive, $value]) {
                if ($directive === $wanted) {
                    $seconds[] = preg_match('/^[0-9]{1,10}$/D', $value) === 1 ? (int) $value : 0;
                }
            }
            if ($seconds !== []) {
                return min($seconds);
            }
        }
        $lifetimes = array_map(
            static fn(string $date) => max(0, (HttpDate::parse($date) ?? 0) - $now),
            $this->headers->values('Expires'),
        );

        return $lifetimes === [] ? null : min($lifetimes);
    }

    /** @return list<array{string, string}> names in lower case with their values, quoted ones without the quotes */
    private function directives(string $name): array
    {
        $directives = [];
        foreach ($this->headers->values($name) as $value) {
            preg_match_all('/([^\s,;="]+)(?:\s*=\s*(?:"([^"]*)"?|([^\s,;"]*)))?/', $value, $matches, PREG_SET_ORDER);
            foreach ($matches as $match) {
                $directives[] = [strtolower($match[1]), ($match[2] ?? '') . ($match[3] ?? '')];
            }
        }

        return $directives;
    }
}
