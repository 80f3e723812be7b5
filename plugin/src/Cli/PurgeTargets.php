<?php

/** What the words behind `purge` or `warm` mean: tags of our vocabulary, or addresses of this site. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Purge\AskedTags;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\JsonSchema;
use DynamicCache\Settings\NotOfThisSite;
use DynamicCache\Settings\SiteUrl;
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
            if (self::is_address($word)) {
                try {
                    $urls[] = SiteUrl::named($word, $hosts)->text();
                } catch (NotOfThisSite $refusal) {
                    $complaints[] = "“{$word}”: {$refusal->getMessage()}";
                }
            } elseif (Tag::is_tag($word)) {
                $complaint = AskedTags::complaint($word);
                $complaint === null ? $tags[] = $word : $complaints[] = $complaint;
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
