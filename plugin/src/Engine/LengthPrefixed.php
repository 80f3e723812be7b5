<?php

/** The one way in which fields are joined before they are hashed or signed: no byte can move into its neighbour. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class LengthPrefixed
{
    /**
     * `LENGTH:BYTES\n` for each field.
     *
     * @param list<string> $fields
     */
    public static function join(array $fields): string
    {
        $joined = '';
        foreach ($fields as $field) {
            $joined .= strlen($field) . ':' . $field . "\n";
        }

        return $joined;
    }
}
