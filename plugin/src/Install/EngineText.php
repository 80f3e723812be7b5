<?php

/**
 * Joins source files of Engine and Store into one: one compiled script, under a name that an update of the plugin does
 * not touch. Calls of PHP's own functions and constants are qualified, which saves a search in the namespace for each of
 * them in each request. Pure: texts in, text out.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class EngineText
{
    /**
     * @param list<string> $sources in the order in which they have to be declared
     * @param string|null $version said by the first file alone
     *
     * @throws \ParseError when the result is not valid PHP
     */
    public static function joined(array $sources, ?string $version): string
    {
        $text = "<?php\n// Generated from the plugin's sources, which replace it when they change.\n"
            . "declare(strict_types=1);\n"
            . ($version === null ? '' : 'namespace { define(' . var_export(EngineVersion::CONSTANT, true) . ', ' . var_export($version, true) . '); define(' . var_export(EngineVersion::FOLDER, true) . ", __DIR__); }\n")
            . implode('', array_map(self::block(...), $sources));
        \PhpToken::tokenize($text, TOKEN_PARSE);

        return $text;
    }

    /** One file as a bracketed namespace, so that its `use` lines stay its own. */
    private static function block(string $source): string
    {
        $name = '';
        $body = '';
        $tokens = \PhpToken::tokenize($source);
        for ($at = 0; isset($tokens[$at]); $at++) {
            $token = $tokens[$at];
            if ($token->is([T_DECLARE, T_NAMESPACE]) && $body === '') {
                $statement = '';
                for (; isset($tokens[$at]) && $tokens[$at]->text !== ';'; $at++) {
                    $statement .= $tokens[$at]->text;
                }
                $name = $token->is(T_NAMESPACE) ? trim(substr($statement, strlen('namespace'))) : $name;
            } elseif ($token->is([T_COMMENT, T_DOC_COMMENT])) {
                $body .= str_contains($token->text, "\n") && $body !== '' ? "\n" : '';
            } elseif (!$token->is([T_OPEN_TAG, T_CLOSE_TAG]) && ($body !== '' || !$token->is(T_WHITESPACE))) {
                $body .= (self::is_global($tokens, $at) ? '\\' : '') . $token->text;
            }
        }

        return "namespace {$name} {\n" . preg_replace('/[ \t]*\n(?:[ \t]*\n)+/', "\n", trim($body)) . "\n}\n";
    }

    /**
     * Whether a name is that of a function or constant of PHP: the engine has none of its own outside of classes.
     *
     * @param array<\PhpToken> $tokens
     */
    private static function is_global(array $tokens, int $at): bool
    {
        if (!$tokens[$at]->is(T_STRING)) {
            return false;
        }
        [$before, $after] = [$at - 1, $at + 1];
        while (isset($tokens[$before]) && $tokens[$before]->isIgnorable()) {
            $before--;
        }
        while (isset($tokens[$after]) && $tokens[$after]->isIgnorable()) {
            $after++;
        }
        $isCalled = ($tokens[$after]->text ?? '') === '(';
        $isConstant = preg_match('/^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/D', $tokens[$at]->text) === 1;
        $isMember = isset($tokens[$before])
            && $tokens[$before]->is([T_OBJECT_OPERATOR, T_NULLSAFE_OBJECT_OPERATOR, T_DOUBLE_COLON, T_FUNCTION, T_NEW, T_CONST, T_CASE, T_NS_SEPARATOR]);

        return ($isCalled || $isConstant) && !$isMember;
    }
}
