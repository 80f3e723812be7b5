<?php

/** What a page's key is made of, read back from the canonical key string, and as an address that a person can open. */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Engine\CacheKey;

final class PageAddress
{
    /** So begins the name of a page that exists for one look at the web server (Direct\Probe). */
    private const OWN = '/dynamic-cache-direct-';

    private const FIELDS = ['site', 'scheme', 'host', 'path', 'query', 'persona', 'language', 'currency', 'device'];
    private const VARIANTS = ['language', 'currency', 'device'];

    /** @param array{site: string, scheme: string, host: string, path: string, query: string, persona: string, language: string, currency: string, device: string} $fields */
    private function __construct(private readonly array $fields) {}

    /** Null when it is no canonical string of this version. */
    public static function of_canonical(string $canonical): ?self
    {
        if (!str_starts_with($canonical, "dck1\n")) {
            return null;
        }
        $values = [];
        $at = 5;
        foreach (self::FIELDS as $name) {
            if (preg_match('/\G([0-9]{1,5}):/', $canonical, $match, 0, $at) !== 1) {
                return null;
            }
            $values[$name] = substr($canonical, $at + strlen($match[0]), (int) $match[1]);
            $at += strlen($match[0]) + (int) $match[1] + 1;
        }

        return $at === strlen($canonical) ? new self($values) : null;
    }

    /**
     * The page behind a row of the list.
     *
     * @param string $site blog id
     * @param string $url as url() gives it
     * @param string $variant as variant() gives it
     */
    public static function of_row(string $site, string $url, string $variant, string $persona): ?self
    {
        if (preg_match('~^(https?)://([^/?#]+)(/[^?#]*)(?:\?([^#]*))?$~D', $url, $match) !== 1) {
            return null;
        }
        parse_str($variant, $given);
        $value = static fn(string $name): string => is_string($given[$name] ?? null) ? $given[$name] : '';

        return new self([
            'site' => $site,
            'scheme' => $match[1],
            'host' => $match[2],
            'path' => $match[3],
            'query' => $match[4] ?? '',
            'persona' => $persona,
            'language' => $value('language'),
            'currency' => $value('currency'),
            'device' => $value('device'),
        ]);
    }

    public function canonical(): string
    {
        return CacheKey::canonical($this->fields);
    }

    /** First 32 hex digits of the key: what the tag `page:…` of the page has. */
    public function id(): string
    {
        return substr(hash('sha256', $this->canonical()), 0, 32);
    }

    public function site(): string
    {
        return $this->fields['site'];
    }

    public function persona(): string
    {
        return $this->fields['persona'];
    }

    /** Whether nobody asks for it but ourselves. */
    public function is_own(): bool
    {
        return str_contains($this->fields['path'], self::OWN);
    }

    public function url(): string
    {
        $query = $this->fields['query'];

        return "{$this->fields['scheme']}://{$this->fields['host']}{$this->fields['path']}" . ($query === '' ? '' : "?{$query}");
    }

    /** What else the key has, `language=de&device=phone`; '' for the usual page. */
    public function variant(): string
    {
        return http_build_query(array_filter(
            array_intersect_key($this->fields, array_flip(self::VARIANTS)),
            static fn(string $value): bool => $value !== '',
        ), '', '&', PHP_QUERY_RFC3986);
    }
}
