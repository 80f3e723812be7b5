<?php

/** The name of the site as it stands in the subject of a mail. */

declare(strict_types=1);

namespace DynamicCache\Alerts;

final class SiteName
{
    public static function plain(): string
    {
        return trim((string) preg_replace('/\s+/', ' ', wp_specialchars_decode(get_bloginfo('name'), ENT_QUOTES)));
    }
}
