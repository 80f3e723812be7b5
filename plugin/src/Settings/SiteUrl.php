<?php

/**
 * An absolute address of the current site, as it goes over the wire. Everything that is asked of one page comes through
 * here: nothing that a person types makes this host fetch, or read, anything of another one (threats WP-19, WP-24).
 */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class SiteUrl
{
    public const MAX_BYTES = 8192;

    /**
     * @param string $host with its port where that is not the scheme's own
     * @param string $target path and query, bytes as a browser sends them
     */
    private function __construct(
        public readonly string $scheme,
        public readonly string $host,
        public readonly string $target,
    ) {}

    /**
     * @param list<string> $aliases hosts under which the site answers besides its home URL
     *
     * @throws NotOfThisSite
     */
    public static function parse(string $url, array $aliases = []): self
    {
        if (strlen($url) > self::MAX_BYTES) {
            /* translators: %d: number of bytes */
            throw new NotOfThisSite(sprintf(_n('At most %d byte.', 'At most %d bytes.', self::MAX_BYTES, 'ai-wp-dynamic-cache'), self::MAX_BYTES));
        }
        // No name or password before the host, no backslash, no blank: what two parsers could read in two ways is refused.
        if (preg_match('~^(https?)://([^/?#@\\\\\s\x00-\x1f\x7f]+)([/?][^#\\\\\s\x00-\x1f\x7f]*)?(?:#[^\x00-\x1f\x7f]*)?$~iD', $url, $match) !== 1) {
            throw new NotOfThisSite(__('This must be a complete address, such as https://example.com/shop/.', 'ai-wp-dynamic-cache'));
        }
        $home = HomeUrl::of_site();
        $asked = HomeUrl::parse("{$match[1]}://{$match[2]}/");
        if ($asked->host === '' || ($asked->host !== $home->host && !in_array($asked->host, $aliases, true))) {
            /* translators: %s: host of the site */
            throw new NotOfThisSite(sprintf(__('This must be an address of this site, whose host is %s.', 'ai-wp-dynamic-cache'), $home->host));
        }
        $target = self::encoded($match[3] ?? '/');
        self::check_path(explode('?', $target, 2)[0], $home);

        return new self($asked->scheme, $asked->host, $target);
    }

    /**
     * An address as people and programs name a page: complete, or from the root of the site's host on.
     *
     * @param list<string> $aliases as for parse()
     *
     * @throws NotOfThisSite
     */
    public static function named(string $url, array $aliases): self
    {
        return self::parse(str_starts_with($url, '//') ? $url : HomeUrl::of_site()->absolute($url), $aliases);
    }

    /**
     * An address that this host may fetch: under the origin of the home URL alone.
     *
     * @throws NotOfThisSite
     */
    public static function to_fetch(string $url): self
    {
        $parsed = self::parse($url);
        $home = HomeUrl::of_site();
        if ($parsed->scheme !== $home->scheme) {
            /* translators: %s: scheme and host of the site, such as https://example.com */
            throw new NotOfThisSite(sprintf(__('This must begin with %s.', 'ai-wp-dynamic-cache'), "{$home->scheme}://{$home->host}"));
        }

        return $parsed;
    }

    public function text(): string
    {
        return "{$this->scheme}://{$this->host}{$this->target}";
    }

    /** A browser asks for the root where there is no path, and sends no byte beyond ASCII as it is. */
    private static function encoded(string $target): string
    {
        $target = str_starts_with($target, '?') ? "/{$target}" : $target;

        return (string) preg_replace_callback(
            '/[^\x21-\x7e]/',
            static fn(array $match): string => rawurlencode($match[0]),
            $target,
        );
    }

    /** @throws NotOfThisSite */
    private static function check_path(string $path, HomeUrl $home): void
    {
        if (!str_starts_with(rtrim($path, '/') . '/', $home->path)) {
            /* translators: %s: path of the site, such as /blog/ */
            throw new NotOfThisSite(sprintf(__('The pages of this site are below %s.', 'ai-wp-dynamic-cache'), $home->path));
        }
        $site = is_multisite() ? get_site_by_path($home->host, $path) : false;
        if ($site instanceof \WP_Site && $site->id !== get_current_blog_id()) {
            throw new NotOfThisSite(__('Another site of this network answers under this address.', 'ai-wp-dynamic-cache'));
        }
    }
}
