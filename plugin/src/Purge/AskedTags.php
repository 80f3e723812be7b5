<?php

/**
 * Tags that a person or a program asks to be purged, over REST or at the command line. A word that looks like one of ours and
 * can be on no page is a mistake; a number that nothing has today is none: what was deleted may still be on a page.
 */

declare(strict_types=1);

namespace DynamicCache\Purge;

final class AskedTags
{
    /** What is named by its number, and an example of that. */
    private const NUMBERED = ['post' => 'post:12', 'term' => 'term:3', 'user' => 'user:5', 'menu' => 'menu:4'];

    /**
     * Null where the tag can be on a page; else what would be right, as a sentence.
     *
     * @param string $tag in the letters of a tag
     */
    public static function complaint(string $tag): ?string
    {
        if (preg_match('/^([a-z]+)(?::([^~]*)(?:~.*)?)?$/Ds', $tag, $match) !== 1) {
            return null;
        }
        [, $kind, $name] = $match + ['', '', ''];
        $isNumber = preg_match('/^[1-9][0-9]{0,17}$/D', $name) === 1;

        return match (true) {
            $isNumber => null,
            /* translators: 1: what was typed, 2: an example of a tag */
            isset(self::NUMBERED[$kind]) => sprintf(__('“%1$s” has no number: such a tag has the id, as in %2$s.', 'ai-wp-dynamic-cache'), $tag, self::NUMBERED[$kind]),
            /* translators: 1: what was typed, 2: an example of a tag */
            $kind === 'comment' => sprintf(__('“%1$s” is on no page: comments are purged by the id of their post, as in %2$s.', 'ai-wp-dynamic-cache'), $tag, 'comments:12'),
            default => null,
        };
    }

    /**
     * Those that name a post, a term or a user that is not there now.
     *
     * @param list<string> $tags
     *
     * @return list<string>
     */
    public static function unknown(array $tags): array
    {
        return array_values(array_filter(array_unique($tags), self::is_unknown(...)));
    }

    private static function is_unknown(string $tag): bool
    {
        if (preg_match('/^(post|term|user):([1-9][0-9]{0,17})(?:~.*)?$/D', $tag, $match) !== 1) {
            return false;
        }

        return match ($match[1]) {
            'post' => !get_post((int) $match[2]) instanceof \WP_Post,
            'term' => !get_term((int) $match[2]) instanceof \WP_Term,
            default => get_userdata((int) $match[2]) === false,
        };
    }
}
