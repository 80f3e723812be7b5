<?php

/**
 * What a plugin keeps for later requests in the object cache. Whoever is handed it shows what was found out in an earlier
 * request, and no tap hears what that was from: the entry itself is what the page depends on.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\ObjectCache;

use DynamicCache\Tags\Records\ListRow;

final class KeptEntry
{
    /** Facet of what is written down about entries. */
    private const FACET = 'kept';

    /** Groups of core, whose contents the other taps hear of. */
    private const OF_CORE = [
        'blog-details' => true, 'blog-id-cache' => true, 'blog-lookup' => true, 'blog_meta' => true, 'bookmark' => true,
        'calendar' => true, 'category' => true, 'comment' => true, 'comment-queries' => true, 'comment_meta' => true,
        'counts' => true, 'customize_changeset_post' => true, 'general' => true, 'global-posts' => true, 'image_editor' => true, 'network-queries' => true,
        'networks' => true, 'oembed_cache_post' => true, 'options' => true, 'plugins' => true, 'post-queries' => true, 'post_meta' => true, 'posts' => true,
        'rss' => true, 'site-details' => true, 'site-options' => true, 'site-queries' => true, 'site-transient' => true,
        'sites' => true, 'term-queries' => true, 'term_meta' => true, 'terms' => true, 'theme_files' => true,
        'theme_json' => true, 'themes' => true, 'timeinfo' => true, 'transient' => true, 'translation_files' => true,
        'user-queries' => true, 'user_meta' => true, 'useremail' => true, 'userlogins' => true, 'users' => true, 'userslugs' => true,
    ];

    /** Core's own in the group of those that name none. */
    private const DEFAULT_OF_CORE = '/^(?:is_blog_installed|icon_files|mime_type_icon_.*)$/Ds';

    private function __construct(public readonly string $group, public readonly int|string $key) {}

    /** Null: it is core's, or nothing that an object cache can hold. */
    public static function of(mixed $key, mixed $group): ?self
    {
        $group = $group === '' ? 'default' : $group;
        $isOwn = is_string($group) && (is_int($key) || is_string($key)) && !isset(self::OF_CORE[$group]) && !str_ends_with($group, HandedOut::TERMS);

        return $isOwn && !($group === 'default' && preg_match(self::DEFAULT_OF_CORE, (string) $key) === 1) ? new self($group, $key) : null;
    }

    /** The entry that a row is about; null: it is about something else. */
    public static function of_row(ListRow $row): ?self
    {
        [$group, $key] = (in_array(self::FACET, $row->facets, true) ? (array) json_decode($row->request, true) : []) + [null, null];

        return self::of($key, $group);
    }

    /** 32 hex digits; of a key whose bytes are no text, too. */
    public function hash(): string
    {
        return substr(hash('sha256', strlen($this->group) . ":{$this->group}:{$this->key}\nkept"), 0, 32);
    }

    /** @return string 32 hex digits, empty for what cannot be compared */
    public static function value(mixed $value): string
    {
        try {
            return substr(hash('sha256', serialize($value)), 0, 32);
        } catch (\Throwable) {
            return '';
        }
    }

    /** Null: the key is no text, or longer than what is worth writing down. */
    public function row(string $value): ?ListRow
    {
        $request = json_encode([$this->group, $this->key], JSON_UNESCAPED_SLASHES);

        return $request === false || strlen($request) > 1024 || $value === '' ? null : new ListRow($this->hash(), $value, '', [$this->bucket(), self::part($this->hash())], [self::FACET], [], $request, []);
    }

    /** What is written down of this entry is found under it. */
    public function bucket(): string
    {
        return self::FACET . ':' . $this->hash();
    }

    /** @return list<string> the buckets under which all entries are, in parts that can be read at once */
    public static function parts(): array
    {
        return array_map(self::part(...), str_split('0123456789abcdef'));
    }

    private static function part(string $hash): string
    {
        return self::FACET . ":{$hash[0]}";
    }
}
