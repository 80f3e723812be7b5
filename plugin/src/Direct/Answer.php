<?php

/** What every page carries that a web server sends by itself. */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Engine\Reason;

final class Answer
{
    /** The word by which it names itself (X-Dynamic-Cache, without the name). */
    public const WORD = 'hit; reason=' . Reason::Direct->value;

    /** A browser asks again each time: whatever the settings say of browsers, the age of a page is not known here. */
    public const HEADERS = [
        'X-Dynamic-Cache' => self::WORD,
        'Cache-Status' => 'dynamic-cache-origin; hit; detail=' . Reason::Direct->value,
        'Cache-Control' => 'max-age=0, must-revalidate',
    ];
}
