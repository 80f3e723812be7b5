<?php

/** JSON merge patch, RFC 7396 section 2, on objects as json_decode() gives them. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class MergePatch
{
    /** A new document: members of the patch replace, objects merge, null removes. */
    public static function apply(\stdClass $target, \stdClass $patch): \stdClass
    {
        $result = self::copy($target);
        foreach (get_object_vars($patch) as $name => $value) {
            if ($value === null) {
                unset($result->{$name});
            } elseif ($value instanceof \stdClass) {
                $below = $result->{$name} ?? null;
                $result->{$name} = self::apply($below instanceof \stdClass ? $below : new \stdClass(), $value);
            } else {
                $result->{$name} = $value;
            }
        }

        return $result;
    }

    /** The same document in objects of its own. */
    public static function copy(\stdClass $document): \stdClass
    {
        $copy = new \stdClass();
        foreach (get_object_vars($document) as $name => $value) {
            $copy->{$name} = $value instanceof \stdClass ? self::copy($value) : $value;
        }

        return $copy;
    }
}
