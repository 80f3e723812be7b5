<?php

/**
 * Pairs of near-equal requests of which it is known whether they are the same page: letters, slashes, escapes, order and
 * names of parameters, names of the host, forwarded schemes, cookies of variants. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

use DynamicCache\Engine\Patterns;
use DynamicCache\Settings\Rules;

final class Corpus
{
    /**
     * @param Rules $rules of the site
     * @param list<string> $aliases other names of the host
     * @param string $url of a page of the site
     */
    public function __construct(
        private readonly Rules $rules,
        private readonly array $aliases,
        private readonly string $url,
    ) {}

    /** @return array<string, array{NearRequest, NearRequest, bool}> two requests, and whether they are the same page, by name */
    public function pairs(): array
    {
        $pairs = [];
        foreach ([...$this->same(), ...$this->different()] as $name => [$one, $other, $isSame]) {
            $pairs[$name] = [$one, $other, $isSame];
        }

        return $pairs;
    }

    /** @return array<string, array{NearRequest, NearRequest, bool}> */
    private function same(): array
    {
        $page = new NearRequest($this->url);
        $same = [
            'order-of-parameters' => [$this->with('dca=1&dcb=2'), $this->with('dcb=2&dca=1')],
            'escaped-letter' => [$this->with('dca=A'), $this->with('dca=%41')],
            'unknown-cookie' => [$page, new NearRequest($this->url, ['Cookie' => 'dynamic_cache_probe_a=1'])],
            'forwarded-host' => [$page, new NearRequest($this->url, ['X-Forwarded-Host' => 'probe.invalid'])],
            'forwarded-scheme' => [$page, new NearRequest($this->url, ['X-Forwarded-Proto' => str_starts_with($this->url, 'https:') ? 'http' : 'https'])],
        ];
        if (Patterns::match($this->rules->query->ignore, 'utm_source')) {
            $same['tracking-parameter'] = [$page, $this->with('utm_source=probe')];
        }
        foreach ($this->aliases as $at => $alias) {
            $same["alias-{$at}"] = [$page, new NearRequest($this->url, ['Host' => $alias])];
        }

        return array_map(static fn(array $pair): array => [$pair[0], $pair[1], true], $same);
    }

    /** @return array<string, array{NearRequest, NearRequest, bool}> */
    private function different(): array
    {
        $page = new NearRequest($this->url);
        $different = [
            'another-value' => [$this->with('dca=1'), $this->with('dca=2')],
            'a-parameter-more' => [$this->with('dca=1'), $this->with('dca=1&dcb=2')],
            'a-parameter-at-all' => [$page, $this->with('dca=1')],
            'case-of-a-value' => [$this->with('dca=a'), $this->with('dca=A')],
            'same-name-in-other-order' => [$this->with('dca[]=1&dca[]=2'), $this->with('dca[]=2&dca[]=1')],
            'boundary-of-parameters' => [$this->with('dca=1%26dcb=2'), $this->with('dca=1&dcb=2')],
            'another-search' => [$this->with('s=probe-one'), $this->with('s=probe-two')],
        ];
        $path = (string) parse_url($this->url, PHP_URL_PATH);
        if (trim($path, '/') !== '') {
            $different['case-of-the-path'] = [$page, $this->at(strtoupper($path) === $path ? strtolower($path) : strtoupper($path))];
            $different['trailing-slash'] = [$page, $this->at(str_ends_with($path, '/') ? rtrim($path, '/') : "{$path}/")];
        }
        foreach ($this->variants() as $name => $cookie) {
            $different["variant-{$name}"] = [$page, new NearRequest($this->url, ['Cookie' => $cookie])];
        }

        return array_map(static fn(array $pair): array => [$pair[0], $pair[1], false], $different);
    }

    /** @return array<string, string> cookie by dimension and value */
    private function variants(): array
    {
        $cookies = [];
        foreach (['device' => $this->rules->device, 'language' => $this->rules->language, 'currency' => $this->rules->currency] as $name => $variant) {
            foreach ($variant->values ?? [] as $value) {
                $cookies["{$name}-{$value}"] = "{$variant?->cookie}=" . rawurlencode($value);
            }
        }

        return $cookies;
    }

    private function with(string $query): NearRequest
    {
        return new NearRequest($this->url . (str_contains($this->url, '?') ? '&' : '?') . $query);
    }

    private function at(string $path): NearRequest
    {
        return new NearRequest((string) preg_replace('~\A(https?://[^/?#]*)[^?#]*~i', '${1}' . addcslashes($path, '\\$'), $this->url));
    }
}
