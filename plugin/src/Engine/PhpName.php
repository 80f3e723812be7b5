<?php

/**
 * Query and cookie names as PHP registers them: `rest.route` and `rest[route` reach WordPress as `rest_route`, so
 * rules compare names in this form. Source: php_register_variable_ex() in main/php_variables.c.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class PhpName
{
    /**
     * The name of the variable (without array indexes) that PHP makes of a decoded parameter name; empty when PHP
     * drops the parameter.
     */
    public static function of(string $decoded): string
    {
        $name = ltrim(explode("\0", $decoded, 2)[0], ' ');
        $bracket = strpos($name, '[');
        if ($bracket === 0) {
            return '';
        }
        if ($bracket === false) {
            return strtr($name, ' .', '__');
        }
        $base = strtr(substr($name, 0, $bracket), ' .', '__');

        return str_contains(substr($name, $bracket), ']')
            ? $base
            : $base . '_' . strtr(substr($name, $bracket + 1), ' .[', '___');
    }
}
