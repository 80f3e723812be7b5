<?php

/**
 * Finds every definition of WP_CACHE in the source of wp-config.php, by PHP's own tokens: a comment or a string that
 * mentions the constant is none.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class WpCacheScan
{
    private const BLOCKS = [T_IF, T_FOR, T_FOREACH, T_WHILE, T_SWITCH];
    private const BLOCK_ENDS = [T_ENDIF, T_ENDFOR, T_ENDFOREACH, T_ENDWHILE, T_ENDSWITCH];
    private const STATEMENT_ENDS = [';', '}', T_OPEN_TAG, T_CLOSE_TAG];

    /** @var list<\PhpToken> without white space and comments */
    private array $tokens;

    /** @var list<bool> for each open block: whether its head asks defined('WP_CACHE') */
    private array $blocks = [];

    /** The statement being read asks defined('WP_CACHE'). */
    private bool $asks = false;

    /** @param list<\PhpToken> $tokens */
    private function __construct(array $tokens)
    {
        $this->tokens = $tokens;
    }

    /**
     * @param list<\PhpToken> $tokens of a file that parses
     *
     * @return list<WpCacheDefinition> those that run before WordPress does
     */
    public static function definitions(array $tokens): array
    {
        $scan = new self(array_values(array_filter(
            $tokens,
            static fn(\PhpToken $token): bool => !$token->isIgnorable() || $token->is(T_OPEN_TAG),
        )));

        return $scan->run();
    }

    /** @return list<WpCacheDefinition> */
    private function run(): array
    {
        $found = [];
        foreach ($this->tokens as $at => $token) {
            if ($token->is(T_CONSTANT_ENCAPSED_STRING) && str_contains($token->text, 'wp-settings.php')) {
                break;
            }
            $valueAt = $this->value_of_definition($at);
            if ($valueAt !== null) {
                $found[] = $this->definition($at, $valueAt);
            }
            $this->follow_blocks($at);
        }

        return $found;
    }

    /** Index of the first token of the value, when a definition of WP_CACHE begins here. */
    private function value_of_definition(int $at): ?int
    {
        if ($this->is_call($at, 'define') && $this->text($at + 3) === ',') {
            return $at + 4;
        }
        $isConst = $this->text($at) === 'WP_CACHE' && $this->text($at + 1) === '='
            && in_array(strtolower($this->text($at - 1)), ['const', ','], true);

        return $isConst ? $at + 2 : null;
    }

    /** `name('WP_CACHE'` begins here. */
    private function is_call(int $at, string $name): bool
    {
        return ltrim(strtolower($this->text($at)), '\\') === $name
            && $this->text($at + 1) === '('
            && in_array($this->text($at + 2), ["'WP_CACHE'", '"WP_CACHE"'], true)
            && !in_array($this->text($at - 1), ['->', '?->', '::', 'function', 'new'], true);
    }

    private function definition(int $at, int $valueAt): WpCacheDefinition
    {
        $value = '';
        $depth = 0;
        for ($i = $valueAt; isset($this->tokens[$i]); $i++) {
            $text = $this->tokens[$i]->text;
            if ($depth === 0 && in_array($text, [')', ',', ';'], true)) {
                break;
            }
            $depth += match ($text) {
                '(', '[', '{' => 1,
                ')', ']', '}' => -1,
                default => 0,
            };
            $value .= $text;
        }
        $before = $this->text($at - 1) === '@' ? $at - 2 : $at - 1;
        $isConst = $this->text($at) === 'WP_CACHE';

        return new WpCacheDefinition(
            $value,
            $this->tokens[$valueAt]->pos,
            $this->tokens[$at]->line,
            $this->blocks === [] && ($isConst || $this->is_statement_end($before)),
            $this->asks || in_array(true, $this->blocks, true),
        );
    }

    private function follow_blocks(int $at): void
    {
        $token = $this->tokens[$at];
        if ($this->is_call($at, 'defined')) {
            $this->asks = true;
        }
        if ($token->is(['{', T_CURLY_OPEN, T_DOLLAR_OPEN_CURLY_BRACES]) || $this->opens_block_with_colon($at)) {
            $this->blocks[] = $this->asks;
            $this->asks = false;
        } elseif ($token->is(['}', ...self::BLOCK_ENDS])) {
            array_pop($this->blocks);
            $this->asks = false;
        } elseif ($token->text === ';') {
            $this->asks = false;
        }
    }

    /** The `:` of `if (…):`; the head is walked back from its closing parenthesis. */
    private function opens_block_with_colon(int $at): bool
    {
        if ($this->text($at) !== ':' || $this->text($at - 1) !== ')') {
            return false;
        }
        $depth = 0;
        for ($i = $at - 1; $i >= 0; $i--) {
            $depth += match ($this->text($i)) {
                ')' => 1,
                '(' => -1,
                default => 0,
            };
            if ($depth === 0) {
                return isset($this->tokens[$i - 1]) && $this->tokens[$i - 1]->is(self::BLOCKS);
            }
        }

        return false;
    }

    private function is_statement_end(int $at): bool
    {
        return !isset($this->tokens[$at]) || $this->tokens[$at]->is(self::STATEMENT_ENDS);
    }

    private function text(int $at): string
    {
        return $this->tokens[$at]->text ?? '';
    }
}
