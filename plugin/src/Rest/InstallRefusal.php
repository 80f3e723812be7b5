<?php

/** What stood in the way of files of ours, as an answer: which file, why, and what to write there by hand. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Install\InstallFailure;
use DynamicCache\Settings\FieldError;

final class InstallRefusal
{
    /** @param string $field the member of the request that could not be done */
    public static function of(InstallFailure $failure, string $field): Refusal
    {
        return new Refusal(
            409,
            $failure->code_word(),
            [new FieldError($field, $failure->getMessage())],
            ['file' => $failure->path()] + ($failure->by_hand() === '' ? [] : ['by_hand' => $failure->by_hand()]),
        );
    }
}
