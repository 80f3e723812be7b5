<?php

/**
 * Joins the source files of Engine and Store into the one file that the drop-in loads: one opened file and one compiled
 * script on the hit path, under a name that an update of the plugin does not touch. Pure: texts in, text out.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class EngineText
{
    /**
     * @param list<string> $sources in the order in which they have to be declared
     *
     * @throws \ParseError when the result is not valid PHP
     */
    public static function joined(array $sources, string $version): string
    {
        $text = "<?php\n// Generated from the plugin's src/Engine and src/Store, which replace it when they change.\n"
            . "declare(strict_types=1);\n"
            . 'namespace { define(' . var_export(EngineVersion::CONSTANT, true) . ', ' . var_export($version, true) . "); }\n"
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
                $body .= $token->text;
            }
        }

        return "namespace {$name} {\n" . preg_replace('/[ \t]*\n(?:[ \t]*\n)+/', "\n", trim($body)) . "\n}\n";
    }
}
