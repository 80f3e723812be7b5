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

    /** Whether the visitor can be let go before the script ends. */
    public static function can_finish(): bool
    {
        return function_exists('fastcgi_finish_request') || function_exists('litespeed_finish_request');
    }

    /** Lets the visitor go, where the server can: what is done from here on takes none of their time. */
    public static function finish(): void
    {
        match (true) {
            function_exists('fastcgi_finish_request') => fastcgi_finish_request(),
            function_exists('litespeed_finish_request') => litespeed_finish_request(),
            default => flush(),
        };
    }

    public static function send(Reply $reply): void
    {
        http_response_code($reply->status);
        self::headers($reply->headers);
        echo $reply->body;
    }
}
