<?php

/**
 * Puts the line of early start into the source of wp-config.php, right before the statement that loads wp-settings.php,
 * so that it stands behind everything that the owner says there about proxies and HTTPS; and takes it out again, byte for
 * byte. Pure: text in, text out.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class EarlyStartLine
{
    private const MARK = '/* Added by AI WP Dynamic Cache, early start. */';
    private const BEGINNING = '@include_once ';
    private const LOADS = [T_REQUIRE, T_REQUIRE_ONCE, T_INCLUDE, T_INCLUDE_ONCE];

    /** What a person writes where we may not. */
    public static function by_hand(string $path): string
    {
        return self::statement($path) . ' ' . self::MARK;
    }

    /**
     * The source with the line for this expression; the same source when it is there already.
     *
     * @param string $path a PHP expression
     *
     * @throws UnableToEditWpConfig
     */
    public static function added(string $source, string $path): string
    {
        $before = self::removed($source);
        $at = self::place($before);
        $lineBreak = preg_match('/\r\n|\n|\r/', $before, $match) === 1 ? $match[0] : "\n";
        $edited = substr_replace($before, self::by_hand($path) . $lineBreak, $at, 0);
        if (self::removed($edited) !== $before) {
            throw UnableToEditWpConfig::because('the change could not be taken back exactly.');
        }
        self::tokens($edited);

        return $edited;
    }

    /** The source without the line. */
    public static function removed(string $source): string
    {
        foreach (array_reverse(\PhpToken::tokenize($source)) as $token) {
            if ($token->is(T_COMMENT) && $token->text === self::MARK) {
                $before = substr($source, 0, $token->pos);
                $start = strrpos($before, self::BEGINNING);
                $isOurs = $start !== false && str_ends_with($before, '; ') && substr_count($before, "\n", $start) === 0;
                $after = substr($source, $token->pos + strlen(self::MARK));
                $source = $isOurs ? substr($before, 0, $start) . preg_replace('/\A(?:\r\n|\n|\r)/', '', $after) : $source;
            }
        }

        return $source;
    }

    /** Whether our line, for whatever path, is in the source. */
    public static function is_in(string $source): bool
    {
        foreach (\PhpToken::tokenize($source) as $token) {
            if ($token->is(T_COMMENT) && $token->text === self::MARK) {
                return true;
            }
        }

        return false;
    }

    /**
     * Offset of the statement that loads wp-settings.php.
     *
     * @throws UnableToEditWpConfig
     */
    private static function place(string $source): int
    {
        $start = null;
        $depth = 0;
        foreach (self::tokens($source) as $token) {
            if ($token->isIgnorable()) {
                $start = $token->is([T_OPEN_TAG, T_CLOSE_TAG]) ? null : $start;
                continue;
            }
            $start ??= $token;
            if ($token->is(T_CONSTANT_ENCAPSED_STRING) && str_contains($token->text, 'wp-settings.php') && $start->is(self::LOADS)) {
                return $depth === 0 ? $start->pos : throw UnableToEditWpConfig::because("line {$start->line} loads wp-settings.php under a condition.");
            }
            $depth += (int) $token->is(['{', T_CURLY_OPEN, T_DOLLAR_OPEN_CURLY_BRACES]) - (int) $token->is('}');
            $start = $token->is([';', '{', '}', ':']) ? null : $start;
        }
        throw UnableToEditWpConfig::because('it does not load wp-settings.php in a statement of its own.');
    }

    private static function statement(string $path): string
    {
        return self::BEGINNING . $path . ';';
    }

    /**
     * @return list<\PhpToken>
     *
     * @throws UnableToEditWpConfig
     */
    private static function tokens(string $source): array
    {
        try {
            return array_values(\PhpToken::tokenize($source, TOKEN_PARSE));
        } catch (\ParseError $error) {
            throw UnableToEditWpConfig::because("line {$error->getLine()} is not valid PHP.");
        }
    }
}
