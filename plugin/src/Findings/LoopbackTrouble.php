<?php

/** What keeps a site from fetching its own pages, told from what the HTTP library of WordPress says. */

declare(strict_types=1);

namespace DynamicCache\Findings;

enum LoopbackTrouble: string
{
    case Name = 'name';
    case Refused = 'refused';
    case Encryption = 'encryption';
    case TimeOut = 'time-out';
    case Forbidden = 'forbidden';
    case NotOwn = 'not-own';
    case Other = 'other';

    /** @param string $code of the WP_Error */
    public static function of(string $code, string $message): self
    {
        if ($code === 'http_request_not_executed') {
            return self::Forbidden;
        }
        // The numbers are libcurl's; the words are those of the transport without it.
        $number = preg_match('/cURL error ([0-9]+)/', $message, $match) === 1 ? (int) $match[1] : 0;

        return match (true) {
            $number === 6, str_contains($message, 'getaddrinfo') => self::Name,
            $number === 7, stripos($message, 'refused') !== false => self::Refused,
            in_array($number, [35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91], true), stripos($message, 'SSL') !== false => self::Encryption,
            $number === 28, stripos($message, 'timed out') !== false => self::TimeOut,
            default => self::Other,
        };
    }

    /** What it means, in an owner's words. */
    public function means(): string
    {
        return match ($this) {
            self::Name => __('The server does not find its own name in the DNS that it asks.', 'ai-wp-dynamic-cache'),
            self::Refused => __('Nothing answers at the address of this site when the server asks from inside: a firewall, a container, or another port than outside.', 'ai-wp-dynamic-cache'),
            self::Encryption => __('The encrypted connection of the server to itself failed.', 'ai-wp-dynamic-cache'),
            self::TimeOut => __('The server did not answer itself in time: either a firewall swallows the request, or PHP has one process only, which is busy with asking.', 'ai-wp-dynamic-cache'),
            self::Forbidden => __('A setting of WordPress forbids requests of the site to itself.', 'ai-wp-dynamic-cache'),
            self::NotOwn => __('This address is not below the home address of this site, so it is not asked.', 'ai-wp-dynamic-cache'),
            self::Other => __('The server could not fetch a page from itself.', 'ai-wp-dynamic-cache'),
        };
    }

    public function fix(): string
    {
        return match ($this) {
            self::Name => __('Ask the host to let the server resolve its own name, or add the name to its hosts file.', 'ai-wp-dynamic-cache'),
            self::Refused => __('Ask the host to allow requests of the server to its own address and port.', 'ai-wp-dynamic-cache'),
            self::Encryption => __('Ask the host to look at the certificate and the TLS versions of the web server.', 'ai-wp-dynamic-cache'),
            self::TimeOut => __('Ask the host for more PHP processes, and to allow requests of the server to itself.', 'ai-wp-dynamic-cache'),
            self::Forbidden => __('Look at WP_HTTP_BLOCK_EXTERNAL in wp-config.php and at plugins that block requests.', 'ai-wp-dynamic-cache'),
            self::NotOwn => '',
            self::Other => __('Show this message to the host.', 'ai-wp-dynamic-cache'),
        };
    }
}
