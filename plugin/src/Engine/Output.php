<?php

/** Sends what was decided. The only place that writes a response. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Output
{
    /**
     * Sets header lines; a name that comes twice is sent twice, but never beside one that somebody set before. Too late
     * for headers, it does nothing: PHP would print a warning into the page.
     *
     * @param list<string> $lines
     */
    public static function headers(array $lines): void
    {
        $seen = [];
        if (headers_sent()) {
            return;
        }
        foreach ($lines as $line) {
            $name = strtolower(explode(':', $line, 2)[0]);
            header($line, !isset($seen[$name]));
            $seen[$name] = true;
        }
    }

    public static function send(Reply $reply): void
    {
        http_response_code($reply->status);
        self::headers($reply->headers);
        echo $reply->body;
    }
}
