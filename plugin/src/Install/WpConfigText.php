<?php

/**
 * Switches WP_CACHE on in the source of wp-config.php, and back, byte for byte. Pure: text in, text out.
 * Either a marked line is added at the top, or the literal of a definition that is there is replaced and kept in a
 * comment beside it, so that the way back needs nothing but the file itself.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class WpConfigText
{
    /** What a person writes where we may not. */
    public const BY_HAND = "define( 'WP_CACHE', true );";

    private const STATEMENT = self::BY_HAND . ' ';
    private const ADDED = '/* Added by AI WP Dynamic Cache. */';
    private const ADDED_BEHIND = '/* Added by AI WP Dynamic Cache, behind what must stay first. */';
    private const WAS = '/* AI WP Dynamic Cache: was ';

    /**
     * The source with WP_CACHE on; the same source when it is on already.
     *
     * @throws UnableToEditWpConfig
     */
    public static function switched_on(string $source): string
    {
        if (self::is_ours($source)) {
            return $source;
        }
        $edited = self::edited($source);
        if (self::switched_back($edited) !== $source) {
            throw UnableToEditWpConfig::because('the change could not be taken back exactly.');
        }
        self::tokens($edited);

        return $edited;
    }

    /** The source without anything that switched_on() has put there. */
    public static function switched_back(string $source): string
    {
        foreach (array_reverse(\PhpToken::tokenize($source)) as $comment) {
            if ($comment->is(T_COMMENT)) {
                $source = self::without($source, $comment);
            }
        }

        return $source;
    }

    /** Whether the source carries a mark of ours. */
    public static function is_ours(string $source): bool
    {
        foreach (\PhpToken::tokenize($source) as $token) {
            $isMark = $token->text === self::ADDED || $token->text === self::ADDED_BEHIND
                || str_starts_with($token->text, self::WAS);
            if ($isMark && $token->is(T_COMMENT)) {
                return true;
            }
        }

        return false;
    }

    private static function edited(string $source): string
    {
        $tokens = self::tokens($source);
        foreach (WpCacheScan::definitions($tokens) as $definition) {
            if ($definition->isPlain) {
                return self::replaced($source, $definition);
            }
            if (!$definition->isGuarded) {
                throw UnableToEditWpConfig::because("line {$definition->line} sets it under a condition.");
            }
        }

        return self::added($source, $tokens);
    }

    private static function replaced(string $source, WpCacheDefinition $definition): string
    {
        return match ($definition->literal()) {
            true => $source,
            false => substr_replace(
                $source,
                'true ' . self::WAS . $definition->value . ' */',
                $definition->position,
                strlen($definition->value),
            ),
            null => throw UnableToEditWpConfig::because("line {$definition->line} computes it."),
        };
    }

    /** @param list<\PhpToken> $tokens */
    private static function added(string $source, array $tokens): string
    {
        foreach ($tokens as $at => $token) {
            if (!$token->is(T_OPEN_TAG)) {
                continue;
            }
            $first = self::end_of_declare(array_slice($tokens, $at + 1));
            if ($first !== null) {
                return substr_replace($source, ' ' . self::STATEMENT . self::ADDED_BEHIND, $first, 0);
            }
            $lineBreak = preg_match('/\r\n|\n|\r/', $source, $match) === 1 ? $match[0] : "\n";

            return substr_replace(
                $source,
                self::STATEMENT . self::ADDED . $lineBreak,
                $token->pos + strlen($token->text),
                0,
            );
        }
        throw UnableToEditWpConfig::because('the file has no PHP opening tag.');
    }

    /**
     * Offset behind `declare(strict_types=1);`, which must be the first statement of a file.
     *
     * @param list<\PhpToken> $tokens behind the opening tag
     */
    private static function end_of_declare(array $tokens): ?int
    {
        $isDeclare = false;
        foreach ($tokens as $token) {
            if ($token->isIgnorable()) {
                continue;
            }
            $isDeclare = $isDeclare || $token->is(T_DECLARE);
            if (!$isDeclare) {
                return null;
            }
            if ($token->text === ';') {
                return $token->pos + 1;
            }
        }

        return null;
    }

    /** Takes one marked change back. */
    private static function without(string $source, \PhpToken $comment): string
    {
        $before = substr($source, 0, $comment->pos);
        $after = substr($source, $comment->pos + strlen($comment->text));
        if ($comment->text === self::ADDED && str_ends_with($before, self::STATEMENT)) {
            return substr($before, 0, -strlen(self::STATEMENT)) . preg_replace('/\A(?:\r\n|\n|\r)/', '', $after);
        }
        if ($comment->text === self::ADDED_BEHIND && str_ends_with($before, ' ' . self::STATEMENT)) {
            return substr($before, 0, -strlen(' ' . self::STATEMENT)) . $after;
        }
        if (str_starts_with($comment->text, self::WAS) && str_ends_with($before, 'true ')) {
            $was = substr($comment->text, strlen(self::WAS), -strlen(' */'));

            return substr($before, 0, -strlen('true ')) . $was . $after;
        }

        return $source;
    }

    /**
     * @return list<\PhpToken>
     *
     * @throws UnableToEditWpConfig
     */
    private static function tokens(string $source): array
    {
        try {
            $tokens = \PhpToken::tokenize($source, TOKEN_PARSE);
        } catch (\ParseError $error) {
            throw UnableToEditWpConfig::because("line {$error->getLine()} is not valid PHP.");
        }
        foreach ($tokens as $token) {
            if ($token->is(T_NAMESPACE)) {
                throw UnableToEditWpConfig::because("line {$token->line} opens a namespace.");
            }
        }

        return array_values($tokens);
    }
}
