<?php

/** The site's address as it registers: home URL without a slash at its end. */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Settings\HomeUrl;

final class Home
{
    public static function url(): string
    {
        $home = HomeUrl::of_site();

        return "{$home->scheme}://{$home->host}" . rtrim($home->path, '/');
    }
}
