<?php

/** What the words behind `purge` or `warm` mean: tags of our vocabulary, or addresses of this site. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\JsonSchema;
use DynamicCache\Tags\Tag;

final class PurgeTargets
{
    /**
     * @param list<string> $tags
     * @param list<string> $urls
     * @param list<string> $complaints what is neither, in words
     */
    private function __construct(
        public readonly array $tags,
        public readonly array $urls,
        public readonly array $complaints,
    ) {}

    /**
     * @param list<string> $words
     * @param list<string> $hosts under which this site answers besides its home URL
     */
    public static function parse(array $words, array $hosts): self
    {
        $tags = $urls = $complaints = [];
        foreach ($words as $word) {
            $complaint = self::is_address($word) ? self::complaint_about($word, $hosts) : '';
            if ($complaint !== '') {
                $complaints[] = $complaint;
            } elseif (self::is_address($word)) {
                $urls[] = $word;
            } elseif (Tag::is_tag($word)) {
                $tags[] = $word;
            } else {
                /* translators: %s: what was typed */
                $complaints[] = sprintf(__('“%s” is neither a tag (post:12, term:3, site) nor an address (/shop/, https://…).', 'ai-wp-dynamic-cache'), $word);
            }
        }

        return new self($tags, $urls, $complaints === [] ? self::against_the_schema($tags, $urls) : $complaints);
    }

    private static function is_address(string $word): bool
    {
        return str_starts_with($word, '/') || str_contains($word, '://');
    }

    /** @param list<string> $hosts */
    private static function complaint_about(string $url, array $hosts): string
    {
        if (str_starts_with($url, '/') && !str_starts_with($url, '//')) {
            return '';
        }
        $scheme = parse_url($url, PHP_URL_SCHEME);
        $host = HomeUrl::parse($url)->host;
        if (!is_string($scheme) || !in_array(strtolower($scheme), ['http', 'https'], true) || $host === '') {
            /* translators: %s: what was typed */
            return sprintf(__('“%s” is no address that a browser could open.', 'ai-wp-dynamic-cache'), $url);
        }
        $home = HomeUrl::of_site()->host;
        if ($host !== $home && !in_array($host, $hosts, true)) {
            /* translators: 1: an address, 2: the host of the site */
            return sprintf(__('“%1$s” is not of this site, whose host is %2$s.', 'ai-wp-dynamic-cache'), $url, $home);
        }

        return '';
    }

    /**
     * The bounds of the same purge over REST.
     *
     * @param list<string> $tags
     * @param list<string> $urls
     *
     * @return list<string>
     */
    private static function against_the_schema(array $tags, array $urls): array
    {
        $body = (object) array_filter(['tags' => $tags, 'urls' => $urls], static fn(array $list): bool => $list !== []);

        return array_map(
            static fn(FieldError $error): string => "{$error->path}: {$error->message}",
            JsonSchema::shipped('site-purge')->errors($body),
        );
    }
}
